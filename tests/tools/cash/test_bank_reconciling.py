"""银行对账 through the door: statements that add up, lines matched and let go, the four kinds, both balances."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.tools.cash.test_journal import move
from tests.world import World
from tools.outcome import Denied, Invalid

HEAD = "交易日期,摘要,对方户名,借方发生额,贷方发生额,余额,流水号\n"
NOVEMBER = (
    HEAD + "2026-11-02,货款,蓝天科技有限公司,,90000.00,90000.00,T1001\n"
    "2026-11-05,房租,园区物业,1200.00,,88800.00,T1002\n"
    "2026-11-20,货款,华东钢铁,88000.00,,800.00,T1003\n"
    "2026-11-25,手续费,本行,15.00,,785.00,T1004\n"
    "2026-11-30,利息,本行,,3.20,788.20,T1005\n"
)
BOOKS = [("2026-11-02", 90_000_00), ("2026-11-04", -1_200_00), ("2026-11-19", -50_000_00), ("2026-11-20", -38_000_00),
         ("2026-11-30", 6_000_00), ("2026-11-30", -450_00)]  # fmt: skip


def take(world: World, text: str, user: str = "limin", **given: Any) -> Any:
    staged = world.house.stage(world.tenant, text.encode())
    assert isinstance(staged, str)
    return world.call(user, "take_bank_statement", **{"sha256": staged, "name": "x.csv", "account": "100201", **given})


def shown(world: World, period: str = "2026-11", user: str = "limin") -> Any:
    return world.must(user, "bank_reconciliation", account="100201", period=period)


@pytest.fixture
def kept(world: World) -> World:
    move(world, "100201", BOOKS)
    taken = take(world, NOVEMBER, period="2026-11")
    assert taken.result.lines == 5, taken
    return world


def _codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


def _agree_suggested(world: World) -> None:
    groups = [{"bank": [one.key for one in each.bank], "books": [one.key for one in each.books]}
              for each in shown(world).suggested]  # fmt: skip
    world.must("limin", "match_bank_lines", account="100201", groups=groups)


def test_the_statement_is_worked_out_as_by_hand(kept: World) -> None:
    found = shown(kept)
    assert [(each.reason, len(each.bank), len(each.books)) for each in found.suggested] == [
        ("day", 1, 1), ("day", 1, 1), ("sum", 1, 2),
    ]  # fmt: skip
    _agree_suggested(kept)
    found = shown(kept)
    assert found.sums == {
        "bank_received": Decimal("3.20"), "bank_paid": Decimal("15.00"), "books_received": Decimal("6000.00"),
        "books_paid": Decimal("450.00"),
    }  # fmt: skip
    assert (found.bank_balance, found.book_balance) == (Decimal("788.20"), Decimal("6350.00"))
    assert found.bank_adjusted == found.book_adjusted == Decimal("6338.20")
    assert found.agrees and found.start_gap == 0 and not found.suggested and len(found.matched) == 3
    fee = next(one for one in found.lines if one.kind == "bank_paid")
    assert (str(fee.day), fee.party, fee.reference) == ("2026-11-25", "本行", "T1004")
    paid = next(one for one in found.lines if one.kind == "books_paid")
    assert kept.must("limin", "open_voucher", voucher=paid.voucher).number == paid.number


def test_both_adjusted_balances_agree_whatever_is_matched(kept: World) -> None:
    assert shown(kept).agrees, "an unmatched line stands on both sides"
    _agree_suggested(kept)
    assert shown(kept).agrees


def test_what_stands_open_is_carried_and_an_earlier_month_stays_as_it_was(kept: World) -> None:
    _agree_suggested(kept)
    before = shown(kept)
    kept.must("limin", "open_month", period="2026-12")
    kept.clock.instant = kept.clock.instant.replace(month=12, day=20)
    text = HEAD + "2026-12-02,货款,客户,,6000.00,6788.20,T2001\n2026-12-03,付款,供应商,450.00,,6338.20,T2002\n"
    assert take(kept, text, period="2026-12").result.lines == 2
    december = shown(kept, "2026-12")
    assert {one.key for one in december.lines if one.carried} == {one.key for one in before.lines}
    groups = [
        {"bank": [one.key for one in each.bank], "books": [one.key for one in each.books]}
        for each in december.suggested
    ]
    assert len(groups) == 2
    kept.must("limin", "match_bank_lines", account="100201", groups=groups)
    after = shown(kept, "2026-12")
    assert {one.kind for one in after.lines} == {"bank_received", "bank_paid"} and after.agrees
    november = shown(kept)
    assert november.sums == before.sums and november.agrees and not november.suggested
    assert {one.kind for one in november.lines if one.later} == {"books_received", "books_paid"}


def test_a_match_must_be_even_free_and_of_the_account(kept: World) -> None:
    found = shown(kept)
    bank = {one.kind: one.key for one in found.lines if one.kind.startswith("bank")}
    books = {one.kind: one.key for one in found.lines if one.kind.startswith("books")}
    uneven = [{"bank": [bank["bank_paid"]], "books": [books["books_paid"]]}]
    assert _codes(kept.call("limin", "match_bank_lines", account="100201", groups=uneven)) == ["bank.not_even"]
    alone = [{"bank": [bank["bank_paid"]]}]
    assert _codes(kept.call("limin", "match_bank_lines", account="100201", groups=alone)) == ["bank.choose_two"]
    unknown = [{"bank": ["9.9"], "books": [books["books_paid"]]}]
    assert _codes(kept.call("limin", "match_bank_lines", account="100201", groups=unknown)) == ["bank.unknown_line"]
    each = found.suggested[0]
    good = [{"bank": [one.key for one in each.bank], "books": [one.key for one in each.books]}]
    assert _codes(kept.call("limin", "match_bank_lines", account="100202", groups=good)) == ["bank.unknown_line"]
    assert _codes(kept.call("limin", "match_bank_lines", account="100201", groups=good * 2)) == ["bank.chosen_twice"]
    (number,) = kept.must("limin", "match_bank_lines", account="100201", groups=good).matches
    assert _codes(kept.call("limin", "match_bank_lines", account="100201", groups=good)) == ["bank.matched_already"]
    kept.must("limin", "undo_bank_match", match=number)
    assert _codes(kept.call("limin", "undo_bank_match", match=number)) == ["bank.no_match"]
    assert len(shown(kept).suggested) == 3


def test_what_does_not_add_up_is_refused_with_its_row(world: World) -> None:
    broken = NOVEMBER.replace("88800.00,T1002", "88700.00,T1002")
    refused = take(world, broken, period="2026-11")
    assert _codes(refused) == ["bank.balance_breaks"] and "3" in refused.problems[0].text("zh")
    no_balance = "日期,收入,支出\n2026-11-02,100.00,\n2026-11-03,,30.00\n"
    assert _codes(take(world, no_balance)) == ["bank.no_balances"]
    assert _codes(take(world, no_balance, opening="0", closing="71")) == ["bank.does_not_add_up"]
    bad = "日期,收入,支出\n2026-11-02,一百,\n2026-13-03,,30.00\n"
    assert _codes(take(world, bad, opening="0", closing="1")) == ["bank.bad_amount", "bank.bad_day"]
    assert _codes(take(world, "a,b\n1,2\n")) == ["bank.no_columns"]
    assert _codes(take(world, NOVEMBER, account="1001")) == ["bank.not_a_bank"]
    assert _codes(take(world, NOVEMBER, period="2026-10")) == ["bank.row_outside"]
    assert not world.must("limin", "bank_statements").statements
    assert take(world, no_balance, opening="0", closing="70").result.lines == 2


def test_statements_follow_each_other_and_the_newest_can_be_taken_back(kept: World) -> None:
    assert _codes(take(kept, NOVEMBER, period="2026-11")) == ["bank.here_already"]
    assert _codes(take(kept, HEAD + "2026-11-30,x,y,,1.00,789.20,T9\n", period="2026-11")) == ["bank.overlaps"]
    gap = HEAD + "2026-12-02,x,y,,1.00,500.00,T9\n"
    assert _codes(take(kept, gap, period="2026-12")) == ["bank.does_not_follow"]
    (one,) = kept.must("limin", "bank_statements").statements
    _agree_suggested(kept)
    assert _codes(kept.call("limin", "withdraw_bank_statement", statement=one.statement)) == ["bank.has_matches"]
    for match in shown(kept).matched:
        kept.must("limin", "undo_bank_match", match=match.match)
    kept.must("limin", "withdraw_bank_statement", statement=one.statement)
    assert shown(kept).reaches is None and not shown(kept).agrees
    assert take(kept, NOVEMBER, period="2026-11").result.lines == 5


def test_banks_list_either_way_and_say_the_direction_in_their_own_manner(world: World) -> None:
    backwards = (
        "账号：6222\n币种：人民币\n期初余额：,100.00\n记账日期,借贷标志,交易金额,余额,摘要\n"
        "2026-11-03 10:00:00,借,30.00,170.00,c\n2026-11-03 09:00:00,贷,50.00,200.00,b\n2026-11-01 08:00:00,贷,50.00,150.00,a\n"
    )
    assert take(world, backwards, period="2026-11").result.lines == 3
    found = shown(world)
    assert (found.bank_balance, found.start_gap) == (Decimal("170.00"), Decimal("-100.00"))
    assert [one.memo for one in found.lines] == ["a", "b", "c"] and not found.agrees
    assert found.bank_adjusted - found.book_adjusted == -found.start_gap


def test_only_finance_reconciles_and_an_auditor_looks(kept: World) -> None:
    assert isinstance(take(kept, NOVEMBER, user="zhaolei"), Denied)
    assert shown(kept, user="zhaolei").bank_balance == Decimal("788.20")
    assert isinstance(kept.call("chenxiao", "bank_reconciliation"), Denied)
    assert isinstance(kept.call("liqiang", "bank_statements"), Denied)


def _step(world: World) -> Any:
    return next(one for one in world.must("limin", "month_end", period="2026-11").steps if one.key == "bank")


def test_the_month_end_says_what_is_missing_and_stops_nothing(world: World) -> None:
    assert _step(world).standing == "unneeded"
    move(world, "100201", BOOKS)
    missing = _step(world)
    assert (missing.standing, missing.stops) == ("notice", False)
    assert missing.link == "/bank" and "100201" in missing.told[0] and "2026-11-30" in missing.told[0]
    assert take(world, NOVEMBER, period="2026-11").result.lines == 5
    said = _step(world)
    assert said.standing == "notice" and all("100201" not in one for one in said.told), "1012 has none yet"


def test_a_vouchers_reversal_and_the_voucher_cancel_each_other_out(kept: World) -> None:
    move(kept, "100201", [("2026-11-24", -77_00), ("2026-11-24", 77_00)])
    found = [one for one in shown(kept).lines if one.amount == Decimal(77)]
    assert len(found) == 2
    kept.must("limin", "match_bank_lines", account="100201", groups=[{"books": [one.key for one in found]}])
    assert not [one for one in shown(kept).lines if one.amount == Decimal(77)] and shown(kept).agrees
