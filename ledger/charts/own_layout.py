"""A company's own rows of the balance sheet and the income statement, made from a shipped layout; and what keeps them
from being a statement.

Each account of the chart must feed exactly one row or be left out by name, and each line must be counted exactly once
in the totals, so that both sides agree whatever is posted. The cash flow statement stays that of the shipped layout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.charts.layout import (
    HEADS,
    LEFT_OUT,
    RESULT,
    STATEMENTS,
    LayoutRow,
    Raw,
    Take,
    Why,
    layout,
    learn,
    misplaced,
    raw_rows,
    strange,
)
from ledger.charts.layouts import Layout
from ledger.core import Problem, problem

KINDS = ("line", "memo", "subtotal", "total", LEFT_OUT)
SUMS = ("subtotal", "total")
MOST_ROWS, MOST_LEVEL = 400, 9
_SAID = {
    Why.NOT_ABOVE: "form.of_which", Why.LINE_BY_DIMENSION: "form.line_by_dimension",
    Why.HALF_BY_DIMENSION: "form.half_by_dimension", Why.MORE_THAN_ABOVE: "form.more_than_above",
    Why.LIKE_ANOTHER: "form.like_another",
}  # fmt: skip
_PART = re.compile(r"-?[A-Za-z0-9]+|[A-Za-z0-9]+\.\.[A-Za-z0-9]+")
_ROW = re.compile(r"[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Given:
    """A row as a file has it; ``place`` is where it stands there."""

    place: int
    cells: Raw


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may name: the chart's accounts that can be posted to (code to name), and dimensions."""

    accounts: Mapping[str, str]
    dimensions: frozenset[str]


def own_rows(base: Layout) -> list[Raw]:
    """The rows of a layout that a company may change."""
    return [row for part in STATEMENTS for row in raw_rows(base.layout, part)]


def own_layout(base: Layout, given: Sequence[Given], known: Known) -> tuple[str, list[Problem]]:
    """The name of the layout that these rows are, and everything that is wrong with it; no name while rows cannot be read."""
    found = list(_unreadable(given, known))
    if found:
        return "", found
    name = learn(base.layout, [{**{head: one.cells.get(head, "") for head in HEADS}, "mark": "own"} for one in given])
    return name, [*_accounts(name, known), *(problem("form.uncounted", "file", row=row, total=total)
                                             for row, total in uncounted(name, base))]  # fmt: skip


def _unreadable(given: Sequence[Given], known: Known) -> Iterator[Problem]:
    """Rows that say nothing: each with its place."""
    if not 0 < len(given) <= MOST_ROWS:
        yield problem("form.rows_count", "file", count=len(given), most=MOST_ROWS)
        return
    seen: set[tuple[str, str]] = set()
    for one in given:
        cells, where = one.cells, f"row {one.place}"
        statement, row = cells.get("statement", ""), cells.get("row", "")
        if statement not in STATEMENTS:
            yield problem("form.no_statement", where, place=one.place, given=statement)
        elif not _ROW.fullmatch(row):
            yield problem("form.no_row", where, place=one.place, given=row)
        elif (statement, row) in seen:
            yield problem("form.row_twice", where, place=one.place, row=row)
        elif cells.get("kind") not in KINDS:
            yield problem("form.no_kind", where, place=one.place, row=row, given=cells.get("kind", ""))
        elif not cells.get("name_zh") and not cells.get("name_en"):
            yield problem("form.no_name", where, place=one.place, row=row)
        elif cells.get("sign") not in ("debit", "credit") or not _is_level(cells.get("level", "")):
            yield problem("form.no_sign", where, place=one.place, row=row)
        elif cells["kind"] in SUMS:
            yield from _parts_of(one, [name for part, name in seen if part == statement])
        else:
            yield from _feeds_of(one, known)
        seen.add((statement, row))


def _is_level(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= MOST_LEVEL


def _parts_of(one: Given, above: Sequence[str]) -> Iterator[Problem]:
    words = one.cells.get("feed", "").split()
    if not words:
        yield problem("form.no_feed", f"row {one.place}", place=one.place, row=one.cells["row"])
    for word in words:
        ends = word.lstrip("-").split("..")
        if not _PART.fullmatch(word) or any(end not in above for end in ends):
            yield problem("form.no_part", f"row {one.place}", place=one.place, row=one.cells["row"], given=word)


def _feeds_of(one: Given, known: Known) -> Iterator[Problem]:
    """A line may be empty: a form has rows that a company needs none of."""
    place, row = one.place, one.cells["row"]
    for word in one.cells.get("feed", "").split():
        code, _, take = word.lstrip("-").partition(":")
        code, _, of = code.partition("@")
        take, _, like = take.partition("=")
        if take and take not in set(Take):
            yield problem("form.no_take", f"row {place}", place=place, row=row, given=take)
        if of and of.partition("=")[0] not in known.dimensions:
            yield problem("form.no_dimension", f"row {place}", place=place, row=row, given=of.partition("=")[0])
        for given in (one for one in (code, like) if one and one != RESULT):
            if not any(account.startswith(given) for account in known.accounts):
                yield problem("form.no_account", f"row {place}", place=place, row=row, given=given)


def _accounts(name: str, known: Known) -> Iterator[Problem]:
    """Accounts that feed no row, or several; 其中 rows that show what the row above them has not."""
    rows = [row for part in STATEMENTS for row in layout(name, part)]
    for code in misplaced(name, known.accounts, without=True):
        fed = [f"{row.row} {row.name_zh or row.name_en}" for row in rows if row.kind in ("line", LEFT_OUT)
               and any(feed.covers(code) for feed in row.feeds)]  # fmt: skip
        key = "form.account_twice" if fed else "form.account_nowhere"
        yield problem(key, "file", account=code, name=known.accounts[code], rows="、".join(fed))
    for told in strange(name, known.accounts):
        yield problem(_SAID[told.why], "file", row=told.row, account=told.code, name=known.accounts.get(told.code, ""))


def uncounted(name: str, base: Layout) -> Iterator[tuple[str, str]]:
    """Lines that the totals do not count exactly once, with the total; a total that is not there, with itself.

    Every line of the balance sheet goes into total assets or into liabilities and equity, every line of the income
    statement into net profit: then assets less the other side is the sum of all accounts, which is nothing.
    """
    for statement, totals in (
        ("balance_sheet", {base.total_assets: 1, base.liabilities_and_equity: -1}), ("income_statement", {base.net_profit: -1}),
    ):  # fmt: skip
        rows = {row.row: row for row in layout(name, statement)}
        counted: Counter[str] = Counter()
        for total, side in totals.items():
            if total not in rows or rows[total].kind not in SUMS:
                yield total, total
            else:
                for row, weight in _spread(rows, total):
                    counted[row] += weight * rows[row].sign * side
        for row, one in rows.items():
            if one.kind == "line" and counted[row] != 1:
                yield row, " / ".join(totals)
    yield from ((row, row) for row in base.overview if row not in {one.row for one in layout(name, "income_statement")})


def _spread(rows: Mapping[str, LayoutRow], total: str) -> Iterator[tuple[str, int]]:
    """The lines behind a total, each as often as it is counted, with its sign. Parts stand above their sums."""
    for part, factor in rows[total].parts:
        if rows[part].kind in SUMS:
            yield from ((row, weight * factor) for row, weight in _spread(rows, part))
        else:
            yield part, factor
