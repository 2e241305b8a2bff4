"""Which posted vouchers are meant, and which of them somebody may see: searching, counting, by number.

A plain page, of a span of months at most, walks month by month from the newest and looks at no voucher twice; what
narrows by lines or accounts goes from the lines to their vouchers.
"""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.books.accounts import get_book
from ledger.books.calendar import day_number, day_text, first_and_last
from ledger.books.entries import Dims, VoucherKey
from ledger.books.journal import Voucher, vouchers_of
from ledger.store import Unit
from ledger.store.statement import text

LIMIT = 1000
"""No search returns more rows than this."""
MOST_COUNTS = 64
_COUNTED = "vouchers counted"

_CELLS = (
    "SELECT c.cell_id FROM cell AS c"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id WHERE c.tenant_id = :t AND c.book_id = :book"
)
_TOUCHING = (  # by account to batches, by cell to lines: an entry is read only where it is wanted
    "SELECT l.batch_id, l.entry_no FROM line AS l WHERE l.tenant_id = :t AND l.cell_id IN ({cells}) AND l.batch_id IN ("
    "SELECT t.batch_id FROM touch AS t WHERE t.tenant_id = :t AND t.book_id = :book AND t.account_id IN ("
    "SELECT o.account_id FROM cell AS o WHERE o.tenant_id = :t AND o.cell_id IN ({cells})))"
)
_BY_LINES = (  # CROSS JOIN: SQLite walks the batches first, as they stand in their index
    "SELECT e.posting_date, e.batch_id, e.entry_no FROM batch AS b CROSS JOIN entry AS e"
    " WHERE e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id AND {where}"
    " ORDER BY e.posting_date DESC, e.batch_id DESC, e.entry_no DESC LIMIT :limit"
)
_MONTH_BEFORE = "SELECT max(period) FROM batch WHERE tenant_id = :t AND book_id = :book AND period < :before"
_BEFORE = "(e.posting_date, e.batch_id, e.entry_no) < (:day, :batch, :entry)"


@dataclass(frozen=True, slots=True)
class SeenCells:
    """What somebody sees of vouchers, by the cells of their lines: those with some line of ``shown`` and none of ``closing``."""

    shown: tuple[int, ...]
    closing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class VoucherFilter:
    """What to search for; None means any. Amounts are base minor units of a single line; ``seen`` None sees all."""

    book: str
    date_from: str | None = None
    date_to: str | None = None
    account: str | None = None
    dims: Dims = ()
    text: str | None = None
    amount_minor: int | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    series: str | None = None
    number: int | None = None
    maker: str | None = None
    limit: int = 100
    seen: SeenCells | None = None
    months: tuple[tuple[int, int], ...] | None = None
    """Only vouchers of these spans of months ``(202501, 202512)``, where rights end at some; None for all."""

    @property
    def plain(self) -> bool:
        """Whether nothing but days narrows it."""
        return all(
            one in (None, ())
            for one in (self.account, self.dims, self.text, self.amount_minor, self.amount_from, self.amount_to,
                        self.series, self.number, self.maker)
        )  # fmt: skip


def by_number(unit: Unit, book: str, period: str, series: str, number: int) -> Voucher | None:
    """The voucher of a number, or None."""
    month = period[:7]
    found = search(unit, VoucherFilter(book, series=series, number=number, date_from=f"{month}-01",
                                       date_to=_last_day(month), limit=1))  # fmt: skip
    return found[0] if found else None


def posted_in(unit: Unit, book: str, month: str) -> int:
    """How many vouchers a month (``2026-11``) holds."""
    return count(unit, VoucherFilter(book, f"{month}-01", _last_day(month)))


def search(unit: Unit, wanted: VoucherFilter) -> list[Voucher]:
    """Vouchers that match every given condition, newest first; at most ``limit`` (and 1,000)."""
    limit = min(wanted.limit, LIMIT)
    if wanted.plain:
        return vouchers_of(unit, list(_newest(unit, wanted, limit)))
    where, values = _conditions(unit, wanted)
    if wanted.seen is not None:
        where.append(_shown(unit, "e", wanted.seen, values))
    rows = _read(unit, _BY_LINES.format(where=" AND ".join(where)), values | {"limit": limit})
    return vouchers_of(unit, [VoucherKey(batch, entry) for _, batch, entry in rows])


