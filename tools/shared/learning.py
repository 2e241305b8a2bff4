"""自学习: what a person's correction teaches of a vendor, and what was learned said to a new reading of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ingestion
from ingestion.learning import Lesson, Place, Recalled, Rule, lacking, place_of, recall, rule_of
from ledger.core import Problem
from ledger.evidence.documents import Document
from ledger.evidence.field import by_model
from ledger.evidence.learned import LearnedPlace, Vendor, learn, lessons
from ledger.store import Store
from policies.access import Resource
from tools.context import Context


def as_rule(taught: list[LearnedPlace]) -> Rule | None:
    """The rule of one field's lessons, newest first."""
    return rule_of([
        Lesson(one.field, one.page, Place(one.label_left, one.label_above, one.to_right, one.down), one.document_id)
        for one in taught
    ])  # fmt: skip


def vendor_of(reading: Mapping[str, object]) -> Vendor:
    """Whom a reading (stable shape) is from."""
    return Vendor.of(reading.get("seller_tax_id"), reading.get("seller_name"))


def remembered(store: Store, tenant: str, path: Path, reading: ingestion.Reading) -> Recalled:
    """The reading of a file with what was learned of its vendor, however unsurely named. Long, as pages are read again: outside any transaction."""
    names = (reading.value("seller_name"), *(one.value for one in reading.offers.get("seller_name", ())))
    vendor = Vendor.of(reading.value("seller_tax_id"), next(filter(None, names), None))
    if not vendor:
        return Recalled(reading, {})
    with store.read(tenant) as unit:
        taught = lessons(unit, vendor)
    wanted = {field: taught[field] for field in sorted(taught) if lacking(reading, field)}
    rules = [rule for each in wanted.values() if (rule := as_rule(each)) is not None]
    pages = {}
    for number in {rule.page for rule in rules if rule.page <= max(reading.pages, 1)}:
        found = ingestion.standing("pages").words(path.read_bytes(), number)
        if not isinstance(found, Problem):
            pages[number] = found
    return recall(reading, rules, pages)


def teach(
    context: Context, document: Document, field: str, page: ingestion.PageWords, chosen: ingestion.Candidate
) -> bool:
    """Remember where the field stands on this vendor's papers; False where nothing was learned.

    Nothing is learned from text nobody can see, from a value without words that name it, of a vendor nobody recognised,
    or from who may not forget it again.
    """
    reading = document.reading or {}
    vendor = vendor_of(reading)
    if field in ingestion.ACCOUNTS:
        return False  # where money goes is read each time, and held against master data
    if by_model(reading) & {"seller_name", "seller_tax_id"}:
        return False  # whose paper it is, a model said
    if not vendor or not context.may("learned.change", Resource("Company", context.company.tenant)).allowed:
        return False
    if any(chosen.text in text for text in reading.get("hidden") or ()):
        return False
    place = place_of(page, field, chosen)
    if place is None:
        return False
    learn(
        context.unit,
        LearnedPlace(document.document_id, field, vendor.tax_id or None, vendor.name, page.number, place.left, place.above,
                     place.right, place.down, context.principal.user, context.now),
    )  # fmt: skip
    return True
