"""资产 through the door: a card, its month, its sale with the gain, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.tools.month.test_month_end import _take
from tests.tools.parties.test_settlements import _post
from tests.world import World
from tools.outcome import Denied, Invalid

LATHE = {
    "name": "车床", "cost": "12000", "residual": "600", "months": 60, "in_service": "2026-10-15", "account": "1601",
    "carried_on": "1602", "expense": "660207", "department": "admin",
}  # fmt: skip


def _closing(world: World, account: str) -> Decimal:
    rows = world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows
    return sum((one.base_closing for one in rows if one.account == account), Decimal(0))


def _sold(world: World, **more: Any) -> Any:
    given = {"card": "A0001", "day": "2026-11-20", "proceeds": "11900", "account": "100201"}
    return world.call("zhangwei", "propose_disposal", **(given | more))


def test_a_card_is_depreciated_and_sold_with_its_gain(world: World) -> None:
    bought = {"account": "1601", "side": "debit", "amount_minor": 1_200_000}
    paid = {"account": "100201", "side": "credit", "amount_minor": 1_200_000}
    world.run("2026-11", [{"date": "2026-11-02", "memo": "m", "lines": [bought, paid]}])
    assert world.must("zhangwei", "add_asset", **LATHE).card == "A0001"
    assert isinstance(_sold(world), Invalid)  # its month is not depreciated yet
    (line, other) = _take(world, "depreciation").lines
    assert (line.account, line.amount, line.dims, other.account) == (
        "660207",
        Decimal("190.00"),
        {"department": "admin"},
        "1602",
    )
    assert isinstance(_sold(world, account=""), Invalid)
    _post(world, _sold(world).result.proposal)
    assert (_closing(world, "1601"), _closing(world, "1602"), _closing(world, "1606")) == (0, 0, 0)
    assert _closing(world, "6115") == Decimal("-90.00")
    (one,) = world.must("zhaolei", "list_assets", card="A0001").rows
    assert (one.left, one.net, one.carried, len(one.schedule)) == ("2026-11", 0, Decimal("190.00"), 60)
    assert isinstance(_sold(world), Invalid)
    steps = {step.key: step for step in world.must("limin", "month_end", period="2026-11").steps}
    assert (steps["depreciation"].standing, steps["deferrals"].standing) == ("done", "unneeded")
    assert world.must("limin", "verify_books").clean


def test_what_cannot_be_carried_and_who_may_not_is_refused(world: World) -> None:
    for wrong in (
        {"department": ""},
        {"carried_on": "220201"},
        {"months": 0},
        {"residual": "13000"},
        {"method": "years", "months": 13},
    ):
        assert isinstance(world.call("zhangwei", "add_asset", **(LATHE | wrong)), Invalid), wrong
    assert isinstance(world.call("zhaolei", "add_asset", **LATHE), Denied)
    assert isinstance(world.call("limin", "list_assets", card="A0009"), Invalid)
    assert isinstance(world.call("limin", "give_asset_use", card="A0009", period="2026-11", units="1"), Invalid)
