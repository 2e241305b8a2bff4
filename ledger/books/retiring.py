"""停用 Values of dimensions nobody offers any more: they stay on what was posted, and can be taken back.

All new work passes :func:`refuse_retired` when it is prepared, whoever proposes it and by whichever rule. What takes old
work back or carries it on still names them: a reversal, a correction of a voucher that named the value, the transfer layer,
a line that changes the base value alone, and what takes from an account no less than it adds to it (a red line, a transfer
out, costs moved to another department).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from ledger.books.accounts import accounts, dimension_values, dimensions, get_book
from ledger.books.entries import Content, EntryDraft, Layer, LineDraft, Side
from ledger.books.journal import get_voucher
from ledger.core import Problem, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text

Pair = tuple[str, str]
"""Codes of a dimension and one of its values."""

RETIRED = (
    "SELECT d.code, v.code, d.name_zh, d.name_en, v.name FROM dim_value AS v JOIN dimension AS d"
    " ON d.tenant_id = v.tenant_id AND d.dimension_no = v.dimension_no WHERE v.tenant_id = :t AND v.active = 0"
)
"""Retired values with the names of both."""


class Named(NamedTuple):
    """A retired value named by new work: which voucher and line of it (from 0), and what people call both."""

    entry: int
    line: int
    account: str
    dimension: str
    value: str


def retired_values(unit: Unit, dimension: str) -> frozenset[str]:
    """Codes of a dimension that are retired."""
    rows = unit.connection.execute(
        text(
            "SELECT v.code FROM dim_value AS v, dimension AS d WHERE v.tenant_id = :t AND d.tenant_id = :t"
            " AND d.dimension_no = v.dimension_no AND d.code = :code AND v.active = 0"
        ),
        {"t": unit.tenant, "code": dimension},
    )
    return frozenset(rows.scalars())


def offered_values(unit: Unit, dimension: str) -> dict[str, str]:
    """Code to name of what a new voucher may name, by code."""
    gone = retired_values(unit, dimension)
    return {code: name for code, name in dimension_values(unit, dimension).items() if code not in gone}


def retire_value(unit: Unit, dimension: str, code: str, *, retired: bool) -> None:
    """Retire a value, or take it back. Refused where there is none, or where it is so already."""
    known = dimension_values(unit, dimension)
    if code not in known:
        raise Refused(problem("books.unknown_value", "code", dimension=dimension, value=code))
    if (code in retired_values(unit, dimension)) == retired:
        raise Refused(problem("dims.retired_already" if retired else "dims.not_retired", "code", value=known[code]))
    unit.connection.execute(
        text("UPDATE dim_value SET active = :active WHERE tenant_id = :t AND dimension_no = :d AND code = :code"),
        {"t": unit.tenant, "d": dimensions(unit)[dimension], "code": code, "active": int(not retired)},
    )


def titles_of(rows: list[tuple[str, ...]], *, english: bool) -> dict[Pair, Pair]:
    """What :data:`RETIRED` found: codes to the names of the dimension and of the value."""
    return {(row[0], row[1]): (row[3] if english else row[2], row[4]) for row in rows}


def retired_titles(unit: Unit, *, english: bool) -> dict[Pair, Pair]:
    """Every retired value, with the names of its dimension and of itself."""
    return titles_of(unit.run(RETIRED, {"t": unit.tenant}).fetchall(), english=english)


def refuse_retired(unit: Unit, content: Content, rows: list[tuple[str, ...]]) -> None:
    """Refused where content names a value in new work that is retired, by what :data:`RETIRED` found."""
    if told := _faults(unit, content, rows):
        raise Refused(*told)


def retired_faults(unit: Unit, content: Content) -> tuple[Problem, ...]:
    """The first place of each retired value on each account that content names in new work."""
    return _faults(unit, content, unit.run(RETIRED, {"t": unit.tenant}).fetchall())


def _faults(unit: Unit, content: Content, rows: list[tuple[str, ...]]) -> tuple[Problem, ...]:
    if not rows or not _pairs(content) & {(row[0], row[1]) for row in rows}:
        return ()
    titles = titles_of(rows, english=get_book(unit, content.book).language == "en")
    told: dict[tuple[str, str, str], Named] = {}
    for one in named_retired(unit, content, titles):
        told.setdefault((one.account, one.dimension, one.value), one)
    return tuple(
        problem("books.retired_in_line", f"entries.{one.entry}.lines.{one.line}", voucher=one.entry + 1,
                line=one.line + 1, account=one.account, dimension=one.dimension, value=one.value)
        for one in told.values()
    )  # fmt: skip


def _pairs(content: Content) -> set[Pair]:
    return {pair for entry in content.entries for line in entry.lines for pair in line.dims}


def named_retired(unit: Unit, content: Content, titles: Mapping[Pair, Pair]) -> list[Named]:
    """Where content names a retired value in new work, in order; ``titles`` are the retired values."""
    if not titles or not _pairs(content) & titles.keys() or content.layer is Layer.TRANSFER:
        return []
    grows_on = {one.code: one.normal_side for one in accounts(unit, content.book)}
    return [
        Named(at, number, line.account, *titles[pair])
        for at, entry in enumerate(content.entries)
        if entry.reverses is None
        for number, line, pair in _added(unit, entry, grows_on, titles)
    ]


def _added(
    unit: Unit, entry: EntryDraft, grows_on: Mapping[str, Side], titles: Mapping[Pair, Pair]
) -> list[tuple[int, LineDraft, Pair]]:
    """The lines of a voucher that add to what stands on an account under a retired value."""
    named = [(number, line, pair) for number, line in enumerate(entry.lines) for pair in line.dims if pair in titles]
    kept = _named_before(unit, entry) if named and entry.corrects is not None else frozenset()
    sums: dict[tuple[str, str, Pair], int] = defaultdict(int)
    for _number, line, pair in named:
        sums[line.account, line.currency, pair] += _growth(line, grows_on)
    return [
        (number, line, pair)
        for number, line, pair in named
        if pair not in kept and sums[line.account, line.currency, pair] > 0 and _growth(line, grows_on) > 0
    ]


def _growth(line: LineDraft, grows_on: Mapping[str, Side]) -> int:
    """By how much a line adds to its account, in minor units of its currency; below zero it takes away."""
    return line.amount_minor if line.side is grows_on.get(line.account, line.side) else -line.amount_minor


def _named_before(unit: Unit, entry: EntryDraft) -> frozenset[Pair]:
    assert entry.corrects is not None
    return frozenset(pair for line in get_voucher(unit, entry.corrects).lines for pair in line.dims)
