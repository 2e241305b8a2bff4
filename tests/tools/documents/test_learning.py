"""A vendor corrected twice is read right the third time; what was learned is listed with its documents, and forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingestion.odd_vendor import NAME, TAX_ID, odd
from tests.world import World
from tools.outcome import Denied, Done, Invalid

PAPERS = [
    ("HF-26/0417", "12.11.2026", "12.12.2026", 400, 0.0),
    ("HF-26/0533", "19.11.2026", "19.12.2026", 650, 24.0),
    ("HF-26/0602", "23.11.2026", "23.12.2026", 90, 11.0),
]


def arrive(world: World, number: int, user: str = "intake") -> str:
    return str(world.hand_in(user, odd(*PAPERS[number]), f"{number}.pdf").document)


def correct(world: World, document: str, field: str, value: str, user: str = "wangfang") -> Any:
    offered = world.must(user, "field_words", document=document, field=field).words
    place = next(one.place for one in offered if one.value == value)
    return world.must(user, "choose_word", document=document, field=field, page=1, place=place, value=value)


def fields(world: World, document: str) -> dict[str, Any]:
    return {one.name: one for one in world.must("wangfang", "open_document", document=document).fields}


def learned(world: World) -> list[Any]:
    return list(world.must("wangfang", "list_learned").rows)


def test_corrected_twice_it_is_read_right_the_third_time_and_says_from_where(world: World) -> None:
    first = arrive(world, 0)
    assert "number" not in fields(world, first), "the reader gets it wrong at first"
    assert correct(world, first, "number", "HF-26/0417").learned
    assert correct(world, first, "due_date", "2026-12-12").learned
    second = arrive(world, 1)
    assert fields(world, second)["number"].learned_from == (first,)
    assert correct(world, second, "number", "HF-26/0533").learned
    third = fields(world, arrive(world, 2))
    assert (third["number"].value, third["number"].sureness) == ("HF-26/0602", "look")
    assert (third["number"].witnesses, third["number"].learned_from) == (("learned",), (second, first))
    assert (third["due_date"].value, third["due_date"].learned_from) == ("2026-12-23", (first,))
    rows = {one.field: one for one in learned(world)}
    assert set(rows) == {"number", "due_date"}
    assert (rows["number"].vendor, rows["number"].tax_id, rows["number"].above) == (NAME, TAX_ID, "leistungsbeleg")
    assert [one.document for one in rows["number"].documents] == [second, first] and rows["number"].used


@pytest.mark.parametrize("vendor", [TAX_ID, f" {TAX_ID.lower()}"])
def test_what_is_forgotten_is_not_used_again(world: World, vendor: str) -> None:
    correct(world, arrive(world, 0), "number", "HF-26/0417")
    assert world.must("limin", "forget_learned", vendor=vendor, field="number").lessons == 1
    assert learned(world) == [] and "number" not in fields(world, arrive(world, 1))
    assert isinstance(world.call("limin", "forget_learned", vendor=TAX_ID, field="number"), Invalid)


def test_a_poisoned_correction_teaches_nothing(world: World) -> None:
    document = arrive(world, 0)
    for change in ({"value": "HF-99/9999"}, {"place": 999}, {"page": 2}, {"field": "seller_iban"}):
        given = {"document": document, "field": "number", "page": 1, "place": 0, "value": "99084"} | change
        assert isinstance(world.call("wangfang", "choose_word", **given), Invalid), change
    assert learned(world) == []


def test_an_employees_choice_counts_for_their_paper_alone(world: World) -> None:
    document = arrive(world, 0, "chenxiao")
    assert not correct(world, document, "number", "HF-26/0417", "chenxiao").learned
    assert learned(world) == []
    for user in ("chenxiao", "liqiang", "zhoujie", "zhaolei", "admin"):
        assert isinstance(world.call(user, "list_learned"), Denied), user
        assert isinstance(world.call(user, "forget_learned", vendor=TAX_ID, field="number"), Denied), user


def test_what_a_taken_back_paper_taught_goes_with_it(world: World) -> None:
    document = arrive(world, 0, "wangfang")
    correct(world, document, "number", "HF-26/0417")
    assert isinstance(world.call("wangfang", "withdraw_document", document=document), Done)
    assert learned(world) == []
