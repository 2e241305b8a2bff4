"""XML and page held against each other: agreement makes a field checked, disagreement shows both.

What the page reads for the same field counts first. A value that is printed somewhere but read as nothing else is a
weaker, still independent witness. XML alone is believed, but not checked.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingestion.page.locate import locate
from ingestion.page.paper import Paper
from ingestion.reading import NO_BILLS, Reading
from ingestion.values.text import squash
from ledger.core import Problem, problem
from ledger.evidence.field import SURE, Field, FieldValue, plain

_COMPARED = ("number", "issue_date", "due_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", "currency",
             "net", "tax", "gross", "due_amount", "seller_iban")  # fmt: skip
_READ = 0.7
"""Below this the page's own reading contradicts nobody."""
_SERIOUS = ("number", "issue_date", "seller_tax_id", "net", "tax", "gross", "seller_iban")


def same_value(one: FieldValue | None, other: FieldValue | None) -> bool:
    """Equal for a person: amounts by size, texts without spaces and punctuation."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one) == abs(other)
    return squash(str(one)) == squash(str(other))


def agreed(from_xml: Reading, from_page: Reading, paper: Paper) -> Reading:
    """The XML's reading, each field with its place on the page and its witness; serious differences become problems."""
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    for name, field in from_xml.fields.items():
        if name not in _COMPARED or field.value is None:
            continue
        other = from_page[name]
        place = locate(paper, field.value)
        if other.value is not None and same_value(field.value, other.value):
            fields[name] = replace(field, page=other.page, box=other.box).witnessed("text", 0.99)
        elif other.value is not None and _in_conflict(name, other, place):
            fields[name] = replace(field, page=other.page, box=other.box).doubted(0.5)
            problems.append(problem("reading.xml_page_differ", name, xml=plain(field.value), page=plain(other.value)))
        elif place is not None:
            line, words = place
            placed = replace(field, page=line.page.number, box=line.page.box(words))
            fields[name] = placed.witnessed("text", 0.97)
    if from_page.doc_type is not None and (from_xml.doc_type in NO_BILLS) != (from_page.doc_type in NO_BILLS):
        problems.append(problem("reading.kind_differs"))  # an order's XML in a bill's PDF, or the other way round
    problems += _lines_differ(from_xml, from_page, paper)
    extra = {
        name: field
        for name, field in from_page.fields.items()
        if name in ("seller_iban",) and from_xml[name].value is None
    }
    return from_xml.with_fields(fields | extra).with_problems(*problems)


def _in_conflict(name: str, other: Field, place: object) -> bool:
    """What the XML says is printed nowhere while the page reads something else; or an amount differs in its own role."""
    if place is None:
        return other.confidence >= _READ
    return other.confidence >= SURE and name in _SERIOUS and not _both_printed(name, place)


def _lines_differ(from_xml: Reading, from_page: Reading, paper: Paper) -> list[Problem]:
    """A line's amount that is printed nowhere, where the page prints the others."""
    amounts = [line.amount for line in from_xml.lines if line.amount]
    missing = [amount for amount in amounts if locate(paper, amount) is None]
    printed = len(amounts) - len(missing)
    if not missing or not from_page.lines or printed < 2 * len(missing):
        return []
    return [problem("reading.xml_line_not_printed", "lines", amount=plain(missing[0]))]


def _both_printed(name: str, place: object) -> bool:
    """Ids and numbers may be printed twice in different roles; an amount that differs in its own role is serious."""
    return place is not None and name in ("number", "issue_date", "seller_tax_id", "seller_iban")
