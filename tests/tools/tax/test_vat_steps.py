"""Ways out at month end: deferred output tax, computed deductions, input shared by sales, prepaid VAT; each only its difference."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.tax.test_invoices import _balance, _post
from tests.tools.tax.test_vat_return import MONTH, _main, _return, _sale, _voucher
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import line, render

Moved = set[tuple[str, str, Decimal]]


def _step(world: World, key: str, period: str = MONTH) -> Any:
    return next(one for one in world.must("limin", "month_end", period=period).steps if one.key == key)


def _take(world: World, key: str, period: str = MONTH) -> Moved:
    made = world.must("zhangwei", "propose_month_end", period=period, step=key)
    assert made.proposal, _step(world, key, period)
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    return {(one.account, one.side, one.amount) for one in made.lines}


def _deferred(amount: int, due: str) -> dict[str, Any]:
    made = _voucher(
        ("100201", "debit", amount * 10 + amount), ("6001", "credit", amount * 10), ("222106", "credit", amount)
    )
    made["lines"][2]["due_date"] = due or None
    return made


def test_deferred_output_tax_moves_on_its_tax_point_and_not_before(world: World) -> None:
    world.run(MONTH, [_deferred(1_300, "2026-11-20"), _deferred(2_600, "2026-12-15"), _deferred(500, "")])
    assert _take(world, "vat_deferred") == {("222106", "debit", Decimal(13)), ("22210107", "credit", Decimal(13))}
    step = _step(world, "vat_deferred")
    assert step.standing == "unneeded" and "5.00" in step.told[0], "what has no tax point is told"
    world.must("limin", "open_month", period="2026-12")
    assert _take(world, "vat_deferred", "2026-12") == {
        ("222106", "debit", Decimal(26)),
        ("22210107", "credit", Decimal(26)),
    }
    assert world.must("limin", "verify_books").clean


def test_prepaid_vat_is_settled_or_kept_as_the_company_says(world: World) -> None:
    world.run(MONTH, [_voucher(("222103", "debit", 30_000), ("100201", "credit", 30_000)), _sale(1_000_000, 130_000)])
    world.must("limin", "set_closing_fact", name="prepaid_vat", value="kept_prepaid", valid_from="2026-11-01")
    assert _step(world, "vat_prepaid").standing == "unneeded"
    world.must("limin", "set_closing_fact", name="prepaid_vat", value="settled", valid_from="2026-11-01")
    assert _take(world, "vat_prepaid") == {("222102", "debit", Decimal(300)), ("222103", "credit", Decimal(300))}
    assert _step(world, "vat_prepaid").standing == "done"
    assert _main(_return(world))["28"][0] == 300 and _main(_return(world))["34"][0] == 1000, (
        "declared as prepaid all the same"
    )


def test_input_that_serves_both_goes_out_by_the_share_of_untaxed_sales(world: World) -> None:
    bought = _voucher(("1403", "debit", 100_000), ("22210101", "debit", 13_000), ("100201", "credit", 113_000))
    untaxed = _voucher(("100201", "debit", 250_000), ("6051", "credit", 250_000))
    world.run(MONTH, [_sale(750_000, 97_500), untaxed, bought])
    assert _step(world, "input_mixed").standing == "unneeded"
    world.must("limin", "set_closing_fact", name="mixed_input", value="by_sales", valid_from="2026-11-01")
    assert _take(world, "input_mixed") == {
        ("6401", "debit", Decimal("32.50")),
        ("22210109", "credit", Decimal("32.50")),
    }
    found = _return(world)
    assert _main(found)["14"] == (Decimal("32.50"),) * 2, "the form has it from books and register alike"
    assert next((one.number, one.registered) for one in found.rows if one.section == "out") == ("23b", Decimal("32.50"))
    world.run(MONTH, [_sale(1_000_000, 130_000)])
    assert _take(world, "input_mixed") == {
        ("6401", "debit", Decimal("-16.25")),
        ("22210109", "credit", Decimal("-16.25")),
    }
    assert world.must("limin", "verify_books").clean


@pytest.fixture
def farm(world: World) -> str:
    """A farmer's invoice, 10,000.00 without tax, booked to materials."""
    lines = (line("*蔬菜*白菜", "1000", "公斤", "10.00", "0"),)
    spec = replace(samples(NOW.date())["general"], number="26322000000000007788", lines=lines, file_name="farm.pdf")
    document: str = world.hand_in("intake", render(spec), "farm.pdf").document
    world.must("wangfang", "answer_document", document=document, paid_by="nobody", account="1403")
    proposal = world.must("limin", "open_document", document=document).proposal
    _post(world, world.must("limin", "open_proposal", proposal=proposal))
    return document


