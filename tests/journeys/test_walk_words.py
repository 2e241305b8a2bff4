"""A vendor made from its invoice, and a word chosen on the page, in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Screen
from tests.journeys.test_access import AXE, CUT, RUN

pytestmark = pytest.mark.browser
PHONE, LAPTOP = (360, 740), (1440, 960)


def _hinders_nobody(at: Screen) -> None:
    at.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert at.page.evaluate(RUN) == []
    assert at.page.evaluate(CUT) == ["", []]


@pytest.mark.parametrize(("language", "dark", "size"), [("zh", False, PHONE), ("en", True, LAPTOP)])
def test_a_vendor_from_its_invoice(
    screen: Callable[..., Screen], language: str, dark: bool, size: tuple[int, int]
) -> None:
    with screen(language, dark=dark, size=size) as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=needs&list=1")
        page.locator(".qrow", has_text="南通恒越").click()
        page.get_by_role("link", name=at.words("web.create_vendor")).click()
        at.see(".callout", at.words("web.vendor_makes_maker"))
        _hinders_nobody(at)
        tax_id = page.locator("[name=tax_id]")
        right = tax_id.input_value()
        tax_id.fill("123")
        page.locator(".btn.primary").click()
        expect(page.locator("#f-tax_id")).to_be_visible()
        expect(tax_id).to_have_value("123")
        _hinders_nobody(at)
        tax_id.fill(right)
        page.locator(".btn.primary").click()
        at.see(".qwork .callout.ok")
        at.see(".qwork .callout.stop", at.words("risk.unapproved_bank_account_title"))
        _hinders_nobody(at)


@pytest.mark.parametrize(("language", "dark", "size"), [("en", False, PHONE), ("zh", True, LAPTOP)])
def test_a_word_on_the_picture(screen: Callable[..., Screen], language: str, dark: bool, size: tuple[int, int]) -> None:
    with screen(language, dark=dark, size=size) as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=ready")
        link = page.locator("a.pick[href$='/field/number']")
        _hinders_nobody(at)
        at.open(str(link.get_attribute("href")))
        at.see(".callout", at.words("web.choose_keeps_maker"))
        _hinders_nobody(at)
        boxes = page.locator(".page.choose rect")
        other = boxes.nth(1)
        wanted = other.locator("title").text_content()
        other.click()
        at.see(".qwork .callout.ok", at.words("web.word_kept"))
        expect(page.locator(".f[data-field=number] .v")).to_contain_text(str(wanted))
        expect(page.locator(".f[data-field=number] .word")).to_contain_text(at.words("field.word_checked"))
