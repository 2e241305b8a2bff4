"""An employee's claim in Slack, whole: linked, handed in, asked, submitted, checked, confirmed, posted."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ledger.core import settings
from tests.bots.slack.emulator import SlackEmulator, button, buttons, shown
from tests.bots.slack.workspace import MIN, QIANG, XIAO, Workspace
from tests.ingestion.test_containers import zipped
from tests.world import World
from tools.demo.arrivals import samples
from tools.demo.documents import render

pytestmark = pytest.mark.smoke


def walk(slack: Workspace) -> None:
    """From a stranger's receipt to a posted voucher, in one message a person."""
    emulator, world = slack.emulator, slack.world
    slack.link(QIANG)
    slack.says(XIAO, "上周去苏州的", (slack.sample("hotel"),))
    assert "先认一下您" in shown(emulator.room(XIAO)[-1])
    assert world.must("limin", "list_inbox").rows == (), "nothing is done for a stranger"
    slack.type_code(XIAO)
    slack.settle()
    card = emulator.card(XIAO, "苏州听枫酒店")
    assert "¥560.00" in shown(card) and "住宿" in shown(card)
    assert list(buttons(card)) == ["paid_sender", "paid_card", "paid_nobody", "withdraw"]
    slack.press(XIAO, card, "paid_sender")
    assert {"submit", "withdraw"} == set(buttons(card))
    assert button(card, "submit")["text"]["text"] == "提交报销"
    slack.press(XIAO, card, "submit")
    assert "李强" in shown(card) and "submit" not in buttons(card)
    for word in ("借", "贷", "复核入账", "224102", "660205"):
        assert word not in shown(card), "no debits, no credits, nothing to confirm"
    checking = emulator.card(QIANG, "苏州听枫酒店")
    assert "660205" in shown(checking) and "224102" in shown(checking)
    slack.press(QIANG, checking, "open")
    modal = emulator.view_of(QIANG)
    assert "560.00" in shown(modal) and "差旅费" in shown(modal) and "票上写" in shown(modal)
    slack.submit(QIANG)
    assert "submit" not in emulator.view_of(QIANG)
    assert list(buttons(checking)) == ["undo"]
    world.later(11)
    slack.settle()
    assert "已入账" in shown(card) and "已入账" in shown(checking)
    assert buttons(card) == {} and buttons(checking) == {}
    assert len([one for one in emulator.room(XIAO) if "听枫" in shown(one)]) == 1, "one message a document"


@pytest.fixture(params=["http", "socket"])
def either(request: pytest.FixtureRequest, small_world: World, emulator: SlackEmulator) -> Iterator[Workspace]:
    """A workspace over each transport."""
    with Workspace(small_world, emulator, request.param) as made:
        yield made


def test_from_a_strangers_receipt_to_a_posted_voucher(either: Workspace) -> None:
    walk(either)


def test_the_same_on_either_database(world: World, emulator: SlackEmulator) -> None:
    with Workspace(world, emulator) as slack:
        walk(slack)


def test_a_wrong_picture_is_taken_back_for_good(either: Workspace) -> None:
    slack, emulator, world = either, either.emulator, either.world
    slack.link(XIAO)
    slack.says(XIAO, "", (slack.sample("hotel"),))
    slack.settle()
    card = emulator.card(XIAO, "苏州听枫酒店")
    (row,) = [one for one in world.must("wangfang", "list_inbox").rows if one.kind == "document"]
    slack.press(XIAO, card, "withdraw")
    slack.settle()
    assert "您已撤回" in shown(card)
    assert "听枫" not in shown(card) and "560" not in shown(card), "nothing of it is left in the message"
    assert buttons(card) == {}
    assert world.must("wangfang", "open_document", document=row.id).state == "withdrawn"


def test_what_finance_refuses_says_why_to_its_sender(either: Workspace) -> None:
    slack, emulator, world = either, either.emulator, either.world
    slack.link(XIAO)
    slack.says(XIAO, "", (slack.sample("hotel"),))
    slack.settle()
    card = emulator.card(XIAO, "苏州听枫酒店")
    (row,) = [one for one in world.must("wangfang", "list_inbox").rows if one.kind == "document"]
    world.must("wangfang", "reject_document", document=row.id, reason="私人消费 <不报>")
    slack.settle()
    assert "已驳回" in shown(card) and "私人消费 &lt;不报&gt;" in shown(card)
    assert buttons(card) == {}


def test_every_open_card_leads_to_its_page_where_an_address_is_set(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "public_url", "https://books.example.cn")
    emulator, world = slack.emulator, slack.world
    slack.link(XIAO, QIANG)
    slack.says(XIAO, "", (slack.sample("hotel"),))
    slack.settle()
    card = emulator.card(XIAO, "苏州听枫酒店")
    (row,) = [one for one in world.must("wangfang", "list_inbox").rows if one.kind == "document"]
    assert button(card, "browse")["url"] == f"https://books.example.cn/inbox/{row.id}"
    slack.press(XIAO, card, "paid_sender")
    slack.press(XIAO, card, "submit")
    checking = emulator.card(QIANG, "苏州听枫酒店")
    value = json.loads(button(checking, "open")["value"])
    assert button(checking, "browse")["url"] == f"https://books.example.cn/inbox/{value['p']}"
    before = shown(checking)
    slack.press(QIANG, checking, "browse")
    assert shown(checking) == before, "opening a page does nothing here"


def test_what_cannot_be_shown_whole_has_no_confirm_button(slack: Workspace) -> None:
    slack.link(MIN)
    lines = [
        {"account": "660213", "side": "debit", "amount_minor": 100, "memo": f"line {number}",
         "dims": {"department": "it"}} for number in range(1, 101)
    ]  # fmt: skip
    lines.append({"account": "220201", "side": "credit", "amount_minor": 10_000, "dims": {"party": "V0001"}})
    vouchers = [{"date": "2026-11-20", "memo": "many", "lines": lines}]
    made = slack.world.must("zhangwei", "propose_run", period="2026-11", summary="many", vouchers=vouchers)
    slack.settle()
    with_lines = slack.world.must("limin", "open_proposal", proposal=made.proposal)
    assert len(with_lines.lines) == 101
    card = slack.emulator.card(MIN, "many")
    assert "open" not in buttons(card) and "显示不全" in shown(card)


def test_a_zip_becomes_a_message_for_each_file_in_it(slack: Workspace) -> None:
    slack.link(XIAO)
    today = slack.world.clock.now().date()
    papers = {f"{key}.pdf": render(samples(today)[key]) for key in ("hotel", "special")}
    slack.says(XIAO, files=(slack.emulator.upload("票.zip", zipped(papers)),))
    slack.settle()
    told = [shown(one) for one in slack.emulator.room(XIAO)]
    assert sum("hotel.pdf" in one and "special.pdf" in one for one in told) == 1
    assert sum("听枫" in one for one in told) == 1 and len(told) == 5, told
    slack.settle()
    assert len(slack.emulator.room(XIAO)) == 5, "each once"