def test_a_computed_deduction_goes_from_cost_to_input_tax_and_back(world: World, farm: str) -> None:
    assert _step(world, "input_computed").standing == "unneeded"
    world.must("wangfang", "confirm_use", documents=[farm], period=MONTH)
    assert any("900.00" in one for one in _return(world).differences)
    assert _take(world, "input_computed") == {("22210101", "debit", Decimal(900)), ("1403", "credit", Decimal(900))}
    after = _return(world)
    assert after.differences == () and _main(after)["12"] == (900, 900)
    assert _step(world, "input_computed").standing == "done"
    world.must("wangfang", "take_back_use", document=farm)
    assert _take(world, "input_computed") == {("22210101", "debit", Decimal(-900)), ("1403", "credit", Decimal(-900))}
    assert _balance(world, "22210101") == 0 and world.must("limin", "verify_books").clean


def test_shared_input_is_settled_for_the_whole_year_with_december(world: World) -> None:
    """November 25 % of 130 = 32.50; December no untaxed sales: 0. The year: 125 of 1,250 of 260 is 26.00: 6.50 come back."""
    bought = _voucher(("1403", "debit", 100_000), ("22210101", "debit", 13_000), ("100201", "credit", 113_000))
    untaxed = _voucher(("100201", "debit", 250_000), ("6051", "credit", 250_000))
    world.must("limin", "set_closing_fact", name="mixed_input", value="by_sales", valid_from="2026-11-01")
    world.run(MONTH, [_sale(750_000, 97_500), untaxed, bought])
    assert _take(world, "input_mixed") == {
        ("6401", "debit", Decimal("32.50")),
        ("22210109", "credit", Decimal("32.50")),
    }
    assert _step(world, "input_mixed_year").standing == "unneeded"
    world.must("limin", "open_month", period="2026-12")
    later = _voucher(
        ("1403", "debit", 100_000), ("22210101", "debit", 13_000), ("100201", "credit", 113_000), day="2026-12-09"
    )
    world.run("2026-12", [_sale(1_500_000, 195_000, day="2026-12-09"), later])
    assert _step(world, "input_mixed", "2026-12").standing == "unneeded"
    assert _take(world, "input_mixed_year", "2026-12") == {
        ("6401", "debit", Decimal("-6.50")), ("22210109", "credit", Decimal("-6.50")),
    }  # fmt: skip
    step = _step(world, "input_mixed_year", "2026-12")
    assert step.standing == "done"
    found = world.must(
        "limin", "general_ledger", account="22210109", period={"start": "2026-12-01", "end": "2026-12-31"}
    )
    assert "全年比例 10.00%，应转出 26.00，已转出 32.50" in str(found)
    assert _main(_return(world, "2026-12"))["14"] == (Decimal("-6.50"),) * 2
    assert _step(world, "input_mixed", "2026-12").standing == "unneeded", "the settlement is no base of the month"
    world.run("2026-12", [_voucher(("100201", "debit", 250_000), ("6051", "credit", 250_000), day="2026-12-10")])
    assert _take(world, "input_mixed", "2026-12") != set()
    assert sum(one[2] for one in _take(world, "input_mixed_year", "2026-12") if one[1] == "debit") == Decimal(
        "47.27"
    ) - (Decimal("32.50") + Decimal("18.57") - Decimal("6.50"))
