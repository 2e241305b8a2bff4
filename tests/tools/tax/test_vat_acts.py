"""Every named sub-account of 应交税费 has a way in by rule and a way out; a rule that has ended says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.vat_acts import CHOSEN, vat_acts
from tests.tools.tax.test_invoices import _post
from tests.tools.tax.test_vat_return import MONTH, _main, _return, _sale, _voucher
from tests.tools.tax.test_vat_steps import _take
from tests.world import World
from tools.outcome import Denied, Invalid

BANK = "100201"


def _act(world: World, act: str, amount: str, account: str = BANK, **more: Any) -> set[tuple[str, str, Decimal]]:
    """Proposed by rule, confirmed and posted; its lines."""
    made = world.must("wangfang", "propose_vat_act", act=act, amount=amount, account=account, **more)
    _post(world, world.must("limin", "open_proposal", proposal=made.proposal))
    return {(one.account, one.side, one.amount) for one in made.lines}


def _balance(world: World, account: str) -> Decimal:
    rows = world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows
    return Decimal(sum(one.base_closing for one in rows if one.account == account))


def _refused(world: World, **asked: Any) -> list[str]:
    outcome = world.call("wangfang", "propose_vat_act", **asked)
    assert isinstance(outcome, Invalid), outcome
    assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))
    return [one.code for one in outcome.problems]


def test_every_row_names_accounts_and_its_source() -> None:
    for standard in ("cas", "small"):
        roles = closing_accounts(standard)
        assert {role for one in vat_acts() for role in (one.debit, one.credit)} - {CHOSEN} <= set(roles)
    for one in vat_acts():
        assert one.source and one.mark in ("read", "known", "own") and one.taxpayer in ("any", "general", "small")
        assert bool(one.rates) == (one.base != "tax") and one.name_zh and one.name_en
        assert (one.valid_to or one.valid_from) >= one.valid_from


def test_the_columns_fill_by_rule_and_leave_for_what_is_owed(world: World) -> None:
    world.run(MONTH, [_sale(1_000_000, 130_000)])
    assert _act(world, "margin", "1060", "6401", rate="0.06") == {("22210102", "debit", 60), ("6401", "credit", 60)}
    assert _act(world, "relief", "40", "6117") == {("22210105", "debit", 40), ("6117", "credit", 40)}
    assert _act(world, "paid_now", "200") == {("22210103", "debit", 200), (BANK, "credit", 200)}
    assert _act(world, "prepay", "100") == {("222103", "debit", 100), (BANK, "credit", 100)}
    main = _main(_return(world))
    assert (main["11"][0], main["23"][0], main["28"][0]) == (1240, 40, 300)
    assert _take(world, "vat") == {("22210104", "debit", 1000), ("222102", "credit", 1000)}
    assert _take(world, "vat_prepaid") == {("222102", "debit", 100), ("222103", "credit", 100)}
    assert _act(world, "extra_advanced", "2000", "6117") == {("222102", "debit", 100), ("6117", "credit", 100)}
    assert _act(world, "paid_before", "800") == {("222102", "debit", 800), (BANK, "credit", 800)}
    assert [_balance(world, one) for one in ("222102", "222103")] == [0, 0]
    assert main["34"][0] == 900 and world.must("limin", "verify_books").clean


def test_the_other_sub_accounts_have_a_way_in_and_a_way_out(world: World) -> None:
    world.run(MONTH, [_voucher((BANK, "debit", 103_000), ("6001", "credit", 100_000), ("222108", "credit", 3_000)),
                      _voucher(("1403", "debit", 10_000), ("222105", "debit", 1_300), (BANK, "credit", 11_300))])  # fmt: skip
    _act(world, "deferred", "13", BANK, due_date="2026-11-30")
    assert _take(world, "vat_deferred") == {("222106", "debit", 13), ("22210107", "credit", 13)}
    assert _act(world, "margin_simplified", "103", "6401", rate="0.03") == {
        ("222108", "debit", 3),
        ("6401", "credit", 3),
    }
    _act(world, "simplified_paid", "27")
    assert _act(world, "withheld", "106", "6401", rate="0.06") == {("6401", "debit", 6), ("222110", "credit", 6)}
    assert _act(world, "withheld_paid", "6") == {("222110", "debit", 6), (BANK, "credit", 6)}
    assert _act(world, "certificate", "6", "6401") == {("22210101", "debit", 6), ("6401", "credit", 6)}
    assert _act(world, "later", "13") == {("222104", "debit", 13), ("222105", "credit", 13)}
    assert _act(world, "later_due", "13") == {("22210101", "debit", 13), ("222104", "credit", 13)}
    _act(world, "financial", "106", "6111", rate="0.06")
    _act(world, "financial", "-53", "6111", rate="0.06")
    _act(world, "financial_paid", "3")
    left = {one: _balance(world, one) for one in ("222104", "222105", "222106", "222108", "222109", "222110")}
    assert set(left.values()) == {0}, left
    assert world.must("limin", "verify_books").clean


def test_what_has_ended_is_not_known_or_lacks_something_is_refused(world: World) -> None:
    asked = {"amount": "100", "account": "6117"}
    assert _refused(world, act="extra_services", **asked) == ["vat.act_ended"]
    assert _refused(world, act="nothing", **asked) == ["vat.no_such_act"]
    assert _refused(world, act="small_paid", **asked) == ["vat.no_such_act"], "another kind of taxpayer's"
    assert _refused(world, act="margin", amount="100") == ["vat.act_account", "vat.act_rate"]
    assert _refused(world, act="margin", rate="0.05", **asked) == ["vat.act_rate"]
    assert _refused(world, act="deferred", **asked) == ["vat.act_due"]
    assert _refused(world, act="prepay", amount="0", account=BANK) == ["vat.act_amount"]
    offered = {one.code for one in world.must("wangfang", "vat_acts").acts}
    assert "extra_advanced" in offered and not {"extra_services", "margin_small"} & offered


@pytest.mark.parametrize("user", ["chenxiao", "zhaolei"])
def test_who_may_propose_no_voucher_books_nothing_by_rule(world: World, user: str) -> None:
    assert isinstance(world.call(user, "propose_vat_act", act="prepay", amount="1", account=BANK), Denied)
