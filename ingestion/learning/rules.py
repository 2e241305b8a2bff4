"""What several corrections of one vendor have in common, and the values it proposes on the vendor's next paper.

A rule fills what the reader left absent or was unsure of; a field that anything else witnesses is never touched. Amounts
and who is paid are never more than proposed: however often it was learned, a person looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ingestion.choosing import AMOUNTS, DAYS, Candidate, candidates
from ingestion.learning.places import Place, placed
from ingestion.pdf.lines import lines_of
from ingestion.pdf.words import PageWords
from ingestion.reading import Reading
from ledger.core import Problem, problem
from ledger.evidence.field import Field, FieldValue, Source, plain

WITNESS = "learned"
_UNSURE = (Source.TEXT, Source.OCR, Source.MODEL)
MONEY = (*AMOUNTS, "seller_name", "seller_tax_id")
"""How much, and to whom: a rule never makes these checked, however often it was learned."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction: a field's place on a page (from 1) of a document."""

    field: str
    page: int
    place: Place
    document: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What the newest lessons of a field agree on; ``documents`` are those it comes from, newest first."""

    field: str
    page: int
    place: Place
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A reading with what was learned of its vendor; ``documents`` by field of what a rule proposed or witnessed."""

    reading: Reading
    documents: Mapping[str, tuple[str, ...]]


def rule_of(lessons: Sequence[Lesson]) -> Rule | None:
    """The rule of one field's lessons, newest first: the labels that as many of the newest as possible share."""
    if not lessons:
        return None
    first = lessons[0]
    place, documents = first.place, [first.document]
    for other in lessons[1:]:
        left = place.left if place.left == other.place.left else ""
        above = place.above if place.above == other.place.above else ""
        if not (left or above):
            break  # the vendor prints it elsewhere now
        place = replace(place, left=left, above=above)
        documents.append(other.document)
    return Rule(first.field, first.page, place, tuple(dict.fromkeys(documents)))


def lacking(reading: Reading, field: str) -> bool:
    """Whether a rule may speak: the field is absent, or read from the page with no witness at all."""
    one = reading[field]
    return one.value is None or (one.source in _UNSURE and not one.witnesses)


def recall(reading: Reading, rules: Sequence[Rule], pages: Mapping[int, PageWords]) -> Recalled:
    """The reading with what the rules find on its pages, and from which documents each was learned."""
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    documents: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        page = pages.get(rule.page)
        found = found_by(rule, page) if page is not None and lacking(reading, rule.field) else None
        if page is None or found is None:
            continue
        value = typed(rule.field, found.value)
        now = reading[rule.field]
        if now.value is None:
            now = next(iter(reading.offers.get(rule.field, ())), now)
        if not fits(reading.with_fields(fields), rule.field, value):
            continue
        fields[rule.field] = _proposed(rule, now, value, found, _source_of(reading))
        documents[rule.field] = rule.documents
        if reading.value(rule.field) is not None and now.value != value:
            read, learned = plain(now.value), plain(value)
            problems.append(
                problem("reading.learned_differs", rule.field, field=rule.field, read=read, learned=learned)
            )
    return Recalled(reading.with_fields(fields).with_problems(*problems), documents)


def found_by(rule: Rule, page: PageWords) -> Candidate | None:
    """The one value on a page that the rule's labels name; None where there is none, or two that say different things."""
    lines = lines_of(page)
    best: dict[tuple[bool, int], Candidate | None] = {}
    for one in candidates(page, rule.field):
        place = placed(lines, page, one)
        if place is None or not _names(rule.place, place):
            continue
        both = bool(rule.place.left and rule.place.above and rule.place.above == place.above)
        far = abs(place.right - rule.place.right) + abs(place.down - rule.place.down)
        best[(not both, far)] = None if (not both, far) in best else one
    return best[min(best)] if best else None


def _names(rule: Place, place: Place) -> bool:
    return rule.left == place.left if rule.left else rule.above == place.above


def typed(field: str, value: str) -> FieldValue:
    """A candidate's value as a reading holds it."""
    if field in DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if field in AMOUNTS else value


def fits(reading: Reading, field: str, value: FieldValue) -> bool:
    """Whether the value may join the others: no amount that breaks the sum of the other two, no day out of order."""
    told = {name: value if name == field else reading.value(name) for name in (*AMOUNTS, *DAYS)}
    net, tax, gross = (told[name] for name in AMOUNTS)
    if field in AMOUNTS and isinstance(net, Decimal) and isinstance(tax, Decimal) and isinstance(gross, Decimal):
        return net + tax == gross
    issued, due = (told[name] for name in DAYS)
    return not (field in DAYS and isinstance(issued, date) and isinstance(due, date) and due < issued)


def _proposed(rule: Rule, now: Field, value: FieldValue, found: Candidate, source: Source) -> Field:
    often = len(rule.documents) > 1
    if now.value == value:
        sure = often and rule.field not in MONEY
        return replace(
            now, witnesses=(WITNESS,), confidence=max(now.confidence, 0.95) if sure else min(now.confidence, 0.8)
        )
    return Field(value, 0.8 if often else 0.6, rule.page, found.box, source, (WITNESS,))


def _source_of(reading: Reading) -> Source:
    """How this file's pages are read at all."""
    return Source.OCR if any(one.source is Source.OCR for one in reading.fields.values()) else Source.TEXT
