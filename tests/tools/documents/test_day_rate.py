"""A paper in foreign currency goes by the rate given for its day or the last before it; only without one is it asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ledger.core import say
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.shared.day_rates import STANDS_DAYS


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
    told = say("posting.rate_given", "zh", day=day, currency="EUR", rate="7.8", source="中国外汇交易中心")
    assert told in after.notes
    answered = world.must(
        "limin", "answer_document", document=after.document, account="660213", department="it", rate="8"
    )
    assert "rate" not in answered.needs
    assert told not in world.must("limin", "open_document", document=after.document).notes


def test_the_last_rate_before_stands_ten_days_and_is_told_with_its_day(world: World) -> None:
    issued = date.fromisoformat(next(one.value for one in _handed_in(world, "RE-3").fields if one.name == "issue_date"))

    def give(days: int, rate: str) -> str:
        day = (issued + timedelta(days=days)).isoformat()
        world.must("limin", "set_rate", currency="EUR", day=day, rate=rate, kind="mid", source="x")
        return day

    give(1, "7.7")
    give(-STANDS_DAYS - 1, "7.6")
    assert "rate" in _handed_in(world, "RE-4").needs, "neither a later rate nor a forgotten one"
    give(-STANDS_DAYS, "7.9")
    day = give(-2, "7.8")
    found = _handed_in(world, "RE-5")
    assert "rate" not in found.needs
    said = {"day": day, "issued": issued, "currency": "EUR", "rate": "7.8", "source": "x"}
    assert say("posting.rate_given_before", "zh", **said) in found.notes
