"""PDF with a text layer against pdfplumber's own open and ``extract_words`` over the same pages; XML against lxml's parsing
of the same bytes."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterator
from functools import partial

import pdfplumber
from lxml import etree

from benchmarks.ledger.row import Row
from benchmarks.reading_speed.files import given, printed
from benchmarks.reading_speed.turns import best
from ingestion import read
from ingestion.limits import DEFAULT
from tests.ingestion.test_xml import EINVOICE, UBL

_LARGE_LINES = 4_000
_LINE = "<cac:InvoiceLine>"


def pdf(quick: bool) -> Iterator[Row]:
    """All files together, then the median and the worst of them."""
    rows = []
    for data in [*given(".pdf"), *printed(quick)]:
        if _words(data):
            ours, floor = best(partial(read, data), partial(_words, data), 1 if quick else 3)
            rows.append(Row.of("", ours, floor))
    yield Row.of("extract_pdf", sum(one.ours for one in rows), sum(one.floor for one in rows))
    ranked = sorted(rows, key=lambda one: one.ratio)
    middle, worst = ranked[len(ranked) // 2], ranked[-1]
    yield Row.of("extract_pdf_median", middle.ours, middle.floor)
    yield Row.of("extract_pdf_worst", worst.ours, worst.floor)


def _words(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        count = 0
        for page in document.pages[: DEFAULT.pages_read]:
            count += len(page.extract_words())
            page.close()
        return count


def xml(quick: bool) -> Iterator[Row]:
    """Invoices of a few lines, the median of their ratios; and one of thousands."""
    small = [ubl(1), ubl(12), EINVOICE.format(color="Y", sign="").encode(), *given(".xml")]
    found = [Row.of("", *_read(data, 20 if quick else 200)) for data in small]
    middle = statistics.median_low(one.ratio for one in found)
    chosen = next(one for one in found if one.ratio == middle)
    yield Row.of("extract_xml_small", chosen.ours, chosen.floor)
    yield Row.of("extract_xml_large", *_read(ubl(_LARGE_LINES), 3))


def _read(data: bytes, rounds: int) -> tuple[float, float]:
    return best(partial(read, data), partial(etree.fromstring, data), rounds)


def ubl(lines: int) -> bytes:
    """A UBL invoice of so many lines, each of another quantity, price and name."""
    text = UBL.format(root="Invoice", line="InvoiceLine", quantity="InvoicedQuantity")
    start, end = text.index(_LINE), text.rindex("</cac:InvoiceLine>") + len("</cac:InvoiceLine>")
    return (text[:start] + "".join(_line(text[start:end], place) for place in range(lines)) + text[end:]).encode()


def _line(text: str, place: int) -> str:
    quantity, cents = 1 + place % 40, 2500 + 7 * place
    text = (
        text.replace(">4<", f">{quantity}<")
        .replace(">25<", f">{cents / 100:.2f}<")
        .replace("Anturi", f"Anturi {place}")
    )
    return text.replace(">100.00<", f">{quantity * cents / 100:.2f}<")