def count(unit: Unit, wanted: VoucherFilter) -> int:
    """How many vouchers match, whatever the limit."""
    where, values = _conditions(unit, wanted)
    of_batches = [part for part in where if "e." not in part]
    if wanted.plain and len(of_batches) == len(where):
        if wanted.seen is not None:
            return _counted(unit, wanted.seen, of_batches, values)
        counted = f"SELECT coalesce(sum(b.entry_count), 0) FROM batch AS b WHERE {' AND '.join(of_batches)}"
        return int(_read(unit, counted, values)[0][0])
    if wanted.seen is not None:
        where.append(_shown(unit, "e", wanted.seen, values))
    counted = (
        "SELECT count(*) FROM batch AS b CROSS JOIN entry AS e WHERE e.tenant_id = b.tenant_id"
        f" AND e.batch_id = b.batch_id AND {' AND '.join(where)}"
    )
    return int(_read(unit, counted, values)[0][0])


def _counted(unit: Unit, seen: SeenCells, where: list[str], values: dict[str, Any]) -> int:
    """What was counted before and what came since: the batches of a book are a chain that only grows at its end."""
    known: dict[Any, tuple[int, int]] = unit.remembered(_COUNTED) or {}
    key = (seen, tuple(values.items()))
    position, before = known.get(key, (0, 0))
    (head,) = _read(
        unit, "SELECT coalesce(max(position), 0) FROM batch WHERE tenant_id = :t AND book_id = :book", values
    )
    if head[0] > position:
        of_batches = [*where, "b.position > :position"]
        counted = _counted_by_lines(unit, seen, of_batches, values)
        before += int(_read(unit, counted, values | {"position": position})[0][0])
        known = known if len(known) < MOST_COUNTS else {}
        unit.remember(_COUNTED, {**known, key: (head[0], before)})
    return before


def _counted_by_lines(unit: Unit, seen: SeenCells, of_batches: list[str], values: dict[str, Any]) -> str:
    """Vouchers of shown lines, each once: one walk over the lines instead of a look at each voucher."""
    batches = f"SELECT b.batch_id FROM batch AS b WHERE {' AND '.join(of_batches)}"
    lines = (
        f"SELECT DISTINCT l.batch_id, l.entry_no FROM line AS l WHERE l.tenant_id = :t AND l.batch_id IN ({batches})"
        f" AND l.cell_id IN {_ids(unit, 'shown', seen.shown, values)}"
    )
    if seen.closing:
        closed = _TOUCHING.format(cells=_ids(unit, "closing", seen.closing, values)[1:-1])
        lines += f" AND (l.batch_id, l.entry_no) NOT IN ({closed})"
    return f"SELECT count(*) FROM ({lines}) AS found"


def _newest(unit: Unit, wanted: VoucherFilter, limit: int) -> Iterator[VoucherKey]:
    """The keys of a plain page, newest first: postings lie within the month of their batch."""
    where, values = _conditions(unit, wanted)
    before, left = values.get("last_month", 9999_99) * 100 + 100, limit
    while left > 0:
        (found,) = _read(unit, _MONTH_BEFORE, values | {"before": before})
        if found[0] is None or found[0] // 100 < values.get("first_month", 0):
            return
        month = found[0] // 100
        for key in _of_month(unit, wanted.seen, [*where, "b.period BETWEEN :low AND :high"],
                             values | {"low": month * 100, "high": month * 100 + 99}, left):  # fmt: skip
            left -= 1
            yield key
        before = month * 100


def _of_month(
    unit: Unit, seen: SeenCells | None, where: list[str], values: dict[str, Any], left: int
) -> Iterator[VoucherKey]:
    """Up to ``left`` shown keys of one month: pages of growing size, each row looked at once."""
    if seen is None:
        for _, batch, entry in _read(unit, _BY_LINES.format(where=" AND ".join(where)), values | {"limit": left}):
            yield VoucherKey(batch, entry)
        return
    size, last = 2 * left, None
    shown = _shown(unit, "k", seen, values)
    while left > 0:
        some = [*where, _BEFORE] if last else where
        page = f"SELECT k.*, {shown} AS shown FROM ({_BY_LINES.format(where=' AND '.join(some))}) AS k"
        rows = _read(unit, page, values | {"limit": size} | (last or {}))
        for _, batch, entry, is_shown in rows:
            if is_shown and left > 0:
                left -= 1
                yield VoucherKey(batch, entry)
        if len(rows) < size:
            return
        last = dict(zip(("day", "batch", "entry"), rows[-1], strict=False))
        size *= 4


def _shown(unit: Unit, voucher: str, seen: SeenCells, values: dict[str, Any]) -> str:
    """True of the vouchers shown, asked of each by its lines."""
    of = (
        f"FROM line AS l WHERE l.tenant_id = :t AND l.batch_id = {voucher}.batch_id AND l.entry_no = {voucher}.entry_no"
    )
    said = f"EXISTS (SELECT 1 {of} AND l.cell_id IN {_ids(unit, 'shown', seen.shown, values)})"
    if seen.closing:
        closing = _ids(unit, "closing", seen.closing, values)
        said = f"({said} AND NOT EXISTS (SELECT 1 {of} AND l.cell_id IN {closing}))"
    return said


