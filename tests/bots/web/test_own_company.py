"""The road at the door: who may found, who may join, what other sites and other machines may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from bots.web.app import create_app
from bots.web.guard import BESIDE, COOKIE
from ledger.store import Store
from tests.bots.web.site import ELSEWHERE, HERE, Person, Site, inline_faults
from tests.tools.exchange.test_journal_import import HEAD, ROWS
from tests.tools.own_company import PASSWORD, OwnCompany

FORM = {"name": "新芽科技", "name_en": "", "tax_id": "", "standard": "cas", "language": "zh", "currency": "CNY", "fiscal_start_month": "1",
        "first_period": "2026-11", "time_zone": "Asia/Shanghai", "admin_name": "孙丽", "admin_name_en": "", "admin_user": "sunli"}  # fmt: skip


class OwnSite:
    """The app over a company of one's own; ``world`` is what the browser helper looks for."""

    def __init__(self, own: OwnCompany, served: str | None = None) -> None:
        self.world: Any = own
        self.own = own
        self.app = create_app(own.house, own.tenant if served is None else served)

    def person(self, user: str = "", **options: Any) -> Person:
        browser = Person(self, "", **options)  # type: ignore[arg-type]
        if user:
            answer = browser.post("/signin", data={"user": user, "password": PASSWORD, "company": self.own.tenant})
            assert browser.lands_on(answer) == "/"
            signed = self.own.house.door.session(self.own.tenant, browser.cookies[f"{BESIDE}{self.own.tenant}"])
            assert signed is not None
            browser.csrf = signed.csrf
        return browser


@pytest.fixture
def own(tmp_path: Any) -> Iterator[OwnSite]:
    with Store.open(tmp_path) as store:
        made = OwnCompany(store)
        yield OwnSite(made)
        made.close()


def _csrf(text: str) -> str:
    return text.partition('name="csrf" value="')[2].partition('"')[0]


def _machine(own: OwnSite) -> Person:
    browser = own.person()
    assert browser.lands_on(browser.get(f"/start?k={own.own.house.keys.link()}")) == "/company/new"
    return browser


def test_the_founder_is_signed_in_at_once(own: OwnSite) -> None:
    browser = _machine(own)
    page = browser.get("/company/new")
    assert inline_faults(page.text) == []
    answer = browser.post("/company/new", data=FORM | {"csrf": _csrf(page.text)})
    assert browser.lands_on(answer) == "/welcome"
    welcome = browser.get("/welcome")
    assert (welcome.status_code, "新芽科技" in welcome.text) == (200, True)
    assert inline_faults(welcome.text) == []
    for path in ("/chart", "/opening", "/party-lists", "/people", "/vouchers/new", "/companies", "/me", "/"):
        shown = browser.get(path)
        assert (path, shown.status_code, inline_faults(shown.text)) == (path, 200, [])
    assert browser.lands_on(browser.get("/company/new")) == "/start", "the link founds one company"


def test_nobody_founds_without_the_link_from_this_machine(own: OwnSite) -> None:
    link = own.own.house.keys.link()
    far = own.person(client=ELSEWHERE)
    assert far.get(f"/start?k={link}").status_code == 200
    assert far.lands_on(far.get("/company/new")) == "/start"
    assert far.lands_on(far.post("/company/new", data=FORM)) == "/start"
    bent = own.person(base_url="http://evil.example:8765")
    assert bent.lands_on(bent.post("/company/new", data=FORM)) == "/start"
    near = own.person()
    near.get(f"/start?k={link}")
    again = own.person()
    again.get(f"/start?k={link}")
    assert again.lands_on(again.get("/company/new")) == "/start", "used once"
    late = own.own.house.keys.link()
    own.own.clock.instant = own.own.clock.instant.replace(hour=own.own.clock.instant.hour + 1)
    third = own.person()
    third.get(f"/start?k={late}")
    assert third.lands_on(third.get("/company/new")) == "/start", "expired"
    person = own.person("sunli")
    assert person.lands_on(person.get("/company/new")) == "/start", "an administrator is not the machine's owner"


