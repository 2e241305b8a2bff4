"""A paper of which something was read unsurely: its sender says by one button whether it is that."""

from __future__ import annotations

from tests.bots.slack.emulator import SlackEmulator, button, buttons, shown
from tests.bots.slack.workspace import XIAO, Workspace
from tests.unsure import unsure, withhold
from tests.world import World


def test_the_sender_says_by_a_button_which_day_it_is(small_world: World, emulator: SlackEmulator) -> None:
    with Workspace(small_world, emulator) as slack:
        slack.link(XIAO)
        slack.says(XIAO, "", (emulator.upload("bill.pdf", unsure(day="03/04/2026")),))
        slack.settle()
        card = emulator.card(XIAO, "Hofmann Feinblech")
        assert "开票日期看不准，是哪一个？" in shown(card)
        offered = [button(card, f"take_issue_date_{place}")["text"]["text"] for place in (0, 1)]
        assert offered == ["2026-04-03", "2026-03-04"]
        slack.press(XIAO, card, "take_issue_date_1")
        assert "2026-03-04" in shown(card) and "2026-04-03" not in shown(card)
        assert not [one for one in buttons(card) if one.startswith("take_")]


def test_a_total_too_unsure_to_be_given_is_one_button(small_world: World, emulator: SlackEmulator) -> None:
    with Workspace(small_world, emulator) as slack:
        slack.link(XIAO)
        slack.says(XIAO, "", (emulator.upload("bill.pdf", unsure()),))
        slack.settle()
        (row,) = [one for one in small_world.must("wangfang", "list_inbox").rows if one.kind == "document"]
        withhold(small_world, row.id, "gross", "tax")
        slack.settle()
        card = emulator.card(XIAO, "Hofmann Feinblech")
        assert "价税合计读得不够准，是这个吗" in shown(card)
        assert button(card, "take_gross_0")["text"]["text"] == "500.00"
        slack.press(XIAO, card, "take_gross_0")
        assert "500.00" in shown(card) and not [one for one in buttons(card) if one.startswith("take_")]
        assert small_world.must("wangfang", "open_document", document=row.id).gross_minor == 50_000
