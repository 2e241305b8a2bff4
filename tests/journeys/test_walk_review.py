"""The clerk's review: many files, a word put into its field where it stands, keys that never act by accident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ingestion.test_containers import zipped
from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tests.journeys.test_access import AXE, CUT, RUN
from tools.demo.arrivals import samples
from tools.demo.documents import render

pytestmark = pytest.mark.browser
PHONE, LAPTOP = (390, 844), (1280, 900)


def hinders_nobody(at: Screen) -> None:
    at.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert at.page.evaluate(RUN) == []
    assert at.page.evaluate(CUT) == ["", []]


@pytest.mark.parametrize(("language", "dark", "size"), [("zh", False, LAPTOP), ("en", True, PHONE)])
def test_many_files_at_once_and_one_that_fails_is_tried_again(
    screen: Callable[..., Screen], tmp_path: Path, language: str, dark: bool, size: tuple[int, int]
) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "two.zip").write_bytes(zipped({"x.pdf": b"%PDF-1.4 x", "y.pdf": b"%PDF-1.4 y"}))
    with screen(language, dark=dark, size=size) as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=needs&list=1")
        page.locator("#files").set_input_files([tmp_path / "bad.pdf", tmp_path / "two.zip"])
        page.wait_for_url("**/documents?ids=*")
        expect(page.locator("h1")).to_contain_text(at.words("web.batch_read", read=3, total=3))
        assert page.locator(".files .failed").count() == 3 and page.locator(".files .inner").count() == 2
        hinders_nobody(at)
        page.locator(".files .failed button").first.click()
        page.wait_for_url("**/documents?ids=*")
        expect(page.locator("h1")).to_contain_text(at.words("web.batch_read", read=3, total=3))
        expect(page.locator(".files .failed")).to_have_count(3)


def _presses(page: Page, *keys: str) -> int:
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def _hand_in_another(at: Screen, served: Served, ends: str) -> None:
    """A new invoice of a known vendor, opened and waiting for who paid it."""
    at.open("/inbox")
    known = samples(served.clock.now().date())["special"]
    data = render(replace(known, number=f"{known.number[:-4]}{ends}"))
    at.page.locator("#files").set_input_files({"name": "new.pdf", "mimeType": "application/pdf", "buffer": data})
    expect(at.page.locator(".f .chips").first).to_be_visible()


def test_an_invoice_of_a_known_vendor_takes_two_presses(screen: Callable[..., Screen], served: Served) -> None:
    with screen("zh") as at:
        page = at.become("wangfang")
        _hand_in_another(at, served, "9871")
        presses = _presses(page, "3")
        expect(page.locator(".qacts .btn.primary")).to_contain_text(at.words("act.submit"))
        presses += _presses(page, "Control+Enter")
        at.see(".just-done .callout.ok", at.words("web.submitted"))
        assert presses <= 2


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("zh", True)])
def test_a_field_lights_its_box_and_takes_a_word_where_it_stands(
    screen: Callable[..., Screen], language: str, dark: bool
) -> None:
    with screen(language, dark=dark, size=LAPTOP) as at:
        page = at.become("wangfang")
        at.open("/inbox?tab=ready")
        here = page.url
        row = page.locator(".f[data-field=number]")
        row.locator(".k").click()
        expect(page.locator("svg.page g.is-chosen")).to_have_attribute("data-field", "number")
        expect(page.locator("svg.page g.is-chosen .bx")).to_be_in_viewport()
        words = page.locator("svg.page g.choose rect")
        expect(words.first).to_be_visible()
        at.see("[data-picking]", row.locator(".k").inner_text())
        hinders_nobody(at)
        page.keyboard.press("Escape")
        expect(words).to_have_count(0)
        row.locator("a.pick").click()
        expect(words.first).to_be_visible()
        assert page.url == here, "in place, not on a page of its own"
        wanted = words.nth(1).get_attribute("aria-label")
        words.nth(1).click()
        at.see(".qwork .callout.ok", at.words("web.word_kept"))
        expect(row.locator(".v")).to_contain_text(str(wanted).strip())


def test_a_held_key_confirms_once_and_composing_fires_nothing(screen: Callable[..., Screen], served: Served) -> None:
    with screen("zh") as at:
        page = at.become("wangfang")
        _hand_in_another(at, served, "9872")
        _presses(page, "3")
        expect(page.locator(".qacts .btn.primary")).to_contain_text(at.words("act.submit"))
        _presses(page, "Control+Enter")
        at.see(".just-done .callout.ok", at.words("web.submitted"))
        waits = str(page.locator(".just-done a").get_attribute("href"))
        page = at.become("limin")
        at.open(waits)
        sent: list[str] = []
        page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
        expect(page.locator("form[data-primary] .btn.primary")).to_contain_text(at.words("act.confirm"))
        page.keyboard.press("Enter")
        page.keyboard.press("c")
        assert sent == [], "one key alone confirms nothing"
        for _ in range(3):
            page.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
            )
        assert sent == [], "nor does what an input method takes"
        page.keyboard.down("Control")
        for _ in range(4):
            page.keyboard.down("Enter")
        at.see(".toast", at.words("web.confirmed_before").strip())
        for _ in range(4):
            page.keyboard.down("Enter")  # still held on the page that came
        page.keyboard.up("Enter")
        page.keyboard.up("Control")
        assert [one.rpartition("/")[2] for one in sent] == ["confirm"]
        page.keyboard.press("?")
        keys = page.locator("dialog[data-keys]")
        expect(keys).to_be_visible()
        hinders_nobody(at)
        before = page.url
        page.keyboard.press("j")
        assert page.url == before, "no key acts behind the list"
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()


@pytest.mark.parametrize(("language", "dark"), [("zh", False), ("en", True)])
def test_receipts_are_photographed_with_one_hand(
    screen: Callable[..., Screen], tmp_path: Path, language: str, dark: bool
) -> None:
    with screen(language, dark=dark, size=PHONE, touch=True) as at:
        page = at.become("chenxiao")
        at.open("/snap")
        shot = page.screenshot()
        camera = page.locator("[data-camera]")
        for name in ("one.png", "two.heic"):  # whatever the browser can show of a HEIC file is sent as JPEG
            (tmp_path / name).write_bytes(shot)
            camera.set_input_files(tmp_path / name)
        expect(page.locator(".shots li")).to_have_count(2)
        hinders_nobody(at)
        button = page.locator("[data-hand-in]")
        expect(button).to_have_text(at.words("files.hand_in_count", count=2))
        expect(button).to_be_in_viewport()
        page.locator("[name=purpose]").fill("苏州")
        page.locator("[name=paid_by][value=sender]").check()
        button.click()
        page.wait_for_url("**/documents?ids=*")
        expect(page.locator(".files li")).to_have_count(2)
        expect(page.locator(".files")).to_contain_text("two.jpg")
