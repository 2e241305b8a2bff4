"""A paper of which something was read unsurely: its sender says by one button whether it is that."""

from __future__ import annotations

from tests.bots.slack.emulator import SlackEmulator, button, buttons, shown
from tests.bots.slack.workspace import XIAO, Workspace
from tests.ingestion.unsure_paper import unsure
from tests.world import World


def test_the_sender_takes_the_total_by_a_button(small_world: World, emulator: SlackEmulator) -> None:
    with Workspace(small_world, emulator) as slack:
        slack.link(XIAO)
        slack.says(XIAO, "", (emulator.upload("bill.pdf", unsure()),))
        slack.settle()
        card = emulator.card(XIAO, "Hofmann Feinblech")
        assert "价税合计读得不够准，是这个吗" in shown(card)
        assert button(card, "take_gross_0")["text"]["text"] == "500.00"
        slack.press(XIAO, card, "take_gross_0")
        assert "500.00" in shown(card) and not [one for one in buttons(card) if one.startswith("take_")]
        (row,) = [one for one in small_world.must("wangfang", "list_inbox").rows if one.kind == "document"]
        assert small_world.must("wangfang", "open_document", document=row.id).gross_minor == 50_000
