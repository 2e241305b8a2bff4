"""库存现金不得为负: a day that would end below zero is refused when somebody confirms, and again when it posts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core import currency_number
from ledger.proposals.cash_floor import _shortfall
from tests.tools.cash.test_journal import move
from tests.world import World
from tools.outcome import Done, Invalid


def proposed(world: World, day: str, amount: int, account: str = "1001", user: str = "zhangwei") -> Any:
    """Cash in (positive) or out, proposed and not confirmed."""
    sides = ("debit", "credit") if amount > 0 else ("credit", "debit")
    lines = [{"account": one, "side": side, "amount_minor": abs(amount), "dims": {}}
             for one, side in zip((account, "1012"), sides, strict=True)]  # fmt: skip
    vouchers = [{"date": day, "memo": "cash", "lines": lines}]
    return world.must(user, "propose_run", period=day[:7], summary="run", vouchers=vouchers)


def confirm(world: World, made: Any) -> Any:
    return world.call("limin", "confirm_run", proposal=made.proposal, digest=made.digest)


def refused(outcome: Any) -> str:
    assert isinstance(outcome, Invalid), outcome
    (one,) = outcome.problems
    assert one.code == "cash.would_fall"
    return one.text("zh")


@pytest.fixture
def till(world: World) -> World:
    """100 in on the 5th, 80 out on the 20th."""
    move(world, "1001", [("2026-11-05", 100_00), ("2026-11-20", -80_00)])
    return world


def test_a_day_before_any_money_is_refused_with_day_and_balance(till: World) -> None:
    said = refused(confirm(till, proposed(till, "2026-11-04", -10_00)))
    assert "1001" in said and "2026-11-04" in said and "-10.00" in said.replace("−", "-")


def test_a_later_day_counts_too(till: World) -> None:
    said = refused(confirm(till, proposed(till, "2026-11-06", -30_00)))
    assert "2026-11-20" in said and "20.00" in said
    assert isinstance(confirm(till, proposed(till, "2026-11-06", -20_00)), Done)


def test_a_receipt_is_never_refused_and_a_bank_account_may_be_overdrawn(till: World) -> None:
    assert isinstance(confirm(till, proposed(till, "2026-11-02", 5_00)), Done)
    assert isinstance(confirm(till, proposed(till, "2026-11-02", -5_00, "100201")), Done)


def test_two_confirmed_at_once_do_not_both_post(till: World) -> None:
    one, other = (proposed(till, "2026-11-21", -15_00) for _ in range(2))
    assert isinstance(confirm(till, one), Done) and isinstance(confirm(till, other), Done)
    till.later(11)
    posted = till.must("system", "post_confirmed").posted
    assert sorted(each.batch is not None for each in posted) == [False, True]
    assert [each.problems for each in posted if each.batch is None] == [("cash.would_fall",)]
    found = till.must("limin", "cash_journal", account="1001", period={"start": "2026-11-01", "end": "2026-11-30"})
    assert found.closing == Decimal(5) and not found.below_zero


def test_a_company_may_go_without_from_a_day_on(till: World) -> None:
    made = proposed(till, "2026-11-21", -50_00)
    refused(confirm(till, made))
    till.must("limin", "set_closing_fact", name="cash_floor", value="free", valid_from="2026-11-01")
    assert isinstance(confirm(till, made), Done)
    till.must("limin", "set_closing_fact", name="cash_floor", value="kept", valid_from="2026-11-10")
    refused(confirm(till, proposed(till, "2026-11-22", -50_00)))


DAYS = st.dictionaries(st.integers(1, 8), st.integers(-5, 5), max_size=8)


@given(DAYS, DAYS)
@settings(max_examples=300)
def test_the_first_day_named_is_the_first_that_falls(own: dict[int, int], sealed: dict[int, int]) -> None:
    own = {20261100 + day: one for day, one in own.items()}
    sealed = {20261100 + day: one for day, one in sealed.items()}
    fallen = None
    for day in range(20261101, 20261110):
        added = sum(one for at, one in own.items() if at <= day)
        if added < 0 and added + sum(one for at, one in sealed.items() if at <= day) < 0:
            fallen = day
            break
    found = _shortfall(("1001", currency_number("CNY")), own, sealed)
    assert (found is None) == (fallen is None)
    if found is not None:
        assert found.parameters["day"].replace("-", "") == str(fallen)