@pytest.mark.parametrize(
    ("headers", "right"),
    [({}, False), ({"sec-fetch-site": "cross-site"}, True), ({"origin": "https://evil.example"}, True)],
)
def test_another_site_founds_nothing(own: OwnSite, headers: dict[str, str], right: bool) -> None:
    browser = _machine(own)
    token = _csrf(browser.get("/company/new").text) if right else "guess"
    before = own.own.house.store.tenants()
    assert browser.post("/company/new", data=FORM | {"csrf": token}, headers=headers).status_code == 403
    assert own.own.house.store.tenants() == before


def test_the_demo_strip_leads_to_ones_own_company(site: Site) -> None:
    limin = site.person("limin")
    assert 'href="/company/new"' in limin.get("/").text
    page = limin.get("/company/new")
    assert page.status_code == 200
    bad = limin.post("/company/new", data=FORM | {"csrf": _csrf(page.text), "name": "", "admin_user": "NO"})
    assert bad.status_code == 422
    assert bad.text.count('class="fault"') == 2
    assert 'value="孙丽"' in bad.text, "what was typed stays"
    answer = limin.post("/company/new", data=FORM | {"csrf": _csrf(bad.text)})
    assert limin.lands_on(answer) == "/welcome"
    assert "web.demo_note" not in limin.get("/").text


