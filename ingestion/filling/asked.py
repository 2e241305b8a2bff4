"""What a model is asked of a paper: the header fields the reader left absent, and the words a person sees on its pages.

A field is asked for only where some page prints a value of its kind that is not read as another field already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingestion.choosing import SAID, candidates
from ingestion.pdf.lines import lines_of
from ingestion.pdf.words import PageWords
from ingestion.reading import HEADER, NO_BILLS, InvoiceKind, Reading
from ledger.evidence.field import plain

MOST_CHARACTERS = 12_000
"""Of all pages together: a model's answer to more costs time, and header fields stand at the beginning and the end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``fields`` by name, in the order of the page; ``pages`` are the words of each, line by line."""

    fields: tuple[str, ...]
    pages: tuple[str, ...]


def may_be_asked(reading: Reading) -> bool:
    """Whether a model has anything to say: an invoice's own data says what it says, orders and bank files are no bills."""
    return not (reading.from_xml or reading.statements or reading.papers or reading.doc_type in NO_BILLS) and bool(
        _absent(reading)
    )


def asked_of(reading: Reading, pages: Sequence[PageWords]) -> Asked | None:
    """What to ask; None where nothing is absent that the pages could say."""
    known = {str(plain(reading.value(name))) for name in HEADER if reading.value(name) is not None}
    fields = tuple(
        field
        for field in (_absent(reading) if may_be_asked(reading) else ())
        if any(one.value not in known for page in pages for one in candidates(page, field))
    )
    if not fields:
        return None
    return Asked(fields, _within(["\n".join(line.text for line in lines_of(page)) for page in pages]))


def _absent(reading: Reading) -> tuple[str, ...]:
    """Forms of the state print no day of payment: a ticket's day of travel is none."""
    form = reading.invoice_kind not in (None, InvoiceKind.OTHER)
    return tuple(name for name in SAID if reading.value(name) is None and not (form and name == "due_date"))


def _within(texts: list[str]) -> tuple[str, ...]:
    """The pages cut in their middle to a bounded length, each to its share."""
    share = MOST_CHARACTERS // max(len(texts), 1)
    return tuple(text if len(text) <= share else f"{text[: share // 2]}\n…\n{text[-share // 2 :]}" for text in texts)
