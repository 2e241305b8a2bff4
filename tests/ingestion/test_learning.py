"""Learning, pure: a place out of a correction, a rule out of places, a rule on another page; what it may never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingestion import Candidate, PageWords, Reading, candidates, read, words
from ingestion.learning import Lesson, Place, place_of, recall, rule_of
from ledger.evidence.field import Field, Source, Sureness
from tests.ingestion.odd_vendor import odd

FIRST = odd("HF-26/0417", "12.11.2026", "12.12.2026", 400)
SECOND = odd("HF-26/0533", "19.11.2026", "19.12.2026", 650, 24)


def page(data: bytes) -> PageWords:
    found = words(data, 1)
    assert isinstance(found, PageWords)
    return found


def candidate(data: bytes, field: str, value: str) -> Candidate:
    return next(one for one in candidates(page(data), field) if one.value == value)


def lesson(data: bytes, field: str, value: str, document: str = "D1") -> Lesson:
    place = place_of(page(data), field, candidate(data, field, value))
    assert place is not None
    return Lesson(field, 1, place, document)


def recalled(data: bytes, *lessons: Lesson, reading: Reading | None = None) -> Reading:
    rule = rule_of(lessons)
    return recall(reading or read(data), [rule] if rule else [], {1: page(data)}).reading


def test_the_reader_alone_does_not_know_this_vendors_words() -> None:
    assert (read(SECOND).value("number"), read(SECOND).value("due_date")) == (None, None)


@pytest.mark.parametrize(
    ("field", "first", "second", "label"),
    [("number", "HF-26/0417", "HF-26/0533", ("", "leistungsbeleg")),
     ("due_date", "2026-12-12", "2026-12-19", ("wirfreuenunsaufausgleicham", ""))],
)  # fmt: skip
def test_where_a_value_stood_it_is_found_on_the_next_page(
    field: str, first: str, second: str, label: tuple[str, str]
) -> None:
    taught = lesson(FIRST, field, first)
    assert (taught.place.left, taught.place.above) == label
    found = recalled(SECOND, taught)[field]
    assert (str(found.value), found.source, found.witnesses, found.page) == (second, Source.TEXT, ("learned",), 1)
    assert found.sureness is Sureness.LOOK and found.box is not None


def test_a_value_or_a_box_that_is_not_on_the_page_teaches_nothing() -> None:
    there = candidate(FIRST, "number", "HF-26/0417")
    for poisoned in (replace(there, value="HF-99/9999"), replace(there, text="Leistungsbeleg 1"),
                     replace(there, box=replace(there.box, top=there.box.top + 50))):  # fmt: skip
        assert place_of(page(FIRST), "number", poisoned) is None
    assert place_of(page(SECOND), "number", there) is None


def test_a_field_that_anything_else_witnesses_is_never_touched() -> None:
    net = lesson(FIRST, "net", "476.00")  # the gross, taught as net by mistake or malice
    before = read(SECOND)
    assert before["net"].witnesses and recalled(SECOND, net, net).fields == before.fields
    xml = before.with_fields({"number": Field("7", 0.8, source=Source.XML)})
    assert recalled(SECOND, lesson(FIRST, "number", "HF-26/0417"), reading=xml).value("number") == "7"


@pytest.mark.parametrize("times", [1, 2, 5])
def test_money_found_by_a_rule_is_looked_at_however_often_it_was_learned(times: int) -> None:
    before = read(SECOND)
    for gone in (Field(None), Field(Decimal("1"), 0.95)):
        unsure = before.with_fields({"gross": gone})
        taught = [lesson(FIRST, "gross", "476.00", f"D{number}") for number in range(times)]
        found = recalled(SECOND, *taught, reading=unsure)["gross"]
        assert (found.value, found.sureness) == (Decimal("773.50"), Sureness.LOOK)
    broken = before.with_fields({"gross": Field(None), "net": Field(Decimal("651"), 0.9)})
    assert recalled(SECOND, *taught, reading=broken).value("gross") is None, "no amount that breaks the sum"


def test_learned_twice_it_witnesses_a_day_the_reader_was_unsure_of_and_tells_another() -> None:
    days = [lesson(FIRST, "issue_date", "2026-11-12", one) for one in ("D1", "D2")]
    assert read(SECOND)["issue_date"].sureness is Sureness.LOOK
    assert recalled(SECOND, days[0])["issue_date"].sureness is Sureness.LOOK
    assert recalled(SECOND, *days)["issue_date"].sureness is Sureness.CHECKED
    other = recalled(SECOND, *days, reading=read(SECOND).with_fields({"issue_date": Field(date(2026, 12, 1), 0.6)}))
    assert (other.value("issue_date"), other["issue_date"].sureness) == (date(2026, 11, 19), Sureness.LOOK)
    assert [one.code for one in other.problems] == ["reading.learned_differs"]


def test_the_newest_lessons_that_agree_are_the_rule() -> None:
    def at(left: str, above: str, document: str) -> Lesson:
        return Lesson("number", 1, Place(left, above, 0, 13), document)

    both = rule_of([at("a", "x", "D3"), at("b", "x", "D2"), at("c", "x", "D1")])
    assert both is not None and (both.place.left, both.place.above, both.documents) == ("", "x", ("D3", "D2", "D1"))
    moved = rule_of([at("new", "p", "D3"), at("new", "q", "D2"), at("old", "x", "D1")])
    assert moved is not None and (moved.place.left, moved.documents) == ("new", ("D3", "D2"))
    assert rule_of([]) is None


def test_a_page_without_the_label_and_one_that_says_it_twice_stay_as_read() -> None:
    taught = lesson(FIRST, "number", "HF-26/0417")
    renamed = odd("HF-26/0600", "20.11.2026", "20.12.2026", 100, label="Vorgangskennung")
    assert recalled(renamed, taught).value("number") is None
