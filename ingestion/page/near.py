"""From a label to its value: behind it in the same cell, in the next cell, or in the column below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Cell, Line

_FLUSH = 2.0
TOUCHING = 0.4
"""A gap of so many font sizes is more than a space between words."""
_LEAD = re.compile(r"[\s:：.#=\-–]*")


class Where(StrEnum):
    """Where a value stands, seen from its label."""

    SAME = "same"
    RIGHT = "right"
    BELOW = "below"


@dataclass(frozen=True)
class Label:
    """A label found in a line; ``cell`` holds its beginning."""

    line: Line
    cell: Cell
    start: int
    end: int

    @property
    def before(self) -> str:
        """Folded text of the cell before the label."""
        return self.line.folded[self.cell.start : self.start]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.line.words_in(self.start, self.end)[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.line.words_in(self.start, self.end)[-1].x1


@dataclass(frozen=True)
class Spot:
    """A span of a line where a value may stand."""

    line: Line
    start: int
    end: int
    where: Where

    @property
    def text(self) -> str:
        """Original text."""
        return self.line.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Folded text, same offsets."""
        return self.line.folded[self.start : self.end]


def find_labels(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Label]:
    """Every place where a pattern for folded text matches."""
    for line in paper.lines:
        for match in pattern.finditer(line.folded):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            for cell in line.cells:
                if cell.start <= start < cell.end:
                    yield Label(line, cell, start, match.end())
                    break


def spots(paper: Paper, label: Label, depth: float = 3.2) -> Iterator[Spot]:
    """Places for the value of a label, the likeliest first."""
    line, end = label.line, min(label.end, label.cell.end)
    lead = _LEAD.match(line.text, end, label.cell.end)
    begin = lead.end() if lead else end
    if begin < label.cell.end:
        yield Spot(line, begin, label.cell.end, Where.SAME)
    following = [cell for cell in line.cells if cell.start > label.cell.start]
    if begin >= label.cell.end:
        for cell in following[:2]:
            lead = _LEAD.match(line.text, cell.start, cell.end)
            begin = lead.end() if lead else cell.start
            if begin < cell.end:
                yield Spot(line, begin, cell.end, Where.RIGHT)
                break
    yield from below(paper, label, depth)


def below(paper: Paper, label: Label, depth: float) -> Iterator[Spot]:
    """Cells under a label, within ``depth`` line heights, sharing some of its width."""
    line = label.line
    for other in paper.lines[paper.index(line) + 1 :]:
        if other.page is not line.page or other.top - line.bottom > depth * line.height:
            return
        for cell in sorted(other.cells, key=lambda one: _away(one, label)):
            if cell.x0 < max(label.x1, label.cell.x1) + 2 and cell.x1 > min(label.x0, label.cell.x0) - 2:
                flush = _flush(other, cell, label)
                if flush is not None:
                    yield Spot(other, flush, cell.end, Where.BELOW)
                yield Spot(other, cell.start, cell.end, Where.BELOW)


def _away(cell: Cell, label: Label) -> float:
    """How far a cell's edge or middle stands from that of a label: of cells under one wide cell, its own goes first."""
    middle = abs((cell.x0 + cell.x1 - label.x0 - label.x1) / 2)
    return min(abs(cell.x0 - label.x0), abs(cell.x1 - label.x1), middle)


def _flush(line: Line, cell: Cell, label: Label) -> int | None:
    """Where in a cell that begins left of a label a word begins right under it: columns may almost touch."""
    at = cell.start
    for before, word in pairwise(cell.words):
        at += len(before.text) + 1
        if abs(word.x0 - label.x0) < _FLUSH and word.x0 - before.x1 > TOUCHING * word.size:
            return at
    return None
