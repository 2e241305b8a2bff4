"""李敏 asks, asks on, comes back to it, and deletes it: with the mouse on a laptop and with a thumb on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.screen import Screen

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")
FIRST = {"zh": "2026-10 的利润表", "en": "Income statement for October 2026"}
THEN = {"zh": "那9月呢", "en": "and September?"}


def ask(page: Page, question: str) -> None:
    """Type and send; a finished answer leaves the line empty."""
    page.locator("#q").fill(question)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#q")).to_have_value("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_is_gone_on_with_come_back_to_and_deleted(screen: Callable[..., Screen], language: str) -> None:
    other = {"zh": "en", "en": "zh"}[language]
    with screen(language) as at:
        page = at.become("limin")
        at.open("/ask")
        at.see(".talks .unfolded", at.words("web.talks_none"))
        ask(page, FIRST[language])
        at.see("#turn-1", FIRST[language])
        expect(page).to_have_url(re.compile(r"/ask/[0-9a-z]{26}$"))
        mine = page.url
        at.see(".talks .unfolded a[aria-current=page]", FIRST[language])
        ask(page, THEN[language])
        at.see("#turn-2", THEN[language])
        expect(page.locator("#turn-2 + .a-house")).to_contain_text("2026-09")
        assert page.url == mine
        assert page.evaluate("localStorage.length") == 0, "no page is kept in the browser"
        page.locator(".bar form[action='/language'] button").click()
        expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-CN", "en": "en"}[other])
        assert page.url == mine
        expect(page.locator("#turns")).to_contain_text("2026-09")
        page.locator(".bar form[action='/language'] button").click()
        page.get_by_role("link", name=at.words("web.new_talk")).click()
        expect(page).to_have_url(re.compile(r"/ask$"))
        expect(page.locator(".q-me")).to_have_count(0)
        ask(page, THEN[language])
        at.see("#turn-1")
        expect(page.locator("#turns")).not_to_contain_text("2026-09")
        page.locator(".unfolded a", has_text=FIRST[language]).click()
        assert page.url == mine
        page.locator(".unfolded summary", has_text=at.words("web.delete_this_talk")).click()
        page.locator(".unfolded").get_by_role("button", name=at.words("web.delete_talk", title=FIRST[language])).click()
        at.see("[role=status].callout", at.words("web.talk_deleted"))
        expect(page.locator(".unfolded li")).to_have_count(1)
        at.open(mine)
        at.see(".callout.stop", at.words("conversation.unknown"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_list_folds_away(screen: Callable[..., Screen], language: str) -> None:
    with screen(language, size=(360, 740), touch=True) as at:
        page = at.become("limin")
        at.open("/ask")
        page.locator(".chips button").first.click()
        expect(page.locator("#turn-1")).to_be_visible()
        expect(page.locator(".unfolded")).to_be_hidden()
        expect(page.locator(".folded li")).to_be_hidden()
        page.locator(".folded > summary").click()
        expect(page.locator(".folded li")).to_be_visible()
        for control in (".talks > .btn", ".folded > summary"):
            box = page.locator(control).bounding_box()
            assert box is not None and box["height"] >= 43, control
