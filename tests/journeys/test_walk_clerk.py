"""王芳 and 李敏: from a sample in the tray to a posted voucher, and from its amount back to the box on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import Served
from tests.journeys.screen import PEOPLE, Screen

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")


def _read(page: Page, seconds: int = 30) -> None:
    """Until the page says what was read."""
    expect(page.locator(".fields").first).to_be_visible(timeout=1000 * seconds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_account_is_seen_booked_and_locked(
    screen: Callable[..., Screen], served: Served, language: str
) -> None:
    with screen(language) as at:
        page = at.become("wangfang")
        expect(page.locator(".three > a")).to_have_count(3)
        page.locator(".rail a[href='/inbox']").click()
        page.drag_and_drop("[data-sample=changed_account]", "form[data-drop]")
        _read(page)
        at.see(".acct.good .no")
        at.see(".acct.bad .no .diff")
        at.see(".qwork .callout.stop", at.words("alert.locked"))
        assert page.locator(".acct.good").inner_text() != page.locator(".acct.bad").inner_text()
        at.button("web.paid_nobody").click()
        expect(page.locator(".qacts .btn.primary")).to_contain_text(at.words("act.submit"))
        page.keyboard.press("Control+Enter")
        page.locator(".just-done").get_by_role("link", name=at.words("web.way_back")).click()
        grey = page.locator(".qacts [aria-disabled=true]")
        expect(grey).to_contain_text(at.words("act.confirm"))
        reason = page.locator(f"#{grey.get_attribute('aria-describedby')}")
        assert len(reason.inner_text()) > 8
        go_on = reason.get_by_role("button", name=at.words("web.continue_as", name=PEOPLE["limin"].called(language)))
        thing = page.url.partition("?")[0]
        go_on.click()
        expect(page.locator(".bar .who")).to_contain_text(PEOPLE["limin"].called(language))
        assert page.url.partition("?")[0] == thing
        _confirm_undo_confirm(at, served, thing)
        _back_to_the_box(at, "660107")


def _confirm_undo_confirm(at: Screen, served: Served, thing: str) -> None:
    page = at.page
    at.button("act.confirm").click()
    at.see(".toast", at.words("web.confirmed_before").strip())
    at.button("act.undo").click()
    at.see(".qwork .callout", at.words("web.undone"))
    at.button("act.confirm").click()
    at.see(".toast")
    served.let_the_grace_pass()
    page.goto(thing)
    told = at.see(".qwork .callout.ok").inner_text()
    assert re.search(r"记-\d{4}", told), told
    at.see(".qwork .callout.stop", at.words("alert.locked"))
    page.get_by_role("link", name=at.words("web.see_voucher")).click()
    page.locator(".pl a.amount").first.click()
    _one_box_in_focus(page)


def _one_box_in_focus(page: Page) -> None:
    box = page.locator("svg.page .bx.focus")
    expect(box).to_have_count(1)
    expect(box).to_be_in_viewport()


def _back_to_the_box(at: Screen, account: str) -> None:
    page = at.page
    page.locator(".rail a[href='/reports']").click()
    page.locator(f"#a{account} .c-close a").click()
    at.see(".drillbox", at.words("web.equals_row"))
    at.see(".drillbox .loupe svg")
    page.get_by_role("link", name=at.words("web.whole_page")).click()
    _one_box_in_focus(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_a_program_are_struck_and_do_nothing(screen: Callable[..., Screen], language: str) -> None:
    with screen(language) as at:
        page = at.become("wangfang")
        at.open("/inbox")
        page.locator("[data-sample=hidden_instruction]").click()
        _read(page)
        at.see(".qdoc .callout", at.words("web.hidden_words"))
        struck = at.see(".qdoc del")
        assert "line-through" in struck.evaluate("one => getComputedStyle(one).textDecorationLine")
        assert page.locator(".toast").count() == 0
        expect(page.locator(".path .now")).to_contain_text(at.words("web.step_read"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_invoice_again_a_scan_and_a_file_that_cannot_be_read(
    screen: Callable[..., Screen], language: str
) -> None:
    with screen(language) as at:
        page = at.become("wangfang")
        at.open("/inbox")
        page.locator("[data-sample=duplicate]").click()
        _read(page)
        at.see(".qdoc .callout", at.words("web.duplicate"))
        assert page.locator(".pl").count() == 0, "nothing is proposed a second time"
        page.get_by_role("link", name=at.words("web.open_other")).click()
        expect(page.locator(".pl")).to_be_visible()
        at.open("/inbox")
        page.locator("[data-sample=scan]").click()
        _read(page, 90)
        at.see(".qdoc", "20,746.80")
        picture = page.locator(".qdoc svg image").first
        expect(picture).to_be_visible()
        assert page.request.get(picture.get_attribute("href") or "").body()[:4] == b"\x89PNG"
        at.open("/inbox")
        page.set_input_files("#files", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"})
        at.see(".qdoc .callout.stop", at.words("web.cannot_read"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_foreign_money_is_asked_for_its_rate(screen: Callable[..., Screen], language: str) -> None:
    with screen(language) as at:
        page = at.become("wangfang")
        at.open("/inbox")
        page.locator("[data-sample=english]").click()
        _read(page)
        page.locator("#rate").fill("9.1")
        page.locator("form[action='/language'] button").first.click()
        expect(page.locator("#rate")).to_have_value("9.1")
        page.locator("form[action='/language'] button").first.click()
        at.see(".qdoc", "GBP")
