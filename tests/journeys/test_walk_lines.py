"""修改分录 in a browser: by keyboard, without scripts, on a phone, and past a change of language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tests.journeys.test_access import AXE, CUT, RUN

pytestmark = pytest.mark.browser


def _grid(at: Screen, user: str = "wangfang") -> Page:
    page = at.become(user)
    at.open("/inbox?tab=ready")
    page.get_by_role("link", name=at.words("web.edit_lines")).click()
    expect(page.locator(".ln")).to_have_count(3)
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_by_keyboard_from_the_first_cell_to_the_new_maker(screen: Callable[..., Screen], language: str) -> None:
    with screen(language) as at:
        page = _grid(at)
        at.see("#maker", at.words("web.edit_makes_maker"))
        amount, tax = page.locator("[name=amount-0]"), page.locator("[name=amount-1]")
        whole = amount.input_value()
        page.locator("[name=account-0]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[name=side-0]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(amount).to_be_focused()
        page.keyboard.type("100")
        expect(page.locator("[data-gap]")).to_have_class("bad")
        page.keyboard.press("Shift+Enter")
        expect(page.locator("[name=side-0]")).to_be_focused()
        tax.focus()
        page.keyboard.press("=")
        expect(page.locator("[data-gap]")).to_have_class("good")
        expect(page.locator("[data-difference]")).to_have_text("0.00")
        page.locator("[name=memo-0]").fill("包装材料")
        page.locator("[name=memo-1]").fill("")
        page.locator("[name=memo-1]").press_sequentially("..")
        expect(page.locator("[name=memo-1]")).to_have_value("包装材料")
        page.keyboard.press("Control+Enter")
        at.see(".qwork .callout.ok", at.words("web.lines_kept_maker"))
        expect(page.locator(".pl")).to_contain_text("100.00")
        assert page.locator(".pl").inner_text().count(whole) == 0
        page.keyboard.press("Control+Enter")
        page.locator(".just-done").get_by_role("link", name=at.words("web.way_back")).click()
        expect(page.locator(".qacts [aria-disabled=true]")).to_contain_text(at.words("act.confirm"))


def test_typed_lines_stay_past_a_change_of_language_and_escape(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = _grid(at)
        page.locator("button[value=add]").click()
        expect(page.locator(".ln")).to_have_count(4)
        page.locator("[name=memo-3]").fill("还没写完")
        page.locator(".bar form[action='/language'] button").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("[name=memo-3]")).to_have_value("还没写完")
        page.keyboard.press("Escape")
        expect(page.locator(".pl")).to_be_visible()
        page.get_by_role("link", name="Edit lines").click()
        expect(page.locator("[name=memo-3]")).to_have_value("还没写完")
        page.locator("a[data-leave]").click()
        page.get_by_role("link", name="Edit lines").click()
        expect(page.locator(".ln")).to_have_count(3)


@pytest.mark.parametrize(
    ("language", "dark", "size", "scale"),
    [
        ("zh", False, (360, 740), 1),
        ("en", True, (1440, 960), 1),
        ("en", False, (360, 740), 1),
        ("en", False, (720, 480), 2),
    ],
)
def test_the_grid_hinders_nobody(
    screen: Callable[..., Screen], language: str, dark: bool, size: tuple[int, int], scale: int
) -> None:
    with screen(language, dark=dark, size=size, scale=scale) as at:
        page = _grid(at)
        page.locator("button[value='split:0']").click()
        page.locator("[name=share-it]").fill("40")
        page.locator("[name=amount-1]").fill("1.234")
        page.locator("button[value='apply:0']").click()
        expect(page.locator(".fault").first).to_be_visible()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
        sideways, bad = page.evaluate(CUT)
        assert (sideways, bad) == ("", [])
        expect(page.locator("[name=share-it]")).to_have_value("40")
        expect(page.locator("[name=amount-1]")).to_have_value("1.234")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_of_it_without_scripts(browser: object, served: Served, language: str) -> None:
    from playwright.sync_api import Browser

    assert isinstance(browser, Browser)
    context = browser.new_context(
        java_script_enabled=False, locale={"zh": "zh-CN", "en": "en-GB"}[language], base_url=served.address
    )
    page = context.new_page()
    page.goto(served.hello())
    page.locator("form:has(input[value=limin]) button").first.click()
    page.goto("/inbox?tab=ready")
    if page.locator(".pl + p a, .pl ~ p a").count() == 0:
        page.goto("/inbox?tab=waiting")
    page.locator("a[href$='/lines']").click()
    page.locator("button[value='split:0']").click()
    for share, value in (("it", "40"), ("sales", "35"), ("admin", "=")):
        page.locator(f"[name=share-{share}]").fill(value)
    page.locator("button[value='apply:0']").click()
    expect(page.locator(".ln")).to_have_count(5)
    page.locator("[name=amount-4]").focus()
    page.keyboard.press("Enter")  # the first button of the form checks, and keeps nothing
    assert page.url.endswith("/lines")
    expect(page.locator(".ln")).to_have_count(5)
    page.locator(".btn.primary").click()
    expect(page.locator(".pl tr.debit")).to_have_count(4)
    context.close()
