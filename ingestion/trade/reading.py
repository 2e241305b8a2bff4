"""The fields of an order or a delivery note: number, day, supplier and customer by label, lines, sums where printed.

Nothing of it is ever a witness for money owed: it is no bill. What is read once is shown as such.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingestion.china.labelled import filled, matched
from ingestion.page.currency import read_currency
from ingestion.page.items import read_items
from ingestion.page.near import Where, find_labels, spots
from ingestion.page.number import number_in
from ingestion.page.paper import Paper, printed
from ingestion.page.parties import under_headings
from ingestion.page.solve import read_totals
from ingestion.pdf.lines import Cell, Line
from ingestion.reading import DocType, InvoiceKind, Reading
from ingestion.trade.labels import (
    BUYER_ZH,
    DAY,
    DAY_WEAK,
    DAY_ZH,
    DELIVERY,
    NUMBER,
    NUMBER_ZH,
    ORDER,
    SELLER_ZH,
    TAIL,
)
from ingestion.values.dates import find_days
from ledger.evidence.field import Field

READ_ONCE = 0.85
_DAY = r"20\d{2}[-/.年년]\d{1,2}[-/.月월]\d{1,2}[日일]?"
_NUMBER = r"[A-Za-z0-9][A-Za-z0-9/_-]{2,29}"
_UPPER = 0.3
_SIGNED = re.compile(r"(?:n[°ºor]\.?|num\.?|numero|#|№)[.: ]{0,2}(\S*\d{2}\S*)", re.IGNORECASE)
_TITLES = {"order": ORDER, "delivery": DELIVERY}


def read_trade(paper: Paper, kind: DocType, file: str) -> Reading:
    """An order or delivery note as a reading; an order's ``seller`` is who is to deliver."""
    name = "order" if kind is DocType.PURCHASE_ORDER else "delivery"
    fields = _number(paper, name) | _day(paper, name) | _parties(paper)
    lines = read_items(paper)
    if kind is DocType.PURCHASE_ORDER:
        fields |= read_totals(paper) | read_currency(paper)
    once = {one: replace(field, confidence=min(field.confidence, READ_ONCE)) for one, field in fields.items()}
    return Reading(file, kind, InvoiceKind.OTHER, lines=lines).with_fields(once)


def _number(paper: Paper, kind: str) -> dict[str, Field]:
    if found := matched(paper, NUMBER_ZH[kind], _NUMBER):
        return {"number": printed(found[0], READ_ONCE, found[1], found[2])}
    for label in find_labels(paper, NUMBER[kind]):
        for spot in spots(paper, label, depth=2.6):
            made = number_in(spot)
            if made and (spot.where is Where.SAME or len(str(made.value)) > 3):
                return {"number": made}
            if spot.where is Where.SAME:
                break
    return _in_title(paper, kind)


def _in_title(paper: Paper, kind: str) -> dict[str, Field]:
    """``Lieferschein 4711``."""
    for line in paper.lines[:40]:
        for cell in line.cells:
            folded = line.folded[cell.start : cell.end]
            title = _TITLES[kind].match(folded)
            tail = TAIL.fullmatch(folded, title.end()) if title else None
            if tail and tail["number"]:
                start, end = (cell.start + place for place in tail.span("number"))
                return {"number": printed(line.text[start:end], READ_ONCE, line, line.words_in(start, end))}
    for line, cell in _head(paper):
        if match := _SIGNED.fullmatch(cell.text):
            start, end = (cell.start + place for place in match.span(1))
            return {"number": printed(line.text[start:end], READ_ONCE, line, line.words_in(start, end))}
    return {}


def _head(paper: Paper) -> list[tuple[Line, Cell]]:
    """The cells at the head of the first page."""
    upper = [line for line in paper.lines if line.page.number == 1 and line.top < _UPPER * line.page.height]
    return [(line, cell) for line in upper for cell in line.cells]


def _day(paper: Paper, kind: str) -> dict[str, Field]:
    order = paper.order[0]
    if (found := matched(paper, DAY_ZH[kind], _DAY)) and (days := list(find_days(found[0], order))):
        return {"issue_date": printed(days[0].value, READ_ONCE, found[1], found[2])}
    for label in (*find_labels(paper, DAY[kind]), *find_labels(paper, DAY_WEAK)):
        for spot in spots(paper, label, depth=2.0):
            if days := list(find_days(spot.folded, order)):
                start, end = spot.start + days[0].start, spot.start + days[0].end
                return {"issue_date": printed(days[0].value, READ_ONCE, spot.line, spot.line.words_in(start, end))}
    for line, cell in _head(paper):
        days = list(find_days(line.folded[cell.start : cell.end], order))
        if len(days) == 1 and days[0].start == 0 and days[0].end == len(cell.text):
            words = line.words_in(cell.start, cell.end)
            return {"issue_date": printed(days[0].value, READ_ONCE, line, words)}
    return {}


def _parties(paper: Paper) -> dict[str, Field]:
    """Only who stands under a label: the head of an order is its customer, that of a delivery note its supplier."""
    fields = under_headings(paper)
    for name, pattern in (("seller_name", SELLER_ZH), ("buyer_name", BUYER_ZH)):
        if spot := next(filled(paper, pattern), None):
            fields[name] = printed(spot.text, READ_ONCE, spot.line, spot.words)
    return fields
