"""A paper in foreign currency goes by the rate given for its day; only where nobody gave one is it asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.core import say
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import render


def _handed_in(world: World, number: str) -> Any:
    spec = next(one for one in samples(NOW.date()).values() if one.currency == "EUR")
    done = world.hand_in("intake", render(replace(spec, number=number)), f"{number}.pdf", "nobody")
    return world.must("limin", "open_document", document=done.document)


def test_the_rate_of_its_day_is_taken_and_said_and_what_is_typed_goes_first(world: World) -> None:
    before = _handed_in(world, "RE-1")
    assert "rate" in before.needs
    day = next(one.value for one in before.fields if one.name == "issue_date")
    world.must("limin", "set_rate", currency="EUR", day=day, rate="7.8", kind="mid", source="中国外汇交易中心")
    after = _handed_in(world, "RE-2")
    assert "rate" not in after.needs
    told = say("posting.rate_of_day", "zh", day=day, currency="EUR", rate="7.8")
    assert told in after.notes
    answered = world.must(
        "limin", "answer_document", document=after.document, account="660213", department="it", rate="8"
    )
    assert "rate" not in answered.needs
    assert told not in world.must("limin", "open_document", document=after.document).notes


def test_a_rate_of_another_day_is_not_taken(world: World) -> None:
    world.must("limin", "set_rate", currency="EUR", day="2026-01-02", rate="7.8", kind="mid", source="x")
    assert "rate" in _handed_in(world, "RE-3").needs
