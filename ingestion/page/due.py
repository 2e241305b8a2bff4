"""The day to pay by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingestion.page.dated import Dated, first_day
from ingestion.page.labels import BEFORE_A_DAY, DEBITED, DUE, NOT_OWED, ON_A_DAY, PAYING
from ingestion.page.near import Label, find_labels
from ingestion.page.paper import Paper
from ingestion.values.dates import YEARLESS, Day, Order, find_days, next_day

_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?]\s|(?<=\d{4})\.\s(?=[a-z])|\t")
_DISCOUNT = re.compile(
    r"\W*(?:[a-z]+ ){0,3}(?:\d[\d.,]* ?% ?)?(?:[a-z]+ ){0,2}(?:skonto|discount|escompte|descuento|sconto|korting)"
)
_NETTO = re.compile(r"zahl|netto|betrag|uberweis|ohne abzug")
_NEXT = re.compile(r"(?:next|order|delivery|service|return|renewal|read|inspection)s? (?:\w+ )?$")
"""*Next read due* asks for nothing."""
_OWED = re.compile(r"\b(?:due|du|payer|regler|paiement|betaalbaar|payable|zahlbar)\b(?: \w+){0,2} $")
_WEAK = ("bis", "netto bis", "bis zum")
_BEHIND = 30
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? (?=$)")


def due_days(paper: Paper, order: Order, issued: date | None) -> list[Dated]:
    """The days to pay by that labels name, else those that sentences do; one without its year is the next after ``issued``."""
    told = _labelled_due(paper, order) or _told_due(paper, order)
    return told or ([] if issued is None else _yearless(paper, issued))


def _labelled_due(paper: Paper, order: Order) -> list[Dated]:
    out = []
    for label in find_labels(paper, DUE):
        weak = label.line.folded[label.start : label.end].strip() in _WEAK
        if weak and not _NETTO.search(_around(paper, label)):
            continue
        if _NEXT.search(label.before[-20:]) or _discounted(label, order):
            continue
        out += first_day(paper, label, order, 0.85 if weak else 0.95, gap=20)
    return out or [day for label in _asking(paper) for day in first_day(paper, label, order, 0.85)]


def _asking(paper: Paper) -> Iterator[Label]:
    """Cells that ask for money and end where a day is to follow: *Merci de régler avant le*, *Abbuchung am:*."""
    for line in paper.lines:
        for cell in line.cells:
            text = line.folded[cell.start : cell.end].rstrip(" :.") + " "
            last, day = BEFORE_A_DAY.search(text), ON_A_DAY.search(text)
            if not (last or day) or NOT_OWED.search(text) or _NEXT.search(text):
                continue  # most cells: their words are not looked through
            paid = (last and PAYING.search(text)) or (day and (DEBITED.search(text) or _OWED.search(text)))
            if paid or any(match[0].strip() not in _WEAK for match in DUE.finditer(text)):
                yield Label(line, cell, cell.start, cell.end)


def _around(paper: Paper, label: Label) -> str:
    """What is said before a label, from the line before on, and right behind it."""
    at = paper.index(label.line)
    over = paper.lines[at - 1].folded if at and paper.lines[at - 1].page is label.line.page else ""
    return f"{over} {label.line.folded[: label.start]} {label.line.folded[label.end : label.end + _BEHIND]}"


def _discounted(label: Label, order: Order) -> bool:
    """Whether it is the last day of a discount: *Skonto* between the day before it and the label, or behind its own day in
    the same sentence (``Bis 25.03. 2 % Skonto``)."""
    folded, cell = label.line.folded, label.cell
    earlier = [day.end for day in find_days(folded[: label.start], order)]
    before = folded[earlier[-1] : label.start].rpartition(", ")[2] if earlier else folded[: label.start]
    if NOT_OWED.search(before):
        return True
    behind = find_days(folded[label.end : cell.end], order)
    if not behind or behind[0].start > 4:
        return False
    end = behind[1].start if len(behind) > 1 else cell.end - label.end
    rest = folded[label.end + behind[0].end : label.end + end]
    return bool(_DISCOUNT.match(_SENTENCE.split(rest)[0].split(", ")[0]))


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
                before = text[: day.start].rstrip(" :") + " "
                last = BEFORE_A_DAY.search(before) and PAYING.search(around)
                asked = ON_A_DAY.search(before) and (DEBITED.search(around) or _OWED.search(before))
                if (last or asked) and not NOT_OWED.search(_sentence(text, day)):
                    out.append(Dated(day, 0.85, line, cell.start))
    return out


def _yearless(paper: Paper, issued: date) -> list[Dated]:
    """``Please pay by Monday 26 February``."""
    out = []
    for line in paper.lines:
        for match in YEARLESS.finditer(line.folded):
            before = _WEEKDAY.sub("", line.folded[: match.start()])
            day = next_day(match, issued)
            if (
                day is not None
                and BEFORE_A_DAY.search(before)
                and PAYING.search(before)
                and not NOT_OWED.search(before)
            ):
                out.append(Dated(Day(day, match.start(), match.end(), True), 0.8, line, 0))
    return out


def _sentence(text: str, day: Day) -> str:
    """The sentence of a cell that names a day: what the next one says is of something else."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= day.start), default=0)
    return text[start : min((end for end in ends if end > day.end), default=len(text))]
