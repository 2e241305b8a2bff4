"""撤销核销: items stand open again from a day on, as late as they were; no balance and no day before changes; both databases."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.chart.test_rates import _bill
from tests.world import World
from tools.outcome import Denied, Invalid

PARTY = {"party": "V0001"}


def _post(world: World, made: Any) -> str:
    world.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    return f"{posted.batch}.1"


def _items(world: World, day: str) -> list[tuple[str, Decimal, Decimal, int]]:
    rows = world.must("limin", "list_open_items", as_of=day).rows
    return sorted((row.account, row.open, row.base, row.days_late) for row in rows)


def _balances(world: World) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    rows = world.must("limin", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"}).rows
    return [(row.account, row.base_closing, row.base_debit, row.base_credit) for row in rows]


def _owe(world: World, minor: int, day: str, due: str) -> None:
    cost = {"account": "660204", "side": "debit", "amount_minor": minor, "dims": {"department": "admin"}}
    owed = {"account": "220201", "side": "credit", "amount_minor": minor, "dims": PARTY, "due_date": due}
    world.run("2026-11", [{"date": day, "memo": "货款", "lines": [cost, owed]}])


def _pay(world: World, day: str, **more: Any) -> str:
    keys = [{"item": row.key} for row in world.must("limin", "list_open_items", as_of=day).rows]
    made = world.must("zhangwei", "propose_settlement", day=day, items=keys, **({"account": "100201"} | more))
    return _post(world, made)


def test_a_paid_bill_is_open_again_from_the_day_on_and_settled_anew(world: World) -> None:
    _owe(world, 5000, "2026-11-02", "2026-11-10")
    paid = _pay(world, "2026-11-12")
    world.later(86_400)
    before, printed = _balances(world), {day: _items(world, day) for day in ("2026-11-11", "2026-11-12", "2026-11-19")}
    assert printed["2026-11-11"] == [("220201", Decimal(-50), Decimal(-50), 1)] and printed["2026-11-12"] == []
    _post(world, world.must("zhangwei", "propose_unmatch", voucher=paid, day="2026-11-20"))
    assert _balances(world) == before, "neither balance nor turnover changes"
    assert {day: _items(world, day) for day in printed} == printed
    assert _items(world, "2026-11-20") == [
        ("220201", Decimal(-50), Decimal(-50), 10), ("220201", Decimal(50), Decimal(50), 8),
    ]  # fmt: skip
    keys = [{"item": row.key} for row in world.must("limin", "list_open_items", as_of="2026-11-21").rows]
    _post(world, world.must("zhangwei", "propose_settlement", day="2026-11-21", items=keys))
    assert _items(world, "2026-11-21") == [] and len(_items(world, "2026-11-20")) == 2
    assert world.must("limin", "verify_books").clean


def test_a_foreign_bill_comes_back_at_the_base_it_stood_at(world: World) -> None:
    _bill(world)
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    (item,) = world.must("limin", "list_open_items", as_of="2026-11-30").rows
    made = world.must("zhangwei", "propose_settlement", day="2026-11-20", items=[{"item": item.key, "amount": "40"}],
                      account="100201", rate="7.25", in_base=True)  # fmt: skip
    paid, before = _post(world, made), None
    before = _balances(world)
    _post(world, world.must("zhangwei", "propose_unmatch", voucher=paid, day="2026-11-21"))
    assert _balances(world) == before
    assert [(one[1], one[2]) for one in _items(world, "2026-11-21")] == [
        (Decimal(-60), Decimal(-426)), (Decimal(-40), Decimal(-284)), (Decimal(40), Decimal(284)),
    ]  # fmt: skip
    assert world.must("limin", "verify_books").clean


def test_an_offset_leaves_only_what_stood_before(world: World) -> None:
    _owe(world, 5000, "2026-11-02", "2026-11-10")
    _owe(world, -5000, "2026-11-03", "2026-11-15")
    stood = _items(world, "2026-11-05")
    offset = _pay(world, "2026-11-06", account="")
    assert _items(world, "2026-11-06") == []
    made = world.must("zhangwei", "propose_unmatch", voucher=offset, day="2026-11-07")
    assert len(made.lines) == 2
    _post(world, made)
    assert [one[:3] for one in _items(world, "2026-11-07")] == [one[:3] for one in stood]


def test_what_cannot_be_undone_says_why(world: World) -> None:
    _owe(world, 5000, "2026-11-02", "2026-11-10")
    bill = world.must("limin", "search_vouchers").vouchers[-1].id
    paid = _pay(world, "2026-11-12")

    def refused(voucher: str, day: str) -> str:
        outcome = world.call("zhangwei", "propose_unmatch", voucher=voucher, day=day)
        assert isinstance(outcome, Invalid), outcome
        return outcome.problems[0].code

    assert refused(bill, "2026-11-20") == "settle.nothing_matched"
    assert refused(paid, "2026-11-11") == "settle.unmatched_before"
    assert world.must("limin", "voucher_matches", voucher=paid).count == 1
    made = world.must("zhangwei", "propose_unmatch", voucher=paid, day="2026-11-20")
    assert refused(paid, "2026-11-20") == "settle.unmatched_twice"
    assert world.must("limin", "voucher_matches", voucher=paid).proposal == made.proposal
    world.must("zhangwei", "withdraw_proposal", proposal=made.proposal)
    world.must("zhangwei", "propose_unmatch", voucher=paid, day="2026-11-20")
    for user in ("chenxiao", "zhaolei"):
        assert isinstance(world.call(user, "propose_unmatch", voucher=paid), Denied), user


def test_after_a_reversal_there_is_nothing_to_undo(world: World) -> None:
    _owe(world, 5000, "2026-11-02", "2026-11-10")
    paid = _pay(world, "2026-11-12")
    red = _post(world, world.must("zhangwei", "reverse_voucher", voucher=paid, reason="付错"))
    for voucher in (paid, red):
        outcome = world.call("zhangwei", "propose_unmatch", voucher=voucher)
        assert isinstance(outcome, Invalid) and outcome.problems[0].code in (
            "settle.open_already",
            "settle.nothing_matched",
        )


@pytest.mark.parametrize("day", ["2026-11-03", "2026-11-11"])
def test_aging_as_of_a_day_is_what_was_printed_then(world: World, day: str) -> None:
    """Whatever is paid, matched, undone and reversed on later days."""
    _owe(world, 5000, "2026-11-02", "2026-11-10")
    _owe(world, 3000, "2026-11-03", "2026-11-03")
    printed = world.must("limin", "ap_aging", as_of=day)
    first = _pay(world, "2026-11-12")
    _post(world, world.must("zhangwei", "propose_unmatch", voucher=first, day="2026-11-13"))
    _pay(world, "2026-11-14", account="")
    _owe(world, 700, "2026-11-15", "2026-11-16")
    _post(world, world.must("zhangwei", "reverse_voucher", voucher=first, reason="退票"))
    assert world.must("limin", "ap_aging", as_of=day) == printed


@pytest.mark.parametrize("seed", [1, 7, 20261112])
def test_no_undoing_moves_a_day_before_it(world: World, seed: int) -> None:
    """Opposite allocation in all but name: whatever is matched and undone, aging as of an earlier day stays as printed."""
    draw, day, matched = random.Random(seed), 2, []
    for _ in range(7):
        day += draw.randint(1, 2)
        on = f"2026-11-{day:02}"
        act = draw.choice(["owe", "owe", "pay", "undo", "undo"]) if matched else draw.choice(["owe", "pay"])
        rows = world.must("limin", "list_open_items", as_of=on).rows
        if act == "owe" or (act == "pay" and not rows):
            _owe(world, draw.choice([-1, 1]) * draw.randint(100, 9_000), on, f"2026-11-{min(day + 3, 30):02}")
        elif act == "pay":
            one = draw.choice(rows)
            part = abs(one.open) if draw.random() < 0.5 else max(abs(one.open) // 2, Decimal("0.01"))
            chosen = [{"item": one.key, "amount": str(part)}]
            made = world.must("zhangwei", "propose_settlement", day=on, items=chosen, account="100201")
            matched.append(_post(world, made))
        else:
            days = [f"2026-11-{before:02}" for before in range(3, day)]
            printed = [(world.must("limin", "ap_aging", as_of=one), _items(world, one)) for one in days]
            before = _balances(world)
            undone = matched.pop(draw.randrange(len(matched)))
            _post(world, world.must("zhangwei", "propose_unmatch", voucher=undone, day=on))
            assert [(world.must("limin", "ap_aging", as_of=one), _items(world, one)) for one in days] == printed
            assert _balances(world) == before
    assert world.must("limin", "verify_books").clean