def test_an_invitation_is_used_once_and_signs_nobody_else_in(own: OwnSite) -> None:
    sunli = own.person("sunli")
    page = sunli.send_form("/people/invite", {"lines": "陈晓 chen", "role": "employee"})
    link = page.text.partition(f"{HERE}/join?")[2].partition("<")[0].replace("&amp;", "&")
    assert link, page.text[:3000]
    assert "/join?" not in sunli.get("/people").text, "shown once"
    chen = own.person()
    assert "chen" in chen.get(f"/join?{link}").text
    form = dict(pair.split("=") for pair in link.split("&")) | {
        "password": PASSWORD,
        "again": PASSWORD,
        "language": "en",
    }
    assert chen.post("/join", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert chen.post("/join", data=form | {"again": "x"}).status_code == 422
    assert chen.post("/join", data=form | {"password": "kurz", "again": "kurz"}).status_code == 422
    assert COOKIE not in chen.cookies
    assert chen.lands_on(chen.post("/join", data=form)) == "/?said=joined"
    assert 'lang="en"' in chen.get("/").text
    other = own.person()
    assert other.get(f"/join?{link}").status_code == 410
    assert other.post("/join", data=form).status_code == 422
    assert COOKIE not in other.cookies


def test_guessing_links_and_names_tells_nothing(own: OwnSite) -> None:
    browser = own.person()
    for company in (own.own.tenant, "nowhere", "../../etc", ""):
        assert browser.get("/join", params={"company": company, "k": "guess"}).status_code == 410
    told = [
        browser.post("/signin", data={"user": user, "password": "wrong password"}).headers["location"]
        for user in ("sunli", "nobody", "admin")
    ]
    assert set(told) == {"/signin?wrong=1"}


@pytest.mark.parametrize("name", ["sunli", "nobody"])
def test_a_name_that_was_missed_too_often_waits(own: OwnSite, name: str) -> None:
    browser = own.person()
    form = {"user": name, "password": "wrong password", "company": own.own.tenant}
    told = [browser.post("/signin", data=form).headers["location"] for _ in range(12)]
    assert told == ["/signin?wrong=1"] * 10 + ["/signin?wrong=wait"] * 2
    right = browser.post("/signin", data=form | {"password": PASSWORD})
    assert browser.lands_on(right) == "/signin?wrong=wait"
    assert "10" in browser.get("/signin?wrong=wait").text
    own.own.clock.instant += timedelta(minutes=11)
    assert browser.lands_on(browser.post("/signin", data=form | {"password": PASSWORD})) == (
        "/" if name == "sunli" else "/signin?wrong=1"
    )


def test_forms_want_their_token_and_their_right(own: OwnSite) -> None:
    own.own.take_in("chen", "陈晓", "employee")
    chen, sunli = own.person("chen"), own.person("sunli")
    for path in ("/people/invite", "/people/chen/disable", "/chart/account", "/chart/take", "/opening/withdraw", "/companies",
                 "/party-lists/take", "/vouchers/new", "/me"):  # fmt: skip
        assert sunli.post(path, data={"csrf": "guess"}).status_code == 403, path
    assert chen.get("/people").status_code == 403
    for path, form in (("/people/invite", {"lines": "x y"}), ("/chart/account", {"parent": "6602", "code": "66028877", "name": "x"}),
                       ("/opening/withdraw", {}), ("/people/sunli/disable", {}), ("/vouchers/new", {})):  # fmt: skip
        assert chen.send_form(path, form).status_code in (403, 422), path
    assert "66028877" not in sunli.get("/chart").text


def test_going_over_to_another_company_wants_a_session_there(own: OwnSite) -> None:
    second = OwnCompany(own.own.house.store, name="乙公司", name_en="Beta")
    sunli = own.person("sunli")
    page = sunli.get("/companies").text
    assert "乙公司" in page
    assert sunli.lands_on(sunli.send_form("/companies", {"to": second.tenant})) == f"/signin?company={second.tenant}"
    assert "乙公司" in sunli.get(f"/signin?company={second.tenant}").text
    answer = sunli.post("/signin", data={"user": "sunli", "password": PASSWORD, "company": second.tenant})
    assert sunli.lands_on(answer) == "/"
    assert "乙公司" in sunli.get("/").text
    token = _csrf(sunli.get("/companies").text)
    assert sunli.lands_on(sunli.post("/companies", data={"csrf": token, "to": own.own.tenant})) == "/"
    assert "新芽科技" in sunli.get("/").text
    far = own.person("sunli", client=ELSEWHERE)
    assert "乙公司" not in far.get("/companies").text, "elsewhere only where one is signed in"
    second.close()


def test_what_the_terminal_of_a_real_company_may_not(own: OwnSite) -> None:
    assert not own.own.house.door.facts(own.own.tenant).demo
    assert own.person().lands_on(own.person().get("/hello?k=guess")) == "/signin"


def test_a_later_journal_is_dropped_mapped_and_proposed(site: Site) -> None:
    person = site.person("zhangwei")
    table = "\n".join(",".join(row) for row in [HEAD, *ROWS]).encode()

    def dropped(data: bytes) -> str:
        answer = person.post(
            "/journal-import/file", data={"csrf": person.csrf}, files={"file": ("序时账.csv", data, "text/csv")}
        )
        return person.lands_on(answer)

    assert 'action="/journal-import/file"' in person.get("/journal-import").text
    place = dropped(table)
    page = person.get(place).text
    assert (
        "2026-12：1 张凭证，2 行，借方 300.00 CNY" in page
        and 'name="choose.2202.01"' in page
        and "提出" not in page.partition('<form method="post" action="/journal-import"')[2].partition("</form>")[0]
    )
    page = person.get(place + "&choose.2202.01=220201+应付账款").text
    assert "没有问题" in page and not inline_faults(page)
    given = dict(parse_qsl(urlsplit(place).query)) | {"choose.2202.01": "220201 应付账款"}
    assert person.lands_on(person.send_form("/journal-import", given)) == "/journal-import?said=proposed"
    again = person.send_form("/journal-import", given)
    assert again.status_code == 422 and "等待复核" in again.text
    faulty = person.get(dropped(table.replace("信息部".encode(), "月球部".encode()))).text
    assert "序时账.csv:2" in faulty and "部门「月球部」" in faulty
    shown = site.person("zhaolei").get("/journal-import").text
    assert "财务经理复核" in shown and "/journal-import/file" not in shown
