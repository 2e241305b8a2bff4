"""抵账: what A owes us settled with what we owe B by one voucher; what stays is open as before; both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.tools.parties.test_unmatching import _balances, _post
from tests.world import World
from tools.outcome import Denied, Invalid

DAY = "2026-11-12"


def _open(world: World, account: str, party: str, minor: int, day: str, due: str) -> None:
    """A receivable or payable of a party, against sales or costs."""
    owed = {"account": account, "side": "debit" if account == "1122" else "credit", "amount_minor": minor,
            "dims": {"party": party}, "due_date": due}  # fmt: skip
    other = {"account": "6001" if account == "1122" else "660204", "side": "credit" if account == "1122" else "debit",
             "amount_minor": minor, "dims": {} if account == "1122" else {"department": "admin"}}  # fmt: skip
    world.run("2026-11", [{"date": day, "memo": "货款", "lines": [owed, other]}])


def _items(world: World, day: str = DAY) -> list[tuple[str, str, Decimal, str]]:
    rows = world.must("limin", "list_open_items", as_of=day).rows
    return sorted((row.party, row.account, row.open, str(row.due)) for row in rows)


def _refused(world: World, **given: Any) -> str:
    outcome = world.call("zhangwei", "propose_offset", day=DAY, **given)
    assert isinstance(outcome, Invalid), outcome
    return outcome.problems[0].code


def test_one_voucher_settles_what_one_owes_with_what_is_owed_to_another(world: World) -> None:
    _open(world, "1122", "C0001", 5000, "2026-11-02", "2026-11-30")
    _open(world, "1122", "C0001", 3000, "2026-11-03", "2026-11-20")
    _open(world, "220201", "V0001", 6000, "2026-11-04", "2026-11-25")
    printed, before = _items(world, "2026-11-11"), {row[0]: row[1] for row in _balances(world)}
    assert _refused(world, debtor="C0001", creditor="V0001") == "settle.offset_agreement"
    made = world.must("zhangwei", "propose_offset", debtor="C0001", creditor="V0001", day=DAY, agreement="XY-2026-9")
    assert [(line.account, line.side, line.amount_minor) for line in made.lines] == [
        ("1122", "credit", 3000), ("1122", "credit", 3000), ("220201", "debit", 6000)
    ], "due first goes first"  # fmt: skip
    voucher = _post(world, made)
    assert _items(world) == [("C0001", "1122", Decimal(20), "2026-11-30")]
    assert _items(world, "2026-11-11") == printed
    after = {row[0]: row[1] for row in _balances(world)}
    assert (after["1122"] - before["1122"], after["220201"] - before["220201"]) == (Decimal(-60), Decimal(60))
    lines = world.must("limin", "open_voucher", voucher=voucher).lines
    assert all("XY-2026-9" in line.memo for line in lines)
    assert world.must("limin", "verify_books").clean
    _post(world, world.must("zhangwei", "propose_unmatch", voucher=voucher, day="2026-11-13"))
    assert sum(row[2] for row in _items(world, "2026-11-13")) == Decimal(20)
    assert _items(world, "2026-11-11") == printed


def test_what_one_party_owes_and_is_owed_needs_no_agreement(world: World) -> None:
    _open(world, "1122", "C0001", 5000, "2026-11-02", "2026-11-30")
    _open(world, "220201", "C0001", 2000, "2026-11-03", "2026-11-20")
    assert _refused(world, debtor="C0001", amount="20.01") == "settle.offset_too_much"
    _post(world, world.must("zhangwei", "propose_offset", debtor="C0001", day=DAY, amount="15"))
    assert [row[2] for row in _items(world)] == [Decimal(35), Decimal(-5)]


def test_only_what_was_ticked_is_settled(world: World) -> None:
    _open(world, "1122", "C0001", 5000, "2026-11-02", "2026-11-30")
    _open(world, "1122", "C0001", 3000, "2026-11-03", "2026-11-20")
    _open(world, "220201", "V0001", 6000, "2026-11-04", "2026-11-25")
    _open(world, "220201", "V0002", 6000, "2026-11-04", "2026-11-25")
    rows = world.must("limin", "list_open_items", as_of=DAY).rows
    keys = {(row.party, row.open): row.key for row in rows}
    both = {"debtor": "C0001", "creditor": "V0001", "agreement": "XY-1"}
    strange = [{"item": keys["C0001", Decimal(50)]}, {"item": keys["V0002", Decimal(-60)]}]
    assert _refused(world, items=strange, **both) == "settle.offset_other_item"
    assert _refused(world, items=[{"item": keys["C0001", Decimal(50)]}], **both) == "settle.offset_not_owed"
    assert _refused(world, debtor="V0002", creditor="V0001", agreement="x") == "settle.offset_owes_nothing"
    ticked = [{"item": keys["C0001", Decimal(50)]}, {"item": keys["V0001", Decimal(-60)], "amount": "40"}]
    _post(world, world.must("zhangwei", "propose_offset", day=DAY, items=ticked, **both))
    assert [row[:3] for row in _items(world)] == [
        ("C0001", "1122", Decimal(10)), ("C0001", "1122", Decimal(30)), ("V0001", "220201", Decimal(-20)),
        ("V0002", "220201", Decimal(-60)),
    ]  # fmt: skip


def test_who_may_not_propose_is_refused(world: World) -> None:
    for user in ("chenxiao", "zhaolei"):
        assert isinstance(world.call(user, "propose_offset", debtor="C0001"), Denied), user
