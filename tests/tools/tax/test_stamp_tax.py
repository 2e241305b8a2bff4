"""计提印花税: off until chosen; by quarter in its last month; what is accrued is not accrued again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledger.posting_rules.stamp_tax import stamp_rates, stamp_tax
from tests.tools.tax.test_vat_return import _sale, _voucher
from tests.world import NOW, World

DAY = NOW.date()


def _step(world: World, period: str = "2026-11") -> Any:
    return next(one for one in world.must("limin", "month_end", period=period).steps if one.key == "stamp_tax")


def _take(world: World, period: str) -> Decimal:
    made = world.must("zhangwei", "propose_month_end", period=period, step="stamp_tax")
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    found: Decimal = next(one.amount for one in made.lines if one.side == "credit")
    assert {one.account for one in made.lines} >= {"222120"}
    return found


def _trade(world: World) -> None:
    """100,000 sold, 10,000 taken back, 30,000 of material bought: 120,000 in all."""
    bought = _voucher(("1403", "debit", 3_000_000), ("22210101", "debit", 390_000), ("100201", "credit", 3_390_000))
    world.run("2026-11", [_sale(10_000_000, 1_300_000), _sale(-1_000_000, -130_000), bought])


def test_nothing_is_accrued_until_somebody_chooses_it(world: World) -> None:
    _trade(world)
    assert _step(world).standing == "unneeded"
    world.must("limin", "set_closing_fact", name="stamp_tax", value="quarterly", valid_from="2026-11-01")
    assert _step(world).standing == "unneeded", "November ends no quarter"


def test_a_month_is_accrued_once_and_a_later_sale_leaves_its_difference(world: World) -> None:
    _trade(world)
    world.must("limin", "set_closing_fact", name="stamp_tax", value="monthly", valid_from="2026-11-01")
    assert _take(world, "2026-11") == 36  # 120,000 × 0.03 %
    assert _step(world).standing == "done"
    world.run("2026-11", [_sale(1_000_000, 130_000)])
    assert _take(world, "2026-11") == 3
    assert world.must("limin", "verify_books").clean


def test_a_quarter_takes_its_three_months_together_and_small_taxpayers_half(world: World) -> None:
    _trade(world)
    world.must("limin", "open_month", period="2026-12")
    world.must("limin", "set_closing_fact", name="stamp_tax", value="quarterly", valid_from="2026-11-01")
    world.run("2026-12", [_sale(2_000_000, 260_000, day="2026-12-10")])
    assert _take(world, "2026-12") == 42  # (120,000 + 20,000) × 0.03 %
    assert stamp_tax(14_000_000, "sale", DAY, "small") == 2100
    assert stamp_tax(14_000_000, "sale", DAY.replace(year=2028), "small") == 4200
    assert stamp_tax(14_000_000, "lease", DAY, "general") == 0
    assert all(one.source and one.mark in ("read", "known") for one in stamp_rates())
