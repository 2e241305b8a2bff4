"""Why not, beside the access rules: sums with their instants, locks with theirs, months, second persons, the day's bounds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.parties.test_changes import _locked, _paying, _propose
from tests.tools.people.test_why_not import ask
from tests.tools.vouchers.test_keying import typed
from tests.world import World
from tools.outcome import Done


def _why(world: World, user: str, about: str, thing: str, language: str = "zh") -> Any:
    return ask(world, user, language, about=about, thing=thing).result


def _bill(world: World, amount: str) -> Any:
    rows = [{"account": "660213", "debit": amount, "dims": {"department": "it"}},
            {"account": "220201", "credit": "=", "dims": {"party": "V0001"}}]  # fmt: skip
    made = typed(world, rows)
    world.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
    return made


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sum_is_told_with_when_and_what_is_left(world: World, language: str) -> None:
    """zhangwei may confirm 200,000.00 for one vendor in 24 hours; 150,000.00 are confirmed, 60,000.00 wait."""
    first, second = _bill(world, "150,000.00"), _bill(world, "60,000.00")
    world.must("zhangwei", "confirm_proposal", proposal=first.proposal, digest=first.digest)
    world.later(3600)
    told = _why(world, "zhangwei", "confirm_proposal", second.proposal, language)
    assert (told.allowed, told.rule) == (False, "within_limit")
    said = " ".join(told.more)
    for part in ("2026-11-25 10:30", "150,000.00", "2026-11-26 10:30", "50,000.00"):
        assert part in said, said
    assert {"李敏", "Li Min"} & set(told.could)
    world.later(23 * 3600)
    assert _why(world, "zhangwei", "confirm_proposal", second.proposal).allowed, "as it said"


def test_a_lock_is_told_with_its_account_and_who_may_lift_it(world: World) -> None:
    _, alert = _locked(world)
    pay = _paying(world, "V0002")
    told = _why(world, "limin", "confirm_proposal", pay.proposal)
    assert (told.allowed, told.rule) == (False, "payment_locked")
    said = " ".join(told.more)
    assert all(part in said for part in (alert.alert, "2026-11-25", alert.parameters["printed"][-4:], "李敏")), said


def test_a_closed_month_is_told_with_who_closed_it(world: World) -> None:
    world.must("limin", "open_month", period="2026-10")
    assert _why(world, "limin", "propose_voucher", "2026-10").allowed
    told = _why(world, "limin", "propose_voucher", "2026-09")
    assert (told.allowed, told.rule) == (False, "period_closed") and told.todo and "李敏" in told.could


def test_a_second_person_for_alerts_and_master_data(world: World) -> None:
    change = _propose(world, "limin").result.change
    told = _why(world, "limin", "settle_party_change", change)
    assert (told.allowed, told.rule) == (False, "maker_is_not_checker") and "李敏" not in told.could
    _, alert = _locked(world, "limin", "nobody")
    told = _why(world, "limin", "settle_alert", alert.alert)
    assert (told.allowed, told.rule) == (False, "second_person") and "周洁" in told.could


def test_who_stands_in_is_told_for_whom_and_within_what(world: World) -> None:
    world.must("zhangwei", "delegate", person="wangfang", first="2026-11-25", last="2026-11-26", limit="1,000.00")
    told = ask(world, "wangfang", about="confirm_proposal").result
    assert told.allowed and "张伟" in " ".join(told.more) and "1,000.00" in " ".join(told.more)  # type: ignore[attr-defined]


def test_the_bounds_of_the_day_are_told(world: World) -> None:
    typed(world)
    told = ask(world, "wangfang", topic="为什么说我的额度用完了").result
    assert any("1" in one and "提出" in one for one in told.more)  # type: ignore[attr-defined]


def test_whoever_may_not_read_it_is_told_no_ground(world: World) -> None:
    first = _bill(world, "150,000.00")
    told = _why(world, "chenxiao", "confirm_proposal", first.proposal)
    assert not told.allowed and told.more == () and "150,000" not in told.model_dump_json()
    other = world.gateway.call(
        world.who("admin"), "why_not", {"about": "confirm_proposal", "thing": first.proposal, "person": "张伟"}
    )
    assert isinstance(other, Done) and other.result.more == ()  # type: ignore[attr-defined]
