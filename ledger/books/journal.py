"""Reading what was sealed: vouchers with their lines, and what put them right since."""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.books.calendar import day_text, period_text
from ledger.books.entries import Dims, EntryKind, ItemKey, Layer, Side, VoucherKey, dims
from ledger.core import currency_code, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text

_ENTRY = (
    "e.batch_id, e.entry_no, e.kind, e.posting_date, e.document_date, e.maker, e.source, e.attachment_count,"
    " e.attachments, e.reverses_batch, e.reverses_entry, e.corrects_batch, e.corrects_entry, b.period, b.layer,"
    " b.series, b.first_number + e.entry_no - 1 AS number, b.checker, b.poster, b.cashier, b.chief, b.posted_at,"
    " b.authority_id, k.code AS book, r.batch_id AS reversed_batch, r.entry_no AS reversed_entry"
)
_FROM = (
    " FROM wanted AS w CROSS JOIN entry AS e JOIN batch AS b ON b.tenant_id = e.tenant_id AND b.batch_id = e.batch_id"
    " JOIN book AS k ON k.tenant_id = b.tenant_id AND k.book_id = b.book_id"
    " LEFT JOIN entry AS r ON r.tenant_id = e.tenant_id AND r.reverses_batch = e.batch_id"
    " AND r.reverses_entry = e.entry_no AND r.reverses_batch IS NOT NULL"
    " WHERE e.tenant_id = :t AND e.batch_id = w.batch_id AND e.entry_no = w.entry_no"
)
_NAMED = (
    " JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
)
_LINE_OF_WANTED = (  # CROSS JOIN: SQLite takes the wanted first, each a look-up by key
    "SELECT l.*, a.code AS account, a.name_zh, a.name_en, d.key AS dims FROM wanted AS w CROSS JOIN line AS l"
    f"{_NAMED} WHERE l.tenant_id = :t AND l.batch_id = w.batch_id AND l.entry_no = w.entry_no"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sealed line with the names of what it was booked on."""

    key: ItemKey
    account: str
    account_name_zh: str
    account_name_en: str
    side: Side
    amount_minor: int
    currency: str
    base_minor: int
    memo: str
    dims: Dims
    rate: str | None
    quantity_micro: int | None
    price_micro: int | None
    tax_code: str | None
    tax_base_minor: int | None
    tax_month: str | None
    due_date: str | None
    settlement_method: str | None
    settlement_number: str | None
    source: str | None
    open_item: bool
    settles: ItemKey | None


@dataclass(frozen=True, slots=True)
class Voucher:
    """A sealed voucher; ``number`` is its place in ``series`` and month (记-0813)."""

    key: VoucherKey
    book: str
    period: str
    series: str
    number: int
    kind: EntryKind
    layer: Layer
    posting_date: str
    document_date: str
    maker: str
    checker: str
    poster: str
    cashier: str
    chief: str
    posted_at: int
    source: str
    attachment_count: int
    attachments: tuple[str, ...]
    reverses: VoucherKey | None
    corrects: VoucherKey | None
    reversed_by: VoucherKey | None
    authority_id: str
    lines: tuple[Line, ...]

    @property
    def total_minor(self) -> int:
        """Sum of the debit side in base currency."""
        return sum(line.base_minor for line in self.lines if line.side is Side.DEBIT)

    @property
    def label(self) -> str:
        """How people call it: ``记-0813``."""
        return f"{self.series}-{self.number:04}"


def voucher(unit: Unit, key: VoucherKey) -> Voucher | None:
    """The voucher of a key with its lines, or None."""
    found = vouchers_of(unit, [key])
    return found[0] if found else None


def get_voucher(unit: Unit, key: VoucherKey) -> Voucher:
    """The voucher of a key; refused when there is none."""
    found = voucher(unit, key)
    if found is None:
        raise Refused(problem("books.no_voucher", number=f"{key.batch_id}.{key.entry_no}"))
    return found


def vouchers_of(unit: Unit, keys: Sequence[VoucherKey]) -> list[Voucher]:
    """The vouchers of some keys with their lines, in the order of the keys; a key of none is left out."""
    pairs = [(key.batch_id, key.entry_no) for key in keys]
    heads: dict[tuple[int, int], Mapping[str, Any]] = {}
    for start in range(0, len(pairs), 200):
        wanted, values = _wanted(pairs[start : start + 200])
        rows = unit.connection.execute(text(f"{wanted} SELECT {_ENTRY}{_FROM}"), {"t": unit.tenant, **values})
        heads |= {(row["batch_id"], row["entry_no"]): row for row in rows.mappings()}
    found = [pair for pair in pairs if pair in heads]
    lines = _lines_of(unit, found)
    return [_voucher(heads[pair], lines[pair]) for pair in found]


def _wanted(pairs: Sequence[tuple[int, int]]) -> tuple[str, dict[str, int]]:
    """Keys as a table of a statement, with its values."""
    listed = ", ".join(f"(:b{i}, :e{i})" for i in range(len(pairs)))
    values = {name: value for i, (b, e) in enumerate(pairs) for name, value in ((f"b{i}", b), (f"e{i}", e))}
    return f"WITH wanted (batch_id, entry_no) AS (VALUES {listed})", values


def corrections_of(unit: Unit, keys: Iterable[VoucherKey]) -> dict[VoucherKey, list[VoucherKey]]:
    """Vouchers to those posted since that put them right (更正), oldest first; those with none are not there."""
    asked, found = list(keys), dict[VoucherKey, list[VoucherKey]]()
    for start in range(0, len(asked), 200):
        part = asked[start : start + 200]
        wanted, values = _wanted([(key.batch_id, key.entry_no) for key in part])
        rows = unit.connection.execute(
            text(
                f"{wanted} SELECT e.corrects_batch, e.corrects_entry,"
                " e.batch_id, e.entry_no FROM wanted AS w CROSS JOIN entry AS e WHERE e.tenant_id = :t"
                " AND e.corrects_batch = w.batch_id AND e.corrects_entry = w.entry_no AND e.corrects_batch IS NOT NULL"
                " ORDER BY e.batch_id, e.entry_no"
            ),
            {"t": unit.tenant, **values},
        )
        for old_batch, old_entry, batch, entry in rows:
            found.setdefault(VoucherKey(old_batch, old_entry), []).append(VoucherKey(batch, entry))
    return found


def _lines_of(unit: Unit, keys: list[tuple[int, int]]) -> dict[tuple[int, int], list[Line]]:
    found: dict[tuple[int, int], list[Line]] = {key: [] for key in keys}
    for start in range(0, len(keys), 200):
        part = keys[start : start + 200]
        wanted, values = _wanted(part)
        rows = unit.connection.execute(
            text(f"{wanted} {_LINE_OF_WANTED} ORDER BY l.batch_id, l.entry_no, l.line_no"), {"t": unit.tenant, **values}
        ).mappings()
        for row in rows:
            found[row["batch_id"], row["entry_no"]].append(line_of(row))
    return found


def _voucher(row: Mapping[str, Any], lines: list[Line]) -> Voucher:
    return Voucher(
        key=VoucherKey(row["batch_id"], row["entry_no"]), book=row["book"], period=period_text(row["period"]),
        series=row["series"], number=row["number"], kind=EntryKind(row["kind"]), layer=Layer(row["layer"]),
        posting_date=day_text(row["posting_date"]), document_date=day_text(row["document_date"]), maker=row["maker"],
        checker=row["checker"], poster=row["poster"], cashier=row["cashier"], chief=row["chief"],
        posted_at=row["posted_at"], source=row["source"], attachment_count=row["attachment_count"],
        attachments=tuple(row["attachments"].split(",")) if row["attachments"] else (),
        reverses=_key(row["reverses_batch"], row["reverses_entry"]),
        corrects=_key(row["corrects_batch"], row["corrects_entry"]),
        reversed_by=_key(row["reversed_batch"], row["reversed_entry"]), authority_id=row["authority_id"],
        lines=tuple(lines),
    )  # fmt: skip


def _key(batch_id: int | None, entry_no: int | None) -> VoucherKey | None:
    return None if batch_id is None or entry_no is None else VoucherKey(batch_id, entry_no)


def line_of(row: Any) -> Line:
    """A Line of a row of ``line`` with account, name_zh, name_en and dims beside it."""
    settles = row["settles_batch"], row["settles_entry"], row["settles_line"]
    return Line(
        key=ItemKey(row["batch_id"], row["entry_no"], row["line_no"]), account=row["account"],
        account_name_zh=row["name_zh"], account_name_en=row["name_en"], side=Side(row["side"]),
        amount_minor=row["amount_minor"], currency=currency_code(row["currency"]), base_minor=row["base_minor"],
        memo=row["memo"], dims=dims(json.loads(row["dims"])), rate=row["rate"], quantity_micro=row["quantity_micro"],
        price_micro=row["price_micro"], tax_code=row["tax_code"], tax_base_minor=row["tax_base_minor"],
        tax_month=period_text(row["tax_month"] * 100) if row["tax_month"] else None,
        due_date=day_text(row["due_date"]) if row["due_date"] else None, settlement_method=row["settlement_method"],
        settlement_number=row["settlement_number"], source=row["source"], open_item=bool(row["open_item"]),
        settles=ItemKey(*settles) if settles[0] is not None else None,
    )  # fmt: skip
