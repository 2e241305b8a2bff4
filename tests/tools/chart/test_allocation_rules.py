"""分摊 rules through the door: kept by the controller, spread as one run another confirms; both databases."""

from __future__ import annotations

from typing import Any

from tests.tools.vouchers.test_keying import places
from tests.world import World
from tools.outcome import Denied

MONTH = "2026-11"
RULE: dict[str, Any] = {
    "name": "房租",
    "accounts": ["660208"],
    "department": "admin",
    "weights": {"sales": "3", "it": "1", "finance": " "},
}


def _rent(world: World) -> None:
    lines = [{"account": "660208", "side": "debit", "amount_minor": 10_000, "dims": {"department": "admin"}},
             {"account": "100201", "side": "credit", "amount_minor": 10_000}]  # fmt: skip
    world.run(MONTH, [{"date": "2026-11-10", "memo": "房租", "lines": lines}])


def _step(world: World) -> Any:
    return next(one for one in world.must("limin", "month_end", period=MONTH).steps if one.key == "allocation")


def test_a_rule_spreads_the_month_s_costs_as_one_run(world: World) -> None:
    _rent(world)
    assert _step(world).standing == "unneeded"
    world.must("limin", "save_allocation_rule", **RULE)
    (shown,) = world.must("zhangwei", "list_allocation_rules").rows
    assert [str(one) for one in shown.percent.values()] == ["25.00", "75.00"]
    made = world.must("zhangwei", "propose_month_end", period=MONTH, step="allocation")
    assert [(line.dims["department"], line.amount) for line in made.lines] == [
        ("admin", -100),
        ("it", 25),
        ("sales", 75),
    ]
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    assert _step(world).standing == "done"
    world.must("limin", "retire_allocation_rule", rule="D001")
    assert _step(world).standing == "unneeded"


def test_what_is_wrong_is_told_and_only_the_controller_keeps_rules(world: World) -> None:
    wrong = {"weights": {"sales": "x", "admin": "1"}, "accounts": ["99"]}
    assert places(world.call("limin", "save_allocation_rule", **RULE | wrong)) == [
        ("accounts", "allocation.bad_accounts"), ("weights.sales", "allocation.bad_weight"),
        ("weights.admin", "allocation.comes_back"),
    ]  # fmt: skip
    for user in ("zhangwei", "chenxiao", "zhaolei"):
        assert isinstance(world.call(user, "save_allocation_rule", **RULE), Denied), user
    assert isinstance(world.call("chenxiao", "list_allocation_rules"), Denied)