def _ids(unit: Unit, name: str, ids: tuple[int, ...], values: dict[str, Any]) -> str:
    """A list of ids as both engines look it up by hash; SQLite's readers may open no json_each, so there they are written."""
    if unit.engine_name == "sqlite":
        return f"({', '.join(map(str, ids))})"
    values[name] = list(ids)
    return f"(SELECT unnest(CAST(:{name} AS bigint[])))"


def _read(unit: Unit, statement: str, values: dict[str, Any]) -> list[Any]:
    return list(unit.connection.execute(text(statement), {"t": unit.tenant, **values}))


def _last_day(month: str) -> str:
    return day_text(first_and_last(int(month.replace("-", "")) * 100)[1])


def _conditions(unit: Unit, wanted: VoucherFilter) -> tuple[list[str], dict[str, Any]]:
    """Conditions on ``b`` and ``e``; days that are those of whole months ask only for the months."""
    parts = ["b.tenant_id = :t", "b.book_id = :book"]
    values: dict[str, Any] = {"book": get_book(unit, wanted.book).book_id}
    if wanted.date_from:
        parts.append("b.month >= :first_month")
        values["first_month"] = int(wanted.date_from[:7].replace("-", ""))
        if not wanted.date_from.endswith("-01"):
            parts.append("e.posting_date >= :first")
            values["first"] = day_number(wanted.date_from)
    if wanted.date_to:
        parts.append("b.month <= :last_month")
        values["last_month"] = int(wanted.date_to[:7].replace("-", ""))
        if wanted.date_to != _last_day(wanted.date_to[:7]):
            parts.append("e.posting_date <= :last")
            values["last"] = day_number(wanted.date_to)
    for name, column in (("series", "b.series"), ("maker", "e.maker")):
        if getattr(wanted, name) is not None:
            parts.append(f"{column} = :{name}")
            values[name] = getattr(wanted, name)
    if wanted.months is not None:
        spans = [f"b.month BETWEEN :from{place} AND :until{place}" for place in range(len(wanted.months))]
        values |= {f"from{place}": first for place, (first, _) in enumerate(wanted.months)}
        values |= {f"until{place}": last for place, (_, last) in enumerate(wanted.months)}  # counts are kept by values
        parts.append(f"({' OR '.join(spans)})" if spans else "1 = 0")
    if wanted.number is not None:
        parts.append("b.first_number + e.entry_no - 1 = :number")
        values["number"] = wanted.number
    return [*parts, *_of_lines(wanted, values)], values


def _of_lines(wanted: VoucherFilter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions that some line of the voucher must meet."""
    cells = _cell_conditions(wanted, values)
    if line := _line_conditions(wanted, values):
        within = f" AND l.cell_id IN ({_CELLS} AND {cells})" if cells else ""
        yield ("EXISTS (SELECT 1 FROM line AS l WHERE l.tenant_id = :t AND l.batch_id = e.batch_id"
               f" AND l.entry_no = e.entry_no AND {line}{within})")  # fmt: skip
    elif cells:
        yield f"(e.batch_id, e.entry_no) IN ({_TOUCHING.format(cells=f'{_CELLS} AND {cells}')})"


def _cell_conditions(wanted: VoucherFilter, values: dict[str, Any]) -> str:
    """What the account and the dimensions of a line must be."""
    parts = []
    if wanted.account is not None:
        parts.append("a.code LIKE :account ESCAPE '!'")
        values["account"] = _like(wanted.account) + "%"
    for place, (dimension, value) in enumerate(wanted.dims):
        parts.append(f"d.key LIKE :dim{place} ESCAPE '!'")
        values[f"dim{place}"] = f"%{_like(_pair(dimension, value))}%"
    return " AND ".join(parts)


def _line_conditions(wanted: VoucherFilter, values: dict[str, Any]) -> str:
    """What else of a line is asked for."""
    parts = []
    if wanted.text:
        parts.append("(lower(l.memo) LIKE :text ESCAPE '!' OR lower(coalesce(l.source, '')) LIKE :text ESCAPE '!'"
                     " OR lower(e.source) LIKE :text ESCAPE '!')")  # fmt: skip
        values["text"] = f"%{_like(wanted.text.lower())}%"
    for name, comparison in (("amount_minor", "="), ("amount_from", ">="), ("amount_to", "<=")):
        if getattr(wanted, name) is not None:
            parts.append(f"abs(l.base_minor) {comparison} :{name}")
            values[name] = abs(getattr(wanted, name))
    return " AND ".join(parts)


def _pair(dimension: str, value: str) -> str:
    return f"{json.dumps(dimension, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False)}"


def _like(plain: str) -> str:
    return plain.replace("!", "!!").replace("%", "!%").replace("_", "!_")
