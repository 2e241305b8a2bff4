"""A day with its place: the one that belongs to a label, and of several the surest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ingestion.page.near import Label, Spot, Where, spots
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.dates import Day, Order, exchanged, find_days
from ledger.evidence.field import Field

FLUSH = 3.0
_BEHIND = 30
"""So many signs of a label may stand behind the words that tell what it is."""


@dataclass(frozen=True)
class Dated:
    """A day with its place and how sure the place makes it."""

    day: Day
    score: float
    line: Line
    offset: int


def _whole(label: Label) -> Label:
    """A label with the words behind it in its cell, where no figure is among them: *Scadenza pagamento*."""
    rest = label.line.folded[label.end : label.cell.end]
    wide = len(rest) <= _BEHIND and not any(map(str.isdigit, rest))
    return Label(label.line, label.cell, label.start, label.cell.end) if wide else label


def first_day(paper: Paper, label: Label, order: Order, score: float, gap: int = 3) -> list[Dated]:
    """The day right behind a label, or under it; a label that is followed by other words has none under it."""
    label = _whole(label)
    for spot in spots(paper, label):
        days = find_days(spot.folded, order)
        if days and (days[0].start <= gap or spot.where is Where.BELOW):
            return [_dated(days[0], score - (0.1 if spot.where is Where.BELOW else 0.0), spot)]
        if spot.where is Where.SAME and len(spot.text.strip()) > 12:
            return [] if any(map(str.isdigit, spot.text)) else _flush_under(paper, label, order, score)
    return _boxed(paper, label, order, score)


def _flush_under(paper: Paper, label: Label, order: Order, score: float) -> list[Dated]:
    """The day on the next line that begins right under a label: heads of columns that almost touch are one cell."""
    at = paper.index(label.line) + 1
    under = paper.lines[at] if at < len(paper.lines) else None
    if under is None or under.page is not label.line.page or under.top - label.line.bottom > 1.6 * label.line.height:
        return []
    for cell in under.cells:
        days = find_days(under.folded[cell.start : cell.end], order)
        if len(days) == 1 and days[0].start == 0 and abs(cell.x0 - label.x0) < FLUSH:
            return [Dated(days[0], score - 0.1, under, cell.start)]
    return []


def _boxed(paper: Paper, label: Label, order: Order, score: float) -> list[Dated]:
    """The day in the box of a label: on the next line, set to the right, before the label of the next box."""
    line, at = label.line, paper.index(label.line) + 1
    edge = next((cell.x0 for cell in line.cells if cell.start > label.start), None)
    if edge is None or label.end < label.cell.end or at == len(paper.lines) or paper.lines[at].page is not line.page:
        return []
    under = paper.lines[at]
    for cell in under.cells:
        days = find_days(under.folded[cell.start : cell.end], order)
        if (
            label.x0 <= cell.x0 < edge
            and len(days) == 1
            and days[0].start == 0
            and under.top - line.bottom < 1.6 * line.height
        ):
            return [Dated(days[0], score - 0.1, under, cell.start)]
    return []


def _dated(day: Day, score: float, spot: Spot) -> Dated:
    return Dated(day, score - (0.2 if day.compact else 0.0), spot.line, spot.start)


def chosen(paper: Paper, found: list[Dated], proved: bool, cap: float) -> Field:
    best = max(found, key=lambda one: (round(one.score, 2), -paper.index(one.line)))
    near = {one.day.value: one for one in found if one.score >= best.score - 0.05 and one.day.value != best.day.value}
    agree = len({paper.index(one.line) for one in found if one.day.value == best.day.value and one.score >= 0.7})
    confidence = min(cap, best.score)
    rivals = [_as_field(one, one.day.value, 0.0) for one in near.values()]
    if rivals:
        confidence = min(confidence, 0.7)
    if not best.day.certain and not proved:
        confidence = min(confidence, 0.75)
        rivals.insert(0, _as_field(best, exchanged(best.day.value), 0.0))
    witnesses = ("twice",) if agree > 1 and not rivals and confidence >= 0.9 else ()
    return replace(_as_field(best, best.day.value, confidence, *witnesses), rivals=tuple(rivals))


def _as_field(found: Dated, value: date, confidence: float, *witnesses: str) -> Field:
    words = found.line.words_in(found.offset + found.day.start, found.offset + found.day.end)
    return printed(value, confidence, found.line, words, *witnesses)
