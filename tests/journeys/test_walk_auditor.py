"""Path G whole: an external auditor's two weeks in a browser, narrowed to one year, from the invitation to the answer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bots.web.guard import COOKIE, cookie_value
from ledger.core import Channel, company_date
from ledger.proof.package_check import check_package
from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tools.demo import cast
from tools.outcome import Done


def invited(served: Served, at: Screen) -> tuple[Page, str, int]:
    """1. Taken in until a day, for this year alone; the browser is theirs from here on."""
    today = company_date(served.clock.now(), cast.company().time_zone)
    until, admin = (
        (today + timedelta(days=14)).isoformat(),
        served.house.door.as_user(cast.TENANT, "admin", Channel.WEB),
    )
    given = {"lines": "吴审 wu", "role": "auditor", "until": until, "first_year": today.year}
    made = served.house.gateway.call(admin, "invite_people", given)  # type: ignore[arg-type]
    assert isinstance(made, Done) and made.result.people[0].link  # type: ignore[attr-defined]
    secret = served.house.door.become(cast.TENANT, "wu")
    at.page.context.add_cookies(
        [{"name": COOKIE, "value": cookie_value(cast.TENANT, str(secret)), "url": served.address}]
    )
    return at.page, until, today.year


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_external_auditors_two_weeks(screen: Callable[..., Screen], served: Served, language: str) -> None:
    with screen(language) as at:
        page, until, year = invited(served, at)
        at.open("/")
        at.see(".strip.seeing", until)
        at.see(".strip.seeing", str(year))
        assert page.locator(".rail a[href='/alerts'], .rail a[href='/policies'], .rail a[href='/close']").count() == 0
        _gets_data(at, year)
        _verifies(at)
        _samples(at, year)
        _packs(at, year)
        _tests_and_asks(at)
        _requests_a_paper(at, served)


def _gets_data(at: Screen, year: int) -> None:
    """2. Journal, balances: counts and totals to tick, as files too; the year before is not theirs."""
    at.open(f"/reports/journal?month={year}-10")
    at.see("table.ledger")
    at.see(".scope", f"{year}")
    at.open(f"/reports?month={year}-10")
    at.see("table.ledger")
    with at.page.expect_download() as taken:
        at.page.locator("a[href*='form=xlsx']").first.click()
    assert Path(taken.value.path()).read_bytes()[:2] == b"PK"
    at.open(f"/reports?month={year - 1}-12")
    at.see(".callout.stop", at.words("access.audit_span"))


def _verifies(at: Screen) -> None:
    """3. The whole chain, and honestly without an outside checkpoint."""
    at.open("/verify")
    at.button("web.verify").click()
    at.see(".callout.ok", at.words("proof.no_checkpoint"))


def _samples(at: Screen, year: int) -> None:
    """4–6. By amount over a population whose total is shown; a voucher with its trail; a conclusion of one's own."""
    page = at.page
    at.open(f"/samples?start={year}-10-01&end={year}-10-31&look=1")
    at.see(".callout.ok")
    at.open(f"/samples?start={year}-10-01&end={year}-10-31&method=amount&count=3")
    at.button("sample.draw").click()
    expect(page.locator("ol.drawn > li")).to_have_count(3)
    page.locator("ol.drawn > li a").first.click()
    at.see(".pl")
    assert page.locator("form[action$='/reverse']").count() == 0
    at.open("/samples/1")
    page.locator("#c1").select_option("question")
    page.locator("#n1").fill("合同在哪里")
    page.locator("form[action='/samples/1/1'] button").click()
    at.see("#p1 .word", at.words("sample.is_question"))


def _packs(at: Screen, year: int) -> None:
    """7. One ZIP that proves itself."""
    with at.page.expect_download() as taken:
        at.page.locator("a[href='/samples/1/pack']").click()
    data = Path(taken.value.path()).read_bytes()
    assert check_package(data).problems == () and check_package(data).vouchers == 3
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        trails = [archive.read(name).decode() for name in archive.namelist() if name.endswith("trail.txt")]
    assert len(trails) == 3 and any(str(year) in one for one in trails)


def _tests_and_asks(at: Screen) -> None:
    """8–9. Maker is checker: none; a question about the trail."""
    at.open("/samples/tests")
    at.see("main", at.words("sample.test_same_person"))
    registry = at.served.house.gateway.registry.get("search_trail")
    assert registry is not None
    at.open("/ask")
    at.page.locator("#q").fill(registry.examples[at.language][0])
    at.page.keyboard.press("Control+Enter")
    at.see(".a-house .scope")


def _requests_a_paper(at: Screen, served: Served) -> None:
    """10. It goes to Wang Fang as a task, and returns as a file under the item."""
    page = at.page
    at.open("/samples/1")
    page.locator("#p1 details summary").click()
    page.locator("#q1").fill("采购合同")
    page.locator("#t1").select_option("wangfang")
    page.locator("#p1 form[action='/requests'] button").click()
    at.see("#p1 .asked", at.words("request.is_open"))
    at.become("wangfang")
    at.open("/inbox?list=1")
    page.locator("a.qrow[href^='/requests']").click()
    page.locator("#f1").set_input_files({"name": "合同.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"})
    page.locator("form[action='/requests/1/answer'] button").click()
    at.see("#r1", at.words("request.is_answered"))
    secret = served.house.door.become(cast.TENANT, "wu")
    page.context.add_cookies([{"name": COOKIE, "value": cookie_value(cast.TENANT, str(secret)), "url": served.address}])
    at.open("/samples/1")
    with page.expect_download() as taken:
        at.see("#p1 .asked a.btn", "合同.pdf").click()
    assert Path(taken.value.path()).read_bytes() == b"%PDF-1.4 x"
