"""Issue date and due date."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from ingestion.page.dated import FLUSH, Dated, chosen, first_day
from ingestion.page.due import due_days
from ingestion.page.labels import (
    BEFORE_A_DAY,
    INVOICE_WORD,
    ISSUE_STRONG,
    ISSUE_WEAK,
    NOT_ISSUE,
    NOT_THIS_NUMBER,
    NUMBER,
    OF_ANOTHER,
    PRINTED_ON,
    TITLE,
)
from ingestion.page.near import Label, find_labels
from ingestion.page.paper import Paper
from ingestion.values.dates import Order, find_days
from ledger.evidence.field import Field

_OF = ("vom", "du", "of", "from", "del", "van", "dated", "dd.", "d.d.", "z", "ze", "fra", "av", "af")
_NOUNS = ("date", "datum", "data", "fecha", "dato")
_PLACE = re.compile(
    r"(?:(?:ort|place|lieu|luogo|lugar|plaats|local|city|town|number|no\.?|nr\.?|n[°o]\.?|time|zeit|heure|hora|ora)\W{0,3}(?:and|und|et|e|y|en|de)?\W{0,2})?"
)
_NOTHING_MORE = re.compile(
    r"\W*(?:$|\d|[a-z]{3,9}\.? \d|\((?:[dmyjagat]{1,4}\W?){3}\)|(?:and |und |et |e |y |en )?(?:date|datum|data|fecha|time|zeit|uhrzeit|heure|hora|ora|tijd|kl)\b)"
)
_NO = re.compile(r"(?:number|nummer|numero|nro|nr|no|n\.?[°oº]|№|#)[.:]{0,2} ?[a-z]{0,6}[ -]?\d")
_TIME = re.compile(r",?\s+\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?| ?uhr)?$", re.IGNORECASE)
"""What a till prints behind the day."""


def read_days(paper: Paper) -> dict[str, Field]:
    """``issue_date`` and ``due_date``, as far as printed."""
    order, proved = paper.order
    issues = [
        *_titled(paper, order),
        *_under_number(paper, order),
        *_labelled_issue(paper, order),
        *_alone(paper, order),
    ]
    issues = issues or [one for label in find_labels(paper, PRINTED_ON) for one in first_day(paper, label, order, 0.7)]
    fields = {}
    if issues:
        fields["issue_date"] = chosen(paper, issues, proved, cap=0.96)
    issued = fields["issue_date"].value if issues else None
    dues = due_days(paper, order, issued if isinstance(issued, date) else None)
    if dues:
        fields["due_date"] = chosen(paper, dues, proved, cap=0.92)
    due = fields["due_date"].value if dues else None
    if isinstance(issued, date) and isinstance(due, date) and due < issued:
        fields = {name: field.doubted(0.7) for name, field in fields.items()}
    return fields


def _labelled_issue(paper: Paper, order: Order) -> list[Dated]:
    out = []
    for label in find_labels(paper, ISSUE_STRONG):
        if not NOT_ISSUE.search(label.before[-25:]) and not NOT_ISSUE.search(
            label.line.folded[label.end : min(label.cell.end, label.end + 12)]
        ):
            with_number = "/" in label.line.folded[label.start : label.end]
            score = 0.5 if _of_another(label) else 1.0
            out += first_day(paper, label, order, score, gap=28 if with_number else 3)
    for label in find_labels(paper, ISSUE_WEAK):
        context = label.line.folded[label.cell.start : label.end]
        word = label.line.folded[label.start : label.end]
        last = BEFORE_A_DAY.search(context + " ") or not (_bare(label) if word in _NOUNS else _of_bill(label.before))
        if not (NOT_ISSUE.search(context) or last or _heads_lines(paper, label, order)) and len(context) < 40:
            plain = label.start == label.cell.start and context.strip(" :") in (
                "date",
                "datum",
                "data",
                "fecha",
                "dato",
                "dated",
            )
            upper = label.line.page.number == 1 and label.line.top < 0.6 * label.line.page.height
            out += first_day(paper, label, order, 0.5 if not upper else 0.92 if plain else 0.75)
    return out


def _bare(label: Label) -> bool:
    """Whether *date* stands for itself: *Date of loss*, *Treatment date* name the day of something else."""
    folded = label.line.folded
    behind = folded[label.end : label.cell.end]
    return bool(_PLACE.fullmatch(label.before)) and bool(
        _NOTHING_MORE.match(behind) or NUMBER.match(behind.lstrip(" /&|"))
    )


def _of_bill(before: str) -> bool:
    """Whether what stands before *vom*, *le*, *den* is a town, a number or a bill: not *Ihre Nachricht vom*."""
    before = before.strip()
    return not before or before.endswith(",") or bool(INVOICE_WORD.search(before)) or any(map(str.isdigit, before))


def _of_another(label: Label) -> bool:
    """Whether the head of a column stands right of that of the paper which this one corrects."""
    before = [cell for cell in label.line.cells if cell.end < label.cell.start]
    return bool(before) and bool(OF_ANOTHER.search(label.line.folded[before[-1].start : before[-1].end]))


def _heads_lines(paper: Paper, label: Label, order: Order) -> bool:
    """Whether days stand in two rows under a label, flush with it: it heads the days of what is billed."""
    at = paper.index(label.line) + 1
    flush = [
        cell
        for line in paper.lines[at : at + 4]
        if line.page is label.line.page
        for cell in line.cells
        if abs(cell.x0 - label.x0) < FLUSH and find_days(line.folded[cell.start : cell.end], order)
    ]
    return len(flush) > 1 and len(label.line.cells) > 1


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
                told = any(word in before.split() for word in _OF)
                out.append(Dated(days[0], 0.97 if step == 0 and told else 0.7 - 0.05 * step, other, start))
    return out


def _under_number(paper: Paper, order: Order) -> list[Dated]:
    """``du 19/09/2024`` alone in its cell, under the one that names the number."""
    out = []
    for over, line in pairwise(paper.lines):
        if line.page is not over.page or line.page.number > 1 or line.top - over.bottom > 1.2 * line.height:
            continue
        for cell in line.cells:
            first, _, rest = line.folded[cell.start : cell.end].partition(" ")
            days = find_days(rest, order) if first in _OF else []
            if len(days) == 1 and days[0].start == 0 and days[0].end == len(rest.rstrip(" .")):
                named = (
                    over.folded[one.start : one.end] for one in over.cells if one.x0 < cell.x1 and cell.x0 < one.x1
                )
                if any(TITLE.search(text) or NUMBER.search(text) or _NO.match(text) for text in named):
                    out.append(Dated(days[0], 0.95, line, cell.start + len(first) + 1))
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
