"""A model's answers held against the page: only what is printed there, seen by a person, and contradicts nothing counts.

An answer is never more than proposed: low confidence, its box on the page, source ``model``, so that a person looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from ingestion.choosing import AMOUNTS, DAYS, NAMES, TAX_IDS, Candidate, candidates
from ingestion.learning.rules import fits, typed
from ingestion.own_side import Own
from ingestion.pdf.lines import lines_of
from ingestion.pdf.words import PageWords
from ingestion.reading import Reading
from ingestion.values.dates import find_days, told_order
from ingestion.values.text import fold, squash
from ledger.evidence.field import Field, FieldValue, Source, plain

CONFIDENCE = 0.6
_OTHER_SIDE = {"seller_name": "buyer_name", "buyer_name": "seller_name", "seller_tax_id": "buyer_tax_id",
               "buyer_tax_id": "seller_tax_id"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """The reading with what was found; by name the fields a model filled, and those of which it said what is not there."""

    reading: Reading
    fields: tuple[str, ...]
    refused: tuple[str, ...]


def filled(
    reading: Reading, own: Own, pages: Sequence[PageWords], asked: Sequence[str], answers: Mapping[str, object]
) -> Filled:
    """The reading with those answers that count; nothing that was read is ever changed, no field not asked for is taken."""
    found: dict[str, Field] = {}
    refused: list[str] = []
    for name in asked:
        said = answers.get(name)
        if not isinstance(said, str) or not said.strip() or reading.value(name) is not None:
            continue
        place = _printed(name, said, pages)
        if place is None or not _may_be(reading.with_fields(found), own, name, typed(name, place[0].value)):
            refused.append(name)
            continue
        one, page = place
        found[name] = Field(typed(name, one.value), CONFIDENCE, page.number, one.box, Source.MODEL)
    return Filled(reading.with_fields(found), tuple(found), tuple(refused))


def _printed(field: str, said: str, pages: Sequence[PageWords]) -> tuple[Candidate, PageWords] | None:
    """Where the answer is printed, in the page's own notation or ours."""
    for page in pages:
        for one in candidates(page, field):
            if _same(field, said, one) and not (field in DAYS and _two_days(one, page)):
                return one, page
    return None


def _same(field: str, said: str, one: Candidate) -> bool:
    if field in AMOUNTS:
        return _amount(said) == _amount(one.value) or _bare(said) == _bare(one.text)
    if field in NAMES:
        return bool(squash(said)) and squash(said) in (squash(one.value), squash(one.text))
    return _bare(said) in (_bare(one.value), _bare(one.text))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _amount(text: str) -> object:
    """An amount as a number; what is none equals nothing."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return object()
    return value if value.is_finite() else object()


def _two_days(one: Candidate, page: PageWords) -> bool:
    """Whether it could be two days, and nothing on its page tells which: absent, never a guess."""
    days = find_days(fold(one.text))
    return not all(day.certain for day in days) and told_order(line.folded for line in lines_of(page)) is None


def _may_be(reading: Reading, own: Own, name: str, value: FieldValue) -> bool:
    """No sum that breaks, no day out of order, nobody on both sides of a bill, never ourselves for its seller."""
    if not fits(reading, name, value):
        return False
    if name in AMOUNTS:
        return _within_gross(reading, name, value)
    if name in (*NAMES, *TAX_IDS):
        other = reading.value(_OTHER_SIDE[name])
        ours = name.startswith("seller") and (own.is_name(value) or own.is_number(value))
        return not ours and (other is None or squash(str(other)) != squash(str(value)))
    taken = {squash(str(plain(one.value))) for one in reading.fields.values() if not isinstance(one.value, bool)}
    return isinstance(value, date) or squash(str(value)) not in taken


def _within_gross(reading: Reading, name: str, value: FieldValue) -> bool:
    """Neither net nor tax is more than the whole."""
    told = {one: value if one == name else reading.value(one) for one in AMOUNTS}
    gross = told["gross"]
    parts = [one for one in (told["net"], told["tax"]) if isinstance(one, Decimal)]
    return not isinstance(gross, Decimal) or all(abs(one) <= abs(gross) for one in parts)
