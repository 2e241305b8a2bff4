"""Finding a known value on the page: the box of what the XML says, and a witness that it is printed at all."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ingestion.page.money import amounts
from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.values.dates import find_days
from ingestion.values.text import squash
from ledger.evidence.field import FieldValue

Place = tuple[Line, tuple[Word, ...]]


def locate(paper: Paper, value: FieldValue) -> Place | None:
    """Where a value is printed, the first place; None where it is not."""
    if isinstance(value, (bool, tuple)):
        return None
    if isinstance(value, Decimal):
        return _amount(paper, value)
    if isinstance(value, date):
        return _day(paper, value)
    return _text(paper, value)


def _amount(paper: Paper, value: Decimal) -> Place | None:
    for found in reversed(amounts(paper)):
        for money in found:
            if abs(money.value) == abs(value):
                return money.line, money.words
    return None


def _day(paper: Paper, value: date) -> Place | None:
    order = paper.order[0]
    for line in paper.lines:
        for day in find_days(line.folded, order):
            if day.value == value:
                return line, line.words_in(day.start, day.end)
    return None


def _text(paper: Paper, value: str) -> Place | None:
    wanted = squash(value)
    if not wanted:
        return None
    shape = (
        re.compile(r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, wanted)) + r"(?![^\W_])")
        if len(wanted) <= 60
        else None
    )
    for line in paper.lines:
        match = shape.search(line.folded) if shape is not None else None
        if match:
            return line, line.words_in(match.start(), match.end())
    return None
