"""往来核销 through the door: paid at another rate, matched, refused where it does not fit, hidden from who may not see."""

from __future__ import annotations

from decimal import Decimal

from tests.tools.chart.test_rates import MONTH, _bill
from tests.world import World
from tools.outcome import Denied, Invalid

DAY = "2026-11-20"


def _post(world: World, proposal: str) -> None:
    shown = world.must("zhangwei", "open_proposal", proposal=proposal)
    world.must("zhangwei", "submit_proposal", proposal=proposal, digest=shown.digest)
    card = world.must("limin", "open_proposal", proposal=proposal)
    world.must("limin", "confirm_proposal", proposal=proposal, digest=card.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted


def _item(world: World):  # type: ignore[no-untyped-def]
    return world.must("zhangwei", "list_open_items", party="V0001", as_of="2026-11-30").rows


def test_a_bill_is_paid_in_parts_at_the_rates_of_the_days(world: World) -> None:
    _bill(world)
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    (item,) = _item(world)
    assert (item.open, item.base, item.currency) == (Decimal("-100.00"), Decimal("-710.00"), "USD")
    chosen = [{"item": item.key, "amount": "40"}]
    assert isinstance(world.call("zhangwei", "propose_settlement", day=DAY, items=chosen, account="100201"), Invalid)
    assert isinstance(world.call("zhangwei", "propose_settlement", day=DAY, items=chosen), Invalid)
    made = world.must(
        "zhangwei", "propose_settlement", day=DAY, items=chosen, account="100201", rate="7.25", in_base=True
    )
    _post(world, made.proposal)
    (item,) = _item(world)
    assert (item.open, item.base) == (Decimal("-60.00"), Decimal("-426.00"))
    rows = {
        one.account: one
        for one in world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows
    }
    assert rows["660303"].base_closing == Decimal("6.00")
    again = [{"item": item.key, "amount": "61"}]
    assert isinstance(
        world.call("zhangwei", "propose_settlement", day=DAY, items=again, account="100201", rate="7"), Invalid
    )
    assert world.must("limin", "ap_aging", as_of="2026-11-30").total == Decimal("426.00")
    assert world.must("limin", "ap_aging", as_of="2026-11-19").total == Decimal("710.00")
    assert world.must("limin", "verify_books").clean


def test_a_red_bill_is_matched_with_a_blue_one(world: World) -> None:
    party = {"party": "V0001"}
    for amount in (5000, -2000):
        cost = {"account": "660204", "side": "debit", "amount_minor": amount, "dims": {"department": "admin"}}
        owed = {"account": "220201", "side": "credit", "amount_minor": amount, "dims": party}
        world.run(MONTH, [{"date": "2026-11-10", "memo": "m", "lines": [cost, owed]}])
    blue, red = sorted(_item(world), key=lambda one: one.open)
    made = world.must("zhangwei", "propose_settlement", day=DAY,
                      items=[{"item": blue.key, "amount": "20"}, {"item": red.key}])  # fmt: skip
    _post(world, made.proposal)
    assert [one.open for one in _item(world)] == [Decimal("-30.00")]
    assert sorted(one.open for one in world.must("zhangwei", "list_open_items", as_of="2026-11-19").rows) == [
        Decimal("-50.00"), Decimal("20.00"),
    ]  # fmt: skip


def test_who_sees_only_their_own_sees_no_open_items(world: World) -> None:
    assert isinstance(world.call("chenxiao", "list_open_items"), Denied)
    assert isinstance(world.call("zhaolei", "propose_settlement", day=DAY, items=[{"item": "1.1.1"}]), Denied)
    assert isinstance(world.call("limin", "propose_settlement", day=DAY, items=[{"item": "1.1.1"}]), Invalid)


def test_receivables_age_by_customer_as_the_open_items_stand(world: World) -> None:
    customer = next(one for one in world.must("limin", "form_names").parties if one.startswith("C"))
    owed = [("2026-11-01", "2026-11-30", 1000), ("2026-11-02", "2026-11-05", 200), ("2026-11-03", "", -50)]
    for day, due, amount in owed:
        item = {"account": "1122", "side": "debit", "amount_minor": amount, "dims": {"party": customer}} | (
            {"due_date": due} if due else {}
        )
        income = {"account": "6001", "side": "credit", "amount_minor": amount, "dims": {}}
        world.run(MONTH, [{"date": day, "memo": "m", "lines": [item, income]}])
    found = world.must("limin", "ar_aging", as_of="2026-11-25")
    (row,) = found.rows
    items = world.must("limin", "list_open_items", as_of="2026-11-25").rows
    assert row.total == found.total == sum(one.open for one in items) == Decimal("11.50")
    assert row.buckets["not_due"] + row.buckets["1_30"] == found.total and row.buckets["not_due"] >= Decimal("10.00")
    assert world.must("limin", "ar_aging", as_of="2026-11-25", customer=customer).total == found.total
    assert isinstance(world.call("chenxiao", "ar_aging"), Denied)
