"""承兑汇票 through the door: each event proposes its voucher, a bill stands where its events say, the accounts agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.business.bills.standing import Act, Bill, Event, Side, standing, taking
from ledger.core import Refused
from tests.world import World
from tools.outcome import Denied, Invalid

CARD = {"number": "130530", "drawer": "华东钢铁", "acceptor": "苏州银行", "amount": "1000", "issue_day": "2026-11-02",
        "due_day": "2026-11-20"}  # fmt: skip


def post(world: World, made: Any) -> Any:
    """Its lines, after it was submitted, confirmed and posted."""
    world.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
    shown = world.must("limin", "open_proposal", proposal=made.proposal)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    return [(one.account, one.side, one.amount_minor) for one in shown.lines]


def happen(world: World, act: str, day: str, **given: Any) -> Any:
    return world.must("zhangwei", "propose_bill_event", bill="B0001", act=act, day=day, **given)


def bill(world: World, number: str = "B0001") -> Any:
    (row,) = world.must("limin", "list_bills", bill=number).rows
    return row


def registers(world: World) -> dict[str, tuple[Decimal, Decimal]]:
    return {one.side: (one.bills, one.difference) for one in world.must("limin", "list_bills").registers}


def _codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    return [one.code for one in outcome.problems]


@pytest.fixture
def sold(world: World) -> World:
    """A customer owes 600 and 700, we owe a vendor 300."""
    customer = world.must("limin", "form_names").parties
    code = next(one for one in customer if one.startswith("C"))
    lines = [
        [("1122", "debit", amount, {"party": code}), ("6001", "credit", amount, {})] for amount in (600_00, 700_00)
    ]
    lines.append([("1403", "debit", 300_00, {}), ("220201", "credit", 300_00, {"party": "V0001"})])
    world.run(
        "2026-11",
        [{"date": f"2026-11-0{day}", "memo": "x",
          "lines": [{"account": one, "side": side, "amount_minor": amount, "dims": of} for one, side, amount, of in each]}
         for day, each in enumerate(lines, 1)],
    )  # fmt: skip
    post(world, world.must("zhangwei", "propose_bill", **CARD, party=code, day="2026-11-04"))
    return world


def test_a_bill_received_settles_the_oldest_items_and_is_endorsed_in_parts(sold: World) -> None:
    assert (bill(sold).held, bill(sold).state, bill(sold).soon) == (Decimal(1000), "overdue", True)
    owed = [(one.account, one.open) for one in sold.must("limin", "list_open_items", as_of="2026-11-30").rows]
    assert sorted(owed) == [("1122", Decimal(300)), ("220201", Decimal(-300))]
    lines = post(sold, happen(sold, "endorsed", "2026-11-10", amount="300", party="V0001"))
    assert lines == [("220201", "debit", 300_00), ("1121", "credit", 300_00)]
    assert bill(sold).held == Decimal(700) and registers(sold)["received"] == (Decimal(700), Decimal(0))
    assert not [
        one for one in sold.must("limin", "list_open_items", as_of="2026-11-30").rows if one.account == "220201"
    ]
    more = sold.call("zhangwei", "propose_bill_event", bill="B0001", act="endorsed", day="2026-11-11", amount="700.01",
                     party="V0001")  # fmt: skip
    assert _codes(more) == ["bill.more_than_held"]
    lines = post(sold, happen(sold, "collected", "2026-11-20", account="100201"))
    assert lines == [("100201", "debit", 700_00), ("1121", "credit", 700_00)]
    assert (bill(sold).held, bill(sold).state, bill(sold).acts) == (Decimal(0), "settled", ())
    assert [one.act for one in bill(sold).events] == ["received", "endorsed", "collected"]
    assert registers(sold)["received"] == (Decimal(0), Decimal(0)) and sold.must("limin", "verify_books").clean


def test_without_recourse_it_leaves_with_recourse_it_stays_till_it_is_honoured(sold: World) -> None:
    sold.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    lines = post(sold, happen(sold, "discounted", "2026-11-09", amount="400", interest="6", account="100201"))
    assert lines == [("100201", "debit", 394_00), ("660301", "debit", 6_00), ("1121", "credit", 400_00)]
    lines = post(sold, happen(sold, "discounted_recourse", "2026-11-09", interest="9", account="100201"))
    assert lines == [("100201", "debit", 591_00), ("660301", "debit", 9_00), ("2001", "credit", 600_00)]
    now = bill(sold)
    assert (now.held, now.recourse) == (Decimal(0), Decimal(600)) and set(now.acts) == {"recourse_ended", "dishonoured"}
    assert registers(sold)["received"] == (Decimal(600), Decimal(0))
    assert post(sold, happen(sold, "recourse_ended", "2026-11-20")) == [
        ("2001", "debit", 600_00),
        ("1121", "credit", 600_00),
    ]
    assert bill(sold).state == "settled" and registers(sold)["received"] == (Decimal(0), Decimal(0))


def test_dishonoured_it_goes_back_to_whoever_gave_it_and_the_bank_is_paid_back(sold: World) -> None:
    post(sold, happen(sold, "discounted_recourse", "2026-11-09", amount="600", account="100201"))
    early = sold.call("zhangwei", "propose_bill_event", bill="B0001", act="dishonoured", day="2026-11-19")
    assert _codes(early) == ["bill.not_due"]
    no_bank = sold.call("zhangwei", "propose_bill_event", bill="B0001", act="dishonoured", day="2026-11-20")
    assert _codes(no_bank) == ["bill.no_money_account"]
    lines = post(sold, happen(sold, "dishonoured", "2026-11-20", account="100201"))
    assert lines == [("1122", "debit", 1000_00), ("1121", "credit", 1000_00), ("2001", "debit", 600_00),
                     ("100201", "credit", 600_00)]  # fmt: skip
    assert (bill(sold).state, bill(sold).held) == ("dishonoured", 0)
    owed = sum(
        one.open for one in sold.must("limin", "list_open_items", as_of="2026-11-30").rows if one.account == "1122"
    )
    assert owed == Decimal(1300)


@pytest.mark.parametrize(("kind", "act", "against"), [("bank", "paid", "100201"), ("commercial", "dishonoured", "220201"),
                                                      ("bank", "dishonoured", "2001")])  # fmt: skip
def test_a_bill_issued_is_paid_or_owed_again(sold: World, kind: str, act: str, against: str) -> None:
    card = CARD | {"number": "77", "amount": "300", "side": "issued", "kind": kind, "party": "V0001"}
    lines = post(sold, sold.must("zhangwei", "propose_bill", **card, day="2026-11-05"))
    assert lines == [("220201", "debit", 300_00), ("2201", "credit", 300_00)]
    assert registers(sold)["issued"] == (Decimal(300), Decimal(0))
    made = sold.must("zhangwei", "propose_bill_event", bill="B0002", act=act, day="2026-11-20", account="100201")
    assert post(sold, made) == [("2201", "debit", 300_00), (against, "credit", 300_00)]
    assert bill(sold, "B0002").acts == () and registers(sold)["issued"] == (Decimal(0), Decimal(0))


def test_a_withdrawn_voucher_takes_its_event_with_it(sold: World) -> None:
    made = happen(sold, "endorsed", "2026-11-10", amount="300", party="V0001")
    assert bill(sold).held == Decimal(700) and registers(sold)["received"][0] == Decimal(1000), "not posted yet"
    sold.must("zhangwei", "withdraw_proposal", proposal=made.proposal)
    assert bill(sold).held == Decimal(1000) and len(bill(sold).events) == 1
    again = sold.call("zhangwei", "propose_bill", **CARD, party="V0001", side="issued")
    assert _codes(again) == ["bill.here_already"]


def test_what_waits_takes_and_gives_nothing_until_it_is_posted(sold: World) -> None:
    sold.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    lent = happen(sold, "discounted_recourse", "2026-11-09", amount="600", account="100201")
    assert (bill(sold).held, bill(sold).recourse) == (Decimal(400), Decimal(0))
    early = sold.call("zhangwei", "propose_bill_event", bill="B0001", act="recourse_ended", day="2026-11-20")
    assert _codes(early) == ["bill.more_than_held"]
    sold.must("zhangwei", "withdraw_proposal", proposal=lent.proposal)
    assert (bill(sold).held, bill(sold).state) == (Decimal(1000), "overdue")
    card = CARD | {"number": "88", "side": "issued", "party": "V0001"}
    sold.must("zhangwei", "propose_bill", **card, day="2026-11-05")
    assert (bill(sold, "B0002").state, bill(sold, "B0002").acts) == ("waiting", ())
    paid = sold.call("zhangwei", "propose_bill_event", bill="B0002", act="paid", day="2026-11-20", account="100201")
    assert _codes(paid) == ["bill.first_not_posted"]


def test_a_reversed_voucher_takes_its_event_with_it(sold: World) -> None:
    made = happen(sold, "endorsed", "2026-11-10", amount="300", party="V0001")
    post(sold, made)
    batch = sold.must("limin", "open_proposal", proposal=made.proposal).batch
    back = sold.must("zhangwei", "reverse_voucher", voucher=f"{batch}.1")
    post(sold, back)
    assert bill(sold).held == Decimal(1000) and registers(sold)["received"] == (Decimal(1000), Decimal(0))


def test_a_bill_whose_first_voucher_is_reversed_under_a_later_one_says_so(sold: World) -> None:
    first = bill(sold).events[0].proposal
    post(sold, happen(sold, "endorsed", "2026-11-10", amount="300", party="V0001"))
    batch = sold.must("limin", "open_proposal", proposal=first).batch
    post(sold, sold.must("zhangwei", "reverse_voucher", voucher=f"{batch}.1"))
    assert (bill(sold).state, bill(sold).acts) == ("broken", ())
    assert registers(sold)["received"] == (Decimal(-300), Decimal(0))


def test_only_finance_keeps_bills_and_an_auditor_looks(sold: World) -> None:
    assert isinstance(sold.call("zhaolei", "propose_bill", **CARD, party="V0001"), Denied)
    assert bill(sold) and sold.must("zhaolei", "list_bills").rows
    assert isinstance(sold.call("chenxiao", "list_bills"), Denied)


ONE = Bill("B1", Side.RECEIVED, "bank", "1", "a", "b", "C1", 1000, "2026-11-01", "2026-11-20", "CNY")
STEPS = st.lists(st.tuples(st.sampled_from(sorted(Act)), st.integers(0, 1200), st.integers(1, 28)), max_size=8)


@given(STEPS)
def test_whatever_happens_no_more_leaves_a_bill_than_came(steps: list[tuple[Act, int, int]]) -> None:
    held = [Event(1, Act.RECEIVED, "2026-11-01", 1000)]
    for act, amount, day in steps:
        now, on = standing(ONE, held, "2026-11-20"), f"2026-11-{day:02}"
        try:
            taken, back = taking(ONE, now, act, on, amount)
        except Refused:
            continue
        held.append(Event(len(held) + 1, act, on, taken, back))
        after = standing(ONE, held, "2026-11-20")
        moved = taken if act not in (Act.DISCOUNTED_RECOURSE, Act.RECOURSE_CLAIMED) else 0
        claimed = (act is Act.ENDORSED) * taken - (act is Act.RECOURSE_CLAIMED) * taken
        honoured = any(one.act in (Act.COLLECTED, Act.RECOURSE_ENDED) for one in held)
        assert after.endorsed_to("") == (0 if honoured else now.endorsed_to("") + claimed) >= 0
        assert after.carried == now.carried - moved - back and after.held >= 0 and after.recourse >= 0


def test_bills_due_within_days_are_those_still_in_hand(sold: World) -> None:
    def due(days: int) -> list[str]:
        return [one.bill for one in sold.must("limin", "list_bills", within_days=days).rows]

    assert due(0) == ["B0001"]  # past its day and not collected
    post(sold, happen(sold, "collected", "2026-11-24", account="100201"))
    assert due(365) == []
