"""The header of a printed table of entries: which words name columns, and where each column stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.tables.headers import field_of

_LONGEST = 6
_APART = 0.6
"""A gap wider than this part of the letters' height parts two headers."""
_MONEY = ("received", "paid", "amount", "balance")
_UNIT = re.compile(r"(?:[(（\[].{0,8}[)）\]]|\s(?:in |en )?(?:eur|usd|gbp|chf|cny|rmb|hkd|[€£$¥元]))$", re.I)
"""What a header says of its column's unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the words over it; ``field`` is empty where nobody asks for it."""

    field: str
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Half way."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Header:
    """Columns from left to right, and the line below which rows begin."""

    columns: tuple[Column, ...]
    bottom: float

    def of(self, *fields: str) -> tuple[Column, ...]:
        """The columns of some fields."""
        return tuple(one for one in self.columns if one.field in fields)

    @property
    def is_whole(self) -> bool:
        """A day, and money: one column of it, or in and out."""
        known = {one.field for one in self.columns}
        return "day" in known and ("amount" in known or {"received", "paid"} <= known)


def header_at(lines: Sequence[Line], place: int) -> Header | None:
    """The header that begins at a line, alone or with the line under it; None where there is none."""
    first = lines[place]
    tries = [(first.words, first.bottom)]
    second = lines[place + 1] if place + 1 < len(lines) else first
    near = second is not first and second.page is first.page and second.top - first.bottom < 1.2 * first.height
    if near and not any(map(str.isdigit, second.text)):
        tries += [(_stacked(first.words, second.words), second.bottom), (_both(first, second), second.bottom)]
    made = [Header(_columns(words), bottom) for words, bottom in tries]
    whole = [one for one in made if one.is_whole]
    return max(whole, key=lambda one: len({col.field for col in one.columns} - {""})) if whole else None


def _both(first: Line, second: Line) -> tuple[Word, ...]:
    return tuple(sorted((*first.words, *second.words), key=lambda word: word.x0))


def _stacked(upper: Sequence[Word], lower: Sequence[Word]) -> tuple[Word, ...]:
    """A word set over another is one: 交易 over 日期."""
    out, used = [], set()
    for word in upper:
        below = next((one for one in lower if id(one) not in used and one.x0 < word.x1 and one.x1 > word.x0), None)
        if below is None:
            out.append(word)
            continue
        used.add(id(below))
        out.append(
            Word(
                word.text + " " + below.text,
                min(word.x0, below.x0),
                word.top,
                max(word.x1, below.x1),
                below.bottom,
                word.size,
            )
        )
    out += [one for one in lower if id(one) not in used]
    return tuple(sorted(out, key=lambda word: word.x0))


def _columns(words: Sequence[Word]) -> tuple[Column, ...]:
    """The runs of words that name a field; of two columns that could be one field, the better word's."""
    found = [one for cell in _cells(words) for one in _in_cell(cell)]
    best: dict[str, int] = {}
    for column, rank in found:
        best[column.field] = min(rank, best.get(column.field, rank))
    kept, seen = [], set[str]()
    for column, rank in found:
        own = column.field and rank == best[column.field] and column.field not in seen
        seen |= {column.field} if own else set()
        kept.append(column if own else Column("", column.x0, column.x1))
    return tuple(kept)


def _cells(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand together; letters set apart (日 期) too, where together they name a field."""
    cells: list[list[Word]] = []
    for word in words:
        near = cells and word.x0 - cells[-1][-1].x1 <= _APART * max(word.size, 4.0)
        apart = cells and not near and _told([*cells[-1], word]) and not _told(cells[-1])
        if near or apart:
            cells[-1].append(word)
        else:
            cells.append([word])
    return cells


def _in_cell(cell: Sequence[Word]) -> list[tuple[Column, int]]:
    """A cell as its columns: whole, or all of it in parts; a word of a sentence (Wir haben gebucht) names none."""
    found: list[tuple[Column, int]] = []
    at = 0
    while at < len(cell):
        runs = ((end, told) for end in range(min(at + _LONGEST, len(cell)), at, -1) if (told := _told(cell[at:end])))
        run = next(runs, None)
        if run is None:
            return [(Column("", cell[0].x0, cell[-1].x1), 0)]
        end, told = run
        found.append((Column(told[0], cell[at].x0, cell[end - 1].x1), told[1]))
        at = end
    return found


def _told(words: Sequence[Word]) -> tuple[str, int] | None:
    text = " ".join(word.text for word in words)
    return field_of("bank", text) or field_of("bank", _UNIT.sub("", text))


def money_column(header: Header, x0: float, x1: float) -> Column | None:
    """The column of money whose edge or middle is nearest to an amount; None where none is near."""

    def away(one: Column) -> float:
        return min(abs(one.x1 - x1), abs(one.x0 - x0), abs(one.middle - (x0 + x1) / 2))

    columns = header.of(*_MONEY)
    nearest = min(columns, key=away, default=None)
    return nearest if nearest is not None and away(nearest) < 45 else None


def text_column(header: Header, x0: float, x1: float) -> Column:
    """The column that a word belongs to: the last that begins no later than it, or the one over it."""
    over = [one for one in header.columns if one.x0 < x1 and one.x1 > x0]
    if over:
        return min(over, key=lambda one: abs(one.x0 - x0))
    before = [one for one in header.columns if one.x0 <= x0 + 4]
    return before[-1] if before else header.columns[0]
