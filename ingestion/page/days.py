"""Issue date and due date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ingestion.page.labels import (
    BEFORE_A_DAY,
    DEBITED,
    DUE,
    ISSUE_STRONG,
    ISSUE_WEAK,
    NOT_ISSUE,
    NOT_OWED,
    NOT_THIS_NUMBER,
    ON_A_DAY,
    PAYING,
    TITLE,
)
from ingestion.page.near import Label, Spot, Where, find_labels, spots
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.dates import Day, Order, exchanged, find_days
from ledger.evidence.field import Field

_FLUSH = 3.0
_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?]\s|(?<=\d{4})\.\s(?=[a-z])|\t")
_TIME = re.compile(r",?\s+\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?| ?uhr)?$", re.IGNORECASE)
"""What a till prints behind the day."""


@dataclass(frozen=True)
class Dated:
    """A day with its place and how sure the place makes it."""

    day: Day
    score: float
    line: Line
    offset: int


def read_days(paper: Paper) -> dict[str, Field]:
    """``issue_date`` and ``due_date``, as far as printed."""
    order, proved = paper.order
    issues = [*_titled(paper, order), *_labelled_issue(paper, order), *_alone(paper, order)]
    dues = _labelled_due(paper, order) or _told_due(paper, order)
    fields = {}
    if issues:
        fields["issue_date"] = _chosen(paper, issues, proved, cap=0.96)
    if dues:
        fields["due_date"] = _chosen(paper, dues, proved, cap=0.92)
    issued, due = (fields[name].value if name in fields else None for name in ("issue_date", "due_date"))
    if issued is not None and due is not None and str(due) < str(issued):
        fields = {name: field.doubted(0.7) for name, field in fields.items()}
    return fields


def _labelled_issue(paper: Paper, order: Order) -> list[Dated]:
    out = []
    for label in find_labels(paper, ISSUE_STRONG):
        if not NOT_ISSUE.search(label.before[-25:]) and not NOT_ISSUE.search(
            label.line.folded[label.end : min(label.cell.end, label.end + 12)]
        ):
            with_number = "/" in label.line.folded[label.start : label.end]
            out += _first(paper, label, order, 1.0, gap=28 if with_number else 3)
    for label in find_labels(paper, ISSUE_WEAK):
        context = label.line.folded[label.cell.start : label.end]
        if not NOT_ISSUE.search(context) and len(context) < 40:
            plain = label.start == label.cell.start and context.strip(" :") in (
                "date",
                "datum",
                "data",
                "fecha",
                "dato",
                "dated",
            )
            upper = label.line.page.number == 1 and label.line.top < 0.6 * label.line.page.height
            out += _first(paper, label, order, 0.5 if not upper else 0.92 if plain else 0.75)
    return out


def _first(paper: Paper, label: Label, order: Order, score: float, gap: int = 3) -> list[Dated]:
    """The day right behind a label, or under it; a label that is followed by other words has none under it."""
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
        if len(days) == 1 and days[0].start == 0 and abs(cell.x0 - label.x0) < _FLUSH:
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


def _titled(paper: Paper, order: Order) -> list[Dated]:
    """``Rechnung Nr. 471102 vom 05.06.2018``: a day behind the title on its line or the next."""
    out = []
    for index, line in enumerate(paper.lines[:40]):
        match = TITLE.search(line.folded)
        if match is None or line.page.number > 1 or NOT_THIS_NUMBER.search(match["middle"] or ""):
            continue
        for step, other in enumerate(paper.lines[index : index + 3]):
            start = match.end() if step == 0 else 0
            days = find_days(other.folded[start:], order)
            before = other.folded[start : start + days[0].start] if days else ""
            if days and not NOT_ISSUE.search(before) and (step == 0 or days[0].start < 8):
                told = any(word in before.split() for word in ("vom", "du", "of", "from", "del", "van", "dated"))
                out.append(Dated(days[0], 0.97 if step == 0 and told else 0.7 - 0.05 * step, other, start))
    return out


def _alone(paper: Paper, order: Order) -> list[Dated]:
    """A day that fills its cell in the upper half of the first page, perhaps behind a town: a letter's date."""
    out = []
    for line in paper.lines:
        if line.page.number > 1 or line.top > 0.5 * line.page.height:
            break
        for cell in line.cells:
            days = find_days(line.folded[cell.start : cell.end], order)
            ends = len(_TIME.sub("", cell.text))
            if len(days) == 1 and days[0].end >= ends - 1 and not days[0].compact:
                before = line.folded[cell.start : cell.start + days[0].start]
                left = line.folded[: cell.start].strip()
                named = NOT_ISSUE.search(before) or (left.endswith(":") and NOT_ISSUE.search(left[-30:]))
                if len(before) <= 25 and not named:
                    out.append(Dated(days[0], 0.55, line, cell.start))
    return out


def _labelled_due(paper: Paper, order: Order) -> list[Dated]:
    out = []
    for label in find_labels(paper, DUE):
        weak = label.line.folded[label.start : label.end].strip() in ("bis", "netto bis", "bis zum")
        sentence = label.line.folded[: label.start]
        if weak and not ("zahl" in sentence or "netto" in sentence or "betrag" in sentence or "uberweis" in sentence):
            continue
        if "skonto" in sentence:
            continue
        out += _first(paper, label, order, 0.85 if weak else 0.95, gap=20)
    return out


def _told_due(paper: Paper, order: Order) -> list[Dated]:
    """A day that a sentence about paying names as the last one, or as that of the debit."""
    out = []
    for at, line in enumerate(paper.lines):
        for cell in line.cells:
            text = line.folded[cell.start : cell.end]
            days = find_days(text, order)
            if not days:
                continue
            around = " ".join(one.folded for one in paper.lines[max(at - 1, 0) : at + 2])
            for day in days:
                before = text[: day.start]
                last = BEFORE_A_DAY.search(before) and PAYING.search(around)
                if (last or (ON_A_DAY.search(before) and DEBITED.search(around))) and not NOT_OWED.search(
                    _sentence(text, day)
                ):
                    out.append(Dated(day, 0.85, line, cell.start))
    return out


def _sentence(text: str, day: Day) -> str:
    """The sentence of a cell that names a day: what the next one says is of something else."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= day.start), default=0)
    return text[start : min((end for end in ends if end > day.end), default=len(text))]


def _chosen(paper: Paper, found: list[Dated], proved: bool, cap: float) -> Field:
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
