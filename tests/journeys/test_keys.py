"""The keyboard: J and K between papers, N to the next that wants a look, and nothing while somebody types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Screen

pytestmark = pytest.mark.browser


def test_next_previous_and_next_unsure(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=needs")
        first = page.url
        page.keyboard.press("Escape")  # out of the field that wants a word: there a letter is a letter
        page.keyboard.press("j")
        page.wait_for_url(lambda url: url != first)
        second = page.url
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        page.wait_for_url(lambda url: url == first)
        page.keyboard.press("Escape")
        assert second != first
        seen = []
        for _ in range(3):
            page.keyboard.press("n")
            focused = page.evaluate(
                "document.activeElement.closest('.f') && [...document.querySelectorAll('.f')].indexOf(document.activeElement.closest('.f'))"
            )
            assert focused is not None
            row = page.locator(".f").nth(focused)
            assert row.locator(".word.look, .word.needs").count() == 1
            seen.append(focused)
        unsure = page.locator(".f:has(.word.look), .f:has(.word.needs)").count()
        assert len(set(seen)) == min(3, unsure)
        page.keyboard.press("Control+k")
        page.wait_for_url("**/ask")


def test_typing_never_fires_a_key(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("limin")
        at.open("/inbox?tab=ready")
        page.locator(".qacts summary, .pl + details summary").first.click()
        field = page.locator("details[open] input:not([type=hidden]), details[open] textarea").first
        field.focus()
        before = page.url
        page.keyboard.type("jknJKN ni hao")
        expect(field).to_have_value("jknJKN ni hao")
        assert page.url == before
        page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', keyCode: 229, isComposing: true, bubbles: true}))"
        )
        assert page.url == before


def test_what_was_typed_stays_when_the_language_changes(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("limin")
        at.open("/alerts/1")
        page.locator("textarea[name=reason]").fill("打过电话核实")
        page.locator(".bar form[action='/language'] button").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.url.endswith("/alerts/1")
        expect(page.locator("textarea[name=reason]")).to_have_value("打过电话核实")
        page.locator(".bar form[action='/signout'] button").click()
        expect(page.locator("input[name=password]")).to_be_visible()
        assert page.evaluate("Object.keys(sessionStorage).filter(one => one.startsWith('zf-keep')).length") == 0


def test_a_form_is_sent_once_however_often_it_is_pressed(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=ready")
        sent: list[str] = []
        page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
        page.evaluate(
            "(() => { const one = document.querySelector('.qacts .btn.primary'); one.click(); one.click(); one.click(); })()"
        )
        expect(page.locator(".just-done .callout.ok")).to_contain_text(at.words("web.submitted"))
        assert len([url for url in sent if url.endswith("/submit")]) == 1


def test_the_first_tab_skips_to_the_page(screen: Callable[..., Screen]) -> None:
    with screen("en") as at:
        page = at.become("limin")
        at.open("/reports")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        outline = page.evaluate(
            "(document.querySelector('.nav').focus(), getComputedStyle(document.activeElement).outlineStyle)"
        )
        assert outline != "none"
