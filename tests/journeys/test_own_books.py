"""From an empty folder to the first posted voucher, in the browser alone: found, invite, open, type, confirm."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from ledger.proof import verify
from tests.journeys.own_books import EmptyHome, Window
from tests.tools.company.test_opening_balances import HEAD, ITEM_HEAD, ITEMS, ROWS, SIDES

pytestmark = pytest.mark.browser
PASSWORD = "ein langer Satz über Äpfel"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[EmptyHome]:
    made = EmptyHome(tmp_path / "home")
    yield made
    made.close()


def _file(path: Path, rows: list[list[object]]) -> str:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def _found(at: Window, home: EmptyHome) -> None:
    at.page.goto("/")
    expect(at.page.locator("h1")).to_contain_text(at.words("company.start"))
    at.page.goto(f"/start?k={home.house.keys.link()}")
    at.fill(name="新芽科技有限公司", name_en="Xinya", first_period="2026-13")
    at.press("company.found")
    expect(at.page.locator("[name=first_period]")).to_have_value("2026-13")
    expect(at.page.locator(".fault")).to_have_count(3)
    at.fill(first_period="2026-11", admin_name="孙丽", admin_user="sunli")
    at.choose("standard", "cas")
    at.press("company.found")
    expect(at.page.locator("h1")).to_contain_text(at.words("company.welcome"))
    at.page.goto("/me")
    at.fill(password=PASSWORD, again=PASSWORD)
    at.press("company.keep_password")


def _invite(at: Window) -> str:
    at.page.goto("/people")
    at.fill(lines="李敏 limin", limit="9000000")
    at.choose("role", "controller")
    at.press("people.invite_now")
    return at.page.locator(".links textarea").input_value()


def _come_in(at: Window, link: str) -> None:
    at.page.goto(link)
    at.fill(password=PASSWORD, again=PASSWORD)
    at.press("company.come_in")
    expect(at.page.locator(".bar .who")).to_contain_text("李敏")


def _confirm_all(at: Window) -> None:
    at.page.goto("/opening")
    hrefs = at.page.locator(".todo a.row").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    for href in hrefs:
        at.page.goto(href)
        button = at.page.locator("form[action$='/confirm'] button")
        if button.count():
            button.first.click()
            at.page.wait_for_url("**did=confirm*")


def _opening(maker: Window, checker: Window, home: EmptyHome, folder: Path) -> None:
    maker.page.goto("/opening")
    maker.page.locator("[name=file]").set_input_files(_file(folder / "余额表.csv", [["余额表"], HEAD, SIDES, *ROWS]))
    maker.page.locator("[name=items]").set_input_files(_file(folder / "未清.csv", [ITEM_HEAD, *ITEMS]))
    maker.press("table.look")
    expect(maker.page.locator(".figure")).to_contain_text("71,000.00")
    maker.page.locator("[name=create]").check()
    maker.press("opening.look_again")
    expect(maker.page.locator(".callout.ok")).to_contain_text(maker.words("opening.no_difference"))
    maker.press("opening.propose")
    _confirm_all(checker)
    home.let_the_grace_pass()
    maker.page.goto("/opening")
    maker.press("opening.finish")
    _confirm_all(checker)
    home.let_the_grace_pass()
    maker.page.goto("/opening")
    expect(maker.page.locator("main")).to_contain_text(maker.words("opening.next_done"))


def _voucher(maker: Window, checker: Window, home: EmptyHome) -> None:
    maker.page.goto("/vouchers/new")
    maker.fill(**{"memo": "付电费", "account-0": "660211", "debit-0": "120.50", "credit-0": "1"})
    maker.press("voucher.propose")
    expect(maker.page.locator("#f-lines-0-debit")).to_contain_text(maker.words("voucher.one_side"))
    maker.fill(**{"credit-0": "", "account-1": "100201", "credit-1": "120.50"})
    maker.choose("department-0", "general")
    maker.press("voucher.propose")
    maker.page.wait_for_url("**/inbox/*")
    maker.page.locator("form[action$='/submit'] button").first.click()
    maker.page.wait_for_url("**did=submit*")
    proposal = maker.page.locator(".just-done a").get_attribute("href")
    checker.page.goto(urljoin(maker.page.url, str(proposal)))
    checker.page.locator("form[action$='/confirm'] button").first.click()
    checker.page.wait_for_url("**did=confirm*")
    home.let_the_grace_pass()


@pytest.mark.parametrize(("language", "scripts"), [("zh", True), ("en", False)])
def test_from_an_empty_folder_to_the_first_posted_voucher(
    browser: Browser, home: EmptyHome, tmp_path: Path, language: str, scripts: bool
) -> None:
    with (
        Window(browser, home, language, scripts=scripts) as maker,
        Window(browser, home, language, scripts=scripts) as checker,
    ):
        _found(maker, home)
        _come_in(checker, _invite(maker))
        _opening(maker, checker, home, tmp_path)
        _voucher(maker, checker, home)
        maker.page.goto("/vouchers?month=2026-11")
        expect(maker.page.locator("table.ledger")).to_contain_text("120.50")
        maker.page.goto("/reports/aging")
        expect(maker.page.locator("main")).to_contain_text("杭州云帆")
    (tenant,) = home.house.door.companies()
    with home.house.store.read(tenant) as unit:
        report = verify(unit)
        assert report.clean, report.findings
