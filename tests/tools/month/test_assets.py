"""资产 through the door: a card, its month, its sale with the gain, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.tools.month.test_month_end import _take
from tests.tools.parties.test_settlements import _post
from tests.world import World
from tools.outcome import Denied, Done, Invalid

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


def _moved(world: World, **more: Any) -> Any:
    return world.call(
        "zhangwei", "move_asset", **({"card": "A0001", "from_month": "2026-12", "department": "sales"} | more)
    )


def test_a_card_is_borne_by_another_department_from_its_month_on(world: World) -> None:
    """Each month's charge lies where the card stood in that month, and the card itself stays as it was written."""
    world.must("zhangwei", "add_asset", **LATHE)
    assert isinstance(_moved(world, expense="660107"), Done)
    assert _take(world, "depreciation").lines[0].dims == {"department": "admin"}
    (now,) = world.must("zhaolei", "list_assets", card="A0001", period="2026-11").rows
    (later,) = world.must("zhaolei", "list_assets", card="A0001", period="2026-12").rows
    assert (now.department, now.expense) == ("admin", "660207")
    assert (later.department, later.expense) == ("sales", "660107")
    assert [(one.from_month, one.department, one.expense) for one in now.moves] == [("2026-12", "sales", "660107")]
    world.must("limin", "open_month", period="2026-12")
    made = world.must("zhangwei", "propose_month_end", period="2026-12", step="depreciation")
    assert [(line.account, line.dims, line.amount) for line in made.lines] == [
        ("660107", {"department": "sales"}, Decimal("190.00")), ("1602", {}, Decimal("190.00")),
    ]  # fmt: skip


def test_the_move_given_last_holds_and_one_that_cannot_be_is_refused(world: World) -> None:
    world.must("zhangwei", "add_asset", **LATHE)
    _take(world, "depreciation")
    codes = {
        "asset.unknown": {"card": "A0009"}, "asset.moves_nowhere": {"department": "admin"},
        "asset.moved_too_early": {"from_month": "2026-11"}, "books.unknown_value": {"department": "moon"},
        "asset.account_wants": {"department": ""}, "asset.bad_account": {"expense": "220201"},
    }  # fmt: skip
    for code, wrong in codes.items():
        outcome = _moved(world, **wrong)
        assert isinstance(outcome, Invalid) and outcome.problems[0].code == code, (code, outcome)
    assert isinstance(
        world.call("zhaolei", "move_asset", card="A0001", from_month="2026-12", department="sales"), Denied
    )
    for department in ("sales", "it"):
        assert isinstance(_moved(world, department=department), Done)
    (one,) = world.must("zhaolei", "list_assets", card="A0001", period="2026-12").rows
    assert (one.department, len(one.moves)) == ("it", 2)
