"""Confirmed vouchers teach the booking: proposed again with the vouchers it comes from, forgotten, unlearned by reversal, of one
company only, and named to nobody who may not open them; on both databases.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from ledger.proposals import posting
from tests.tenants import Tenants
from tests.world import NOW, World
from tools.demo.arrivals import company, parties
from tools.demo.documents import InvoiceSpec, Layout, Party, line, render
from tools.demo.documents.samples import digital_number
from tools.outcome import Denied, Done, Invalid

ITEM = "*信息技术服务*数据备份服务费"


def paper(world: World, number: int, *items: tuple[str, str, str], vendor: str = "V0003", user: str = "intake") -> Any:
    """A special invoice handed in and read; items are (name, net, rate)."""
    day = NOW.date() - timedelta(days=1)
    seller = parties()[vendor]
    seller = Party(seller.name, seller.tax_id)
    spec = InvoiceSpec(
        Layout.DIGITAL_SPECIAL, digital_number(day, f"{vendor}{number}", "32"), day, seller, company(),
        tuple(line(name, "1", "项", net, rate) for name, net, rate in items or ((ITEM, f"{3000 + number}.00", "0.06"),)),
        file_name="p.pdf",
    )  # fmt: skip
    return world.hand_in(user, render(spec), f"{number}.pdf", "sender" if user == "chenxiao" else "")


def shown(world: World, proposal: str, user: str = "wangfang") -> Any:
    return world.must(user, "open_proposal", proposal=proposal)


def first(world: World, made: Any, user: str = "limin") -> Any:
    """The first line that is proposed or would be."""
    return world.must(user, "open_document", document=made.document).suggested[0]


def said(world: World, made: Any, account: str = "660102", department: str = "sales") -> str:
    """A person says how it is booked; its proposal."""
    answered = {"document": made.document, "account": account, "department": department}
    return str(world.must("wangfang", "answer_document", **answered).proposal)


def confirm(world: World, proposal: str) -> None:
    before = shown(world, proposal)
    if before.state == "draft":
        world.must("wangfang", "submit_proposal", proposal=proposal, digest=before.digest)
    world.must("limin", "confirm_proposal", proposal=proposal, digest=shown(world, proposal).digest)


def post(world: World, proposal: str) -> str:
    """Confirmed and posted; the voucher's key."""
    confirm(world, proposal)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    return f"{posted.batch}.1"


def taught(world: World) -> str:
    """Two papers of the telecom vendor booked on advertising, for sales: nothing on them says so."""
    post(world, said(world, paper(world, 1)))
    return post(world, said(world, paper(world, 2)))


def label(world: World, voucher: str) -> str:
    return str(world.must("limin", "open_voucher", voucher=voucher).number)


def test_it_is_proposed_again_with_its_vouchers_until_they_are_forgotten(world: World) -> None:
    last = taught(world)
    made = paper(world, 3)
    third = shown(world, made.proposal)
    assert (third.lines[0].account, third.lines[0].dims["department"]) == ("660102", "sales")
    assert label(world, last) in third.lines[0].reason and third.state == "draft", "a person still confirms"
    (row,) = world.must("wangfang", "list_booking_lessons").rows
    assert (row.account, row.departments, row.tax) == ("660102", ("销售部",), "apart")
    assert row.vouchers[0].voucher == last and all(one.document for one in row.vouchers)
    for one in row.vouchers:
        assert world.must("wangfang", "forget_booking_lesson", voucher=one.voucher).label == one.label
    assert world.must("limin", "list_booking_lessons").rows == ()
    assert first(world, paper(world, 4)).account == "660213", (
        "by what the paper calls it, as before anything was learned"
    )
    assert shown(world, made.proposal).digest == third.digest, "what was proposed stays as it was shown"
    again = world.call("wangfang", "forget_booking_lesson", voucher=last)
    assert isinstance(again, Invalid) and again.problems[0].code == "learned.forgotten_before"


def test_a_reversed_voucher_teaches_no_more(world: World) -> None:
    key = post(world, said(world, paper(world, 1)))
    red = world.must("wangfang", "reverse_voucher", document_number=label(world, key), reason="wrong")
    assert first(world, paper(world, 2)).account == "660102", "a proposal to reverse it is not yet a reversal"
    post(world, red.proposal)
    assert first(world, paper(world, 3)).account == "660213"
    assert world.must("limin", "list_booking_lessons").rows == ()


