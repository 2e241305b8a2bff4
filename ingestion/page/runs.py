"""Lines of an invoice told by arithmetic alone, whatever stands over its columns.

Every column of amounts is tried: a run of rows that adds up to a sum of the paper is its lines. Beside each amount, in
its row or in the rows nearest to it, two figures that multiply to it are quantity and price. What does not add up is not
read: no lines are better than wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from ingestion.page.figures import Figure, figures_of
from ingestion.page.labels import LAST_BILL
from ingestion.page.pairs import Pair, pair_of
from ingestion.page.paper import Paper
from ingestion.page.roles import Role, role_of
from ingestion.pdf.lines import Line

_FLUSH = 2.5
_MOST_ROWS = 600
_MOST_COLUMNS = 16
_MOST_TARGETS = 16
_CARRIED = re.compile(
    r"ubertrag|carried|brought forward|a reporter|report(?:e|s)?\b|riporto|suma y sigue|transport(?:eren|o)?\s*$|overbrenging|overfort|do przeniesienia|prevod"
)
"""A sum of the rows before, at the foot of a page and at the head of the next."""


_REDUCTION = re.compile(
    r"rabatt|nachlass|discount|remise|rabais|ristourne|descuento|dto\b|sconto|skonto|korting|rabat\b|sleva|desconto|upust|allowance"
)


class Band(StrEnum):
    """Where the rest of a line stands, seen from the row of its amount."""

    OWN = "own"
    NEAR = "near"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True)
class Row:
    """A printed line with its figures; ``index`` is its place in the paper."""

    index: int
    line: Line
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the invoice: the row of its amount, the other rows of it, what multiplies to it."""

    row: Row
    amount: Figure
    others: tuple[Row, ...]
    price_first: bool = False

    @cached_property
    def pair(self) -> Pair | None:
        """Quantity and price, where two figures multiply to the amount."""
        beside = [one for row in (self.row, *self.others) for one in row.figures if one is not self.amount]
        return pair_of(self.amount, beside, self.price_first)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All its rows from top to bottom."""
        return tuple(sorted((self.row, *self.others), key=lambda row: row.index))


@dataclass(frozen=True)
class Run:
    """Entries that add up. ``total`` is their sum; ``ended`` whether the sum stands right behind them."""

    entries: tuple[Entry, ...]
    total: Decimal
    ended: bool

    @cached_property
    def rank(self) -> tuple[int, bool, int, int]:
        """The most products, then the sum right behind, then few rows without a product, then the upper one."""
        proved = sum(one.pair is not None for one in self.entries)
        size = len(self.entries)
        return proved, self.ended, -size if proved else size, -self.entries[0].row.index


def proved_run(paper: Paper, sums: Sequence[Decimal], price_first: bool = False) -> Run | None:
    """The lines that add up to a sum of the paper; None where none do. ``price_first``: the price stands left of the quantity."""
    rows = [Row(at, line, tuple(figures_of(line, paper.mark))) for at, line in enumerate(paper.lines)][:_MOST_ROWS]
    columns, best = _columns(rows), None
    for band in Band:
        runs = [run for column in columns for run in _runs(_entries(rows, column, band, price_first), sums)]
        best = max([*runs, *([best] if best else [])], key=lambda run: run.rank, default=None)
        if best is not None and best.rank[0] == len(best.entries):
            return best
    return best


def _columns(rows: list[Row]) -> list[dict[int, Figure]]:
    """Columns of money by their right edge: the figure of each row, the rightmost where two would do. The last figures of
    all rows are one more: narrow paper breaks a row, and its amount moves."""
    placed = sorted(
        ((one.x1, row.index, one) for row in rows for one in row.figures if one.money), key=lambda each: each[:2]
    )
    groups: list[list[tuple[float, int, Figure]]] = []
    for each in placed:
        if groups and each[0] - groups[-1][-1][0] <= _FLUSH:
            groups[-1].append(each)
        else:
            groups.append([each])
    groups.sort(key=len, reverse=True)
    columns = [{index: one for _, index, one in group} for group in groups[:_MOST_COLUMNS] if len(group) > 1]
    return [*columns, {index: one for _, index, one in placed}]


def _runs(entries: list[Entry], sums: Sequence[Decimal]) -> list[Run]:
    """Every run of a column that adds up."""
    targets = tuple(dict.fromkeys(one for one in sums if one))
    out: list[Run] = []
    segment: list[Entry] = []
    for entry in entries:
        role = _role(entry)
        if role is _ITEM:
            segment.append(entry)
            continue
        ends = isinstance(role, Role) and role is not Role.TAX and role is not Role.PREPAID
        out += _adding_up(segment, {entry.amount.value} if ends else set(), targets)
        if role is not Role.NET and role is not _CARRY:
            segment = []
    return out + _adding_up(segment, set(), targets)


_ITEM, _CARRY = "item", "carry"


def _role(entry: Entry) -> Role | str:
    """What the row of an amount is: a line, a sum carried over, or the role that its label gives."""
    whole = entry.row.line.folded[: entry.amount.start]
    told: Role | str | None = None
    if _CARRIED.search(whole):
        told = _CARRY
    elif LAST_BILL.search(whole):
        told = Role.PREPAID
    else:
        label = re.split(r"\d", whole, maxsplit=1)[0]
        roles = (role_of(text) for text in (whole.rsplit("\t", 1)[-1], whole, label))
        told = next((role[0] for role in roles if role is not None), None)
    if told is None or (entry.pair is not None and not entry.pair.alone):
        return _ITEM
    return told


def _adding_up(segment: list[Entry], behind: set[Decimal], targets: tuple[Decimal, ...]) -> list[Run]:
    """Runs at any place of a segment that add up to a target (the likeliest first), or to what stands right behind it."""
    places = {Decimal(0): 0}
    running, out = Decimal(0), []
    for end, entry in enumerate(segment, 1):
        running += entry.amount.value
        last = end == len(segment)
        following = {segment[end].amount.value} if not last and end > 1 else set()
        for target in [*(behind if last else following), *targets[:_MOST_TARGETS]]:
            start = places.get(running - target)
            if start is None or not target:
                continue
            run = tuple(one for one in segment[start:end] if not _is_reduction(one))
            if run and _believed(run):
                out.append(Run(run, target, ended=target in (behind if last else following)))
        places.setdefault(running, end)
    return out


def _believed(run: tuple[Entry, ...]) -> bool:
    """Whether rows that add up are lines: words say what each is, and figures multiply to an amount or two rows cost something."""
    if not all(_said(one) for one in run):
        return False
    priced = sum(one.amount.value != 0 and not _REDUCTION.search(one.row.line.folded) for one in run)
    return any(one.pair is not None for one in run) or priced > 1


def _is_reduction(entry: Entry) -> bool:
    """Whether a row takes something off the lines over it: it counts in their sum, and is no line."""
    return entry.amount.value < 0 and bool(_REDUCTION.search(entry.row.line.folded[: entry.amount.start]))


def _said(entry: Entry) -> bool:
    """Whether words say what is sold."""
    return any(sum(map(str.isalpha, word.text)) >= 2 for row in entry.rows for word in row.line.words)


def _entries(rows: list[Row], column: dict[int, Figure], band: Band, price_first: bool) -> list[Entry]:
    anchors = [row for row in rows if row.index in column]
    others: dict[int, list[Row]] = {row.index: [] for row in anchors}
    if band is not Band.OWN:
        for row in rows:
            owner = None if row.index in column else _owner(row, anchors, band)
            if owner is not None:
                others[owner.index].append(row)
    return [Entry(row, column[row.index], tuple(others[row.index]), price_first) for row in anchors]


def _owner(row: Row, anchors: list[Row], band: Band) -> Row | None:
    """The row of the amount that a row without one belongs to, within three heights of it."""
    near = [
        one
        for one in anchors
        if one.line.page is row.line.page and abs(_middle(one) - _middle(row)) <= 3.2 * max(row.line.height, 8.0)
    ]
    if band is Band.AFTER:
        near = [one for one in near if one.index < row.index][-1:]
    elif band is Band.BEFORE:
        near = [one for one in near if one.index > row.index][:1]
    return min(near, key=lambda one: abs(_middle(one) - _middle(row)), default=None)


def _middle(row: Row) -> float:
    return (row.line.top + row.line.bottom) / 2
