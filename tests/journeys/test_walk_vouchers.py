"""录凭证 in a browser: ten lines by few keys, rows of Excel pasted, nothing lost by a reload, and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.screen import Screen
from tests.journeys.test_access import AXE, CUT, RUN

pytestmark = pytest.mark.browser
MOST_KEYS = 60


class Keys:
    """A keyboard that counts: ``text`` is what the voucher says, ``press`` is what comes on top of it."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def text(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_lines_take_at_most_sixty_keys_beyond_their_text(screen: Callable[..., Screen], language: str) -> None:
    with screen(language) as at:
        page = at.become("wangfang")
        at.open("/vouchers/new")
        keys = Keys(page)
        expect(page.locator("[name=account-0]")).to_be_focused()
        for number in range(9):
            keys.text(["bgf", "660204"][number % 2])
            keys.press("Enter")
            keys.text(f"{100 + number}.10")
            keys.press("Enter")
            if number == 0:
                keys.text("十一月办公用品")
            else:
                keys.press(".", ".")
            keys.press("Enter")
            department = page.locator(f"[name=department-{number}]")
            if number == 0:
                expect(department).to_be_focused()
                department.select_option("it")
                keys.press("Enter")
                keys.pressed += 1  # the department's first letter, on a keyboard
            expect(department).to_have_value("it")
            expect(page.locator(f"[name=account-{number + 1}]")).to_be_focused()
        keys.text("100201")
        keys.press("Enter", "Enter", "=", "Enter", ".", ".", "Control+Enter")
        page.wait_for_url("**said=submit*")
        expect(page.locator(".pl")).to_contain_text("936.90")
        expect(page.locator(".pl tr.debit")).to_have_count(9)
        assert keys.pressed <= MOST_KEYS, keys.pressed


def test_rows_of_excel_are_pasted_and_a_bad_cell_says_what_is_wrong(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("limin")
        at.open("/vouchers/new")
        rows = "".join(f"660204\t{n}.50\t\t十一月 {n}\t信息部\n" for n in range(1, 41))
        page.locator("[name=account-0]").evaluate(
            "(cell, text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
            " cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
            f"{rows}没有这个\t\t=\t\t\n",
        )
        expect(page.locator(".vln.ln")).to_have_count(41)
        fault = page.locator("#f-lines-40-account")
        expect(fault).to_contain_text("没有这个")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
        page.locator("[name=account-40]").fill("100201")
        at.open("/vouchers/new")
        expect(page.locator("[name=account-40]")).to_have_value("100201")


def test_what_was_typed_outlives_a_reload(screen: Callable[..., Screen]) -> None:
    with screen("zh") as at:
        page = at.become("wangfang")
        at.open("/vouchers/new")
        page.locator("[name=memo-0]").fill("还没写完")
        page.locator("[name=debit-0]").fill("12.00")
        page.keyboard.press("-")
        expect(page.locator("[name=debit-0]")).to_have_value("-12.00")
        at.open("/vouchers")
        at.open("/vouchers/new")
        expect(page.locator("[name=memo-0]")).to_have_value("还没写完")
        expect(page.locator("[name=debit-0]")).to_have_value("-12.00")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (360, True)])
def test_a_correction_is_one_matter_and_both_pages_are_clean(
    screen: Callable[..., Screen], language: str, width: int, dark: bool
) -> None:
    with screen(language, size=(width, 900), dark=dark) as at:
        page = at.become("wangfang")
        at.open("/vouchers/new")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
        sideways, bad = page.evaluate(CUT)
        assert (sideways, bad) == ("", [])
        at.open("/vouchers")
        page.locator("table a[href^='/vouchers/']").first.click()
        page.locator("a[href$='/correct']").click()
        at.see("#how", at.words("voucher.correct_how"))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
        sideways, bad = page.evaluate(CUT)
        assert (sideways, bad) == ("", [])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (360, True)])
def test_currency_and_quantity_are_typed_by_keyboard_alone(
    screen: Callable[..., Screen], language: str, width: int, dark: bool
) -> None:
    with screen(language, size=(width, 900), dark=dark) as at:
        page = at.become("wangfang")
        at.open("/vouchers/new")
        expect(page.locator("[name=currency-0]")).to_be_hidden()
        page.locator("[name=measures]").check()
        page.locator("[name=account-0]").focus()
        keys = Keys(page)
        for text in ("100201", "usd", "1000", "7.0813", ""):
            keys.text(text)
            keys.press("Enter")
        expect(page.locator("[name=debit-0]")).to_be_focused()
        keys.press("*")
        expect(page.locator("[name=debit-0]")).to_have_value("7081.30")
        keys.press("Enter", "Enter")
        for text in ("6001", "", "3", "2360.4333"):
            keys.text(text)
            keys.press("Enter")
        keys.press("Enter", "*")
        expect(page.locator("[name=credit-1]")).to_have_value("7081.30")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
        assert page.evaluate(CUT) == ["", []]
        keys.press("Control+Enter")
        page.wait_for_url("**said=submit*")
        expect(page.locator(".pl tr.debit")).to_contain_text("1,000.00")
        expect(page.locator(".pl tr.debit")).to_contain_text("× 7.0813 =")
        expect(page.locator(".pl tr.total")).to_contain_text("7,081.30")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN) == []