def test_what_is_only_proposed_teaches_nothing(world: World) -> None:
    said(world, paper(world, 1))
    confirm(world, said(world, paper(world, 2)))
    assert first(world, paper(world, 3)).account == "660213", "confirmed, but its grace is not over"
    assert world.must("wangfang", "list_booking_lessons").rows == ()


def test_one_company_teaches_no_other(tenants: Tenants) -> None:
    one, other = World(tenants.store, tenants.new()), World(tenants.store, tenants.new())
    try:
        last = taught(one)
        assert first(other, paper(other, 3)).account == "660213"
        assert other.must("wangfang", "list_booking_lessons").rows == ()
        assert isinstance(other.call("wangfang", "forget_booking_lesson", voucher=last), Invalid)
        assert first(one, paper(one, 3)).account == "660102"
    finally:
        one.close()
        other.close()


def test_who_may_not_open_a_voucher_is_not_told_its_number(world: World) -> None:
    last = taught(world)
    made, number = paper(world, 3, user="chenxiao"), label(world, last)
    assert number in first(world, made).reason
    opened = [world.call("chenxiao", "open_document", document=made.document)]
    if made.proposal:
        opened.append(world.call("chenxiao", "open_proposal", proposal=made.proposal))
    for outcome in opened:
        assert isinstance(outcome, Done), outcome
        assert number not in repr(outcome) and "660102" in repr(outcome)
    for user in ("chenxiao", "liqiang", "zhoujie", "zhaolei", "admin"):
        assert isinstance(world.call(user, "list_booking_lessons"), Denied), user
        assert isinstance(world.call(user, "forget_booking_lesson", voucher=last), Denied), user


def divided(world: World, proposal: str) -> str:
    """The cost of a paper of two items on the accounts of both."""
    before = shown(world, proposal)
    kept = [
        {"was": number, "account": one.account, "side": one.side, "amount": str(one.amount), "memo": one.memo,
         "dims": dict(one.dims), "due_date": one.due_date or ""}
        for number, one in enumerate(before.lines, 1)
    ]  # fmt: skip
    booth = {**kept[0], "account": "660102", "amount": "2000.00", "dims": {"department": "sales", "party": "V0003"}}
    backup = {
        **kept[0],
        "account": "660213",
        "amount": "3000.00",
        "was": None,
        "dims": {"department": "it", "party": "V0003"},
    }
    lines = [booth, backup, *kept[1:]]
    world.must("wangfang", "edit_proposal", proposal=proposal, digest=before.digest, lines=lines)
    return proposal


def test_an_invoice_of_two_things_is_divided_as_its_like_was(world: World) -> None:
    booth, backup = ("*广告服务*展台搭建费", "2000.00", "0.06"), (ITEM, "3000.00", "0.06")
    for number in (1, 2, 3):
        post(world, divided(world, said(world, paper(world, number, booth, backup))))
    made = paper(world, 9, ("*广告服务*展台搭建费", "2500.00", "0.06"), (ITEM, "1500.00", "0.06"))
    lines = shown(world, made.proposal).lines
    assert [(one.account, one.amount_minor, one.dims.get("department")) for one in lines[:2]] == [
        ("660102", 250_000, "sales"), ("660213", 150_000, "it"),
    ]  # fmt: skip


def test_hands_that_post_at_once_lose_no_lesson(world: World) -> None:
    for number, vendor in enumerate(("V0001", "V0003", "V0004", "V0002")):
        confirm(world, said(world, paper(world, number, vendor=vendor)))
    world.later(11)
    posted: list[Any] = []
    hands = [
        threading.Thread(target=lambda: posted.extend(world.must("system", "post_confirmed").posted)) for _ in "abc"
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    rows = world.must("wangfang", "list_booking_lessons").rows
    assert len({one.batch for one in posted}) == 4 == sum(len(one.vouchers) for one in rows)


def test_a_posting_that_ends_halfway_teaches_nothing_and_then_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(world, said(world, paper(world, 1)))
    world.later(11)
    with monkeypatch.context() as broken:
        broken.setattr(posting, "move", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("killed here")))
        assert not isinstance(world.call("system", "post_confirmed"), Done)
    assert world.must("wangfang", "list_booking_lessons").rows == ()
    assert len(world.must("system", "post_confirmed").posted) == 1
    assert len(world.must("wangfang", "list_booking_lessons").rows) == 1
