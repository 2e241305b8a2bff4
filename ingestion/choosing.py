"""What on a page could be the value of a field: each with its words' box, so that a person may choose it by a click.

The same parsers as in reading: a date is offered for a date, an amount for an amount, a 统一社会信用代码 whose
check character holds, or a number of the shape of a country's VAT id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import iban

from ingestion.pdf.lines import Line, lines_of
from ingestion.pdf.words import PageWords
from ingestion.values.amounts import AMOUNT, decimal_mark, looks_monetary, read_match
from ingestion.values.dates import Order, find_days, told_order
from ingestion.values.names import is_address, is_identifier
from ingestion.values.tax_ids import CREDIT_CODE, VAT_ID, compact_tax_id, is_valid_tax_id
from ledger.evidence.field import Box, plain

DAYS, AMOUNTS = ("issue_date", "due_date"), ("net", "tax", "gross")
TAX_IDS, NAMES = ("seller_tax_id", "buyer_tax_id"), ("seller_name", "buyer_name")
ACCOUNTS = ("seller_iban", "seller_account")
SAID = (*DAYS, *AMOUNTS, *TAX_IDS, *NAMES, "number")
"""Fields of a bill but the bank account it is paid to."""
CHOOSABLE = (*SAID, *ACCOUNTS)
"""Fields that may be chosen on a page."""
MOST = 300
_NUMBER = re.compile(r"(?<![\w./-])(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,29}(?![\w./-])", re.IGNORECASE)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_ACCOUNT = re.compile(r"(?<![A-Za-z0-9.,/-])\d(?:[ \-\u00a0]?\d){7,29}(?![A-Za-z0-9]|[.,/]\d)")
_LABEL = re.compile(r"^.{0,20}?[:：]\s*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value as the reading would hold it, the text it stands in, and where."""

    value: str
    text: str
    box: Box


Span = tuple[str, int, int]
"""A value and the part of a line's text that says it."""


def candidates(page: PageWords, field: str) -> list[Candidate]:
    """Every value of the field's type on a page, from top to bottom, at most ``MOST``."""
    assert field in CHOOSABLE, field
    lines = lines_of(page)
    found: dict[tuple[str, tuple[float, ...]], Candidate] = {}
    for line, (value, start, end) in _spans(lines, field):
        words = line.words_in(start, end)
        if words and len(found) < MOST:
            one = Candidate(value, line.text[start:end].strip(), page.box(words))
            found.setdefault((value, tuple(one.box.as_list())), one)
    return list(found.values())


def _spans(lines: list[Line], field: str) -> Iterator[tuple[Line, Span]]:
    order = told_order(line.folded for line in lines) or Order.DAY_FIRST
    mark = decimal_mark(line.text for line in lines)
    for line in lines:
        if field in DAYS:
            spans = _days(line, order)
        elif field in AMOUNTS:
            spans = _amounts(line, mark)
        elif field in TAX_IDS:
            spans = _tax_ids(line)
        elif field in ACCOUNTS:
            spans = _accounts(line, field)
        else:
            spans = _names(line) if field in NAMES else _numbers(line)
        for span in spans:
            yield line, span


def _days(line: Line, order: Order) -> Iterator[Span]:
    for day in find_days(line.folded, order):
        yield day.value.isoformat(), day.start, day.end


def _amounts(line: Line, mark: str | None) -> Iterator[Span]:
    for match in AMOUNT.finditer(line.text):
        value = read_match(match, mark)
        if value is not None and looks_monetary(match):
            yield str(plain(value)), match.start(), match.end()


def _tax_ids(line: Line) -> Iterator[Span]:
    for match in CREDIT_CODE.finditer(line.text):
        if is_valid_tax_id(match[0]):
            yield match[0], match.start(), match.end()
    for match in VAT_ID.finditer(line.text):
        yield compact_tax_id(match[0]), match.start(), match.end()


def _accounts(line: Line, field: str) -> Iterator[Span]:
    """Account numbers as printed, in groups or not; of an IBAN the check digits must hold."""
    for match in (_IBAN if field == "seller_iban" else _ACCOUNT).finditer(line.text):
        end = match.end()
        while field == "seller_iban" and end > match.start() and not iban.is_valid(line.text[match.start() : end]):
            end = max(line.text.rfind(" ", match.start(), end), match.start())  # capitals of the next word
        if end > match.start():
            yield re.sub(r"[ \-\u00a0]", "", line.text[match.start() : end]), match.start(), end


def _numbers(line: Line) -> Iterator[Span]:
    for match in _NUMBER.finditer(line.text):
        yield match[0], match.start(), match.end()


def _names(line: Line) -> Iterator[Span]:
    for cell in line.cells:
        label = _LABEL.match(cell.text)
        start = cell.start + (label.end() if label else 0)
        name = line.text[start : cell.end].strip()
        if 2 <= len(name) <= 80 and _LETTER.search(name) and not (is_address(name) or is_identifier(name)):
            yield name, start, cell.end
