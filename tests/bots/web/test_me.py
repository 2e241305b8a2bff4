"""One's own page: where one is signed in, tokens shown once, the password that renews the session; and others' duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bots.web.guard import COOKIE
from tests.bots.web.site import Person, Site, inline_faults
from tests.bots.web.test_own_company import OwnSite
from tests.tools.own_company import PASSWORD, OwnCompany


@pytest.fixture
def own(sqlite_tenants: Any) -> Iterator[OwnSite]:
    company = OwnCompany(sqlite_tenants.store)
    yield OwnSite(company)
    company.close()


def _in(own: OwnSite, user: str = "sunli", password: str = PASSWORD) -> Person:
    browser = own.person()
    form = {"user": user, "password": password, "company": own.own.tenant}
    assert browser.lands_on(browser.post("/signin", data=form)) == "/"
    browser.csrf = browser.get("/me").text.partition('name="csrf" value="')[2].partition('"')[0]
    return browser


def test_a_token_is_shown_once_and_withdrawn(own: OwnSite) -> None:
    browser = _in(own)
    made = browser.send_form("/me/tokens", {"label": "reports", "may": "read", "days": "30"})
    secret = "zf_" + made.text.partition(">zf_")[2].partition("<")[0]
    assert inline_faults(made.text) == []
    page = browser.get("/me").text
    assert secret not in page
    assert "reports" in page
    tools = {"authorization": f"Bearer {secret}"}
    served = own.person()
    assert served.get("/api/tools", headers=tools).status_code == 200
    assert (
        served.post("/api/tools/open_month", json={"period": "2026-12"}, headers=tools).json()["denied"]
        == "token_scope"
    )
    path = page.partition('action="/me/tokens/')[2].partition('"')[0]
    assert browser.lands_on(browser.send_form(f"/me/tokens/{path}")) == "/me"
    assert served.get("/api/tools", headers=tools).status_code == 401
    assert browser.send_form("/me/tokens", {"label": "", "may": "read", "days": "30"}).status_code == 422


def test_signing_out_everywhere_ends_every_browser(own: OwnSite) -> None:
    one, other = _in(own), _in(own)
    assert one.post("/me/signout-everywhere").status_code == 403, "a form without its token"
    assert one.lands_on(one.send_form("/me/signout-everywhere")) == "/signin"
    assert other.lands_on(other.get("/")) == "/signin"


def test_a_new_password_renews_this_session_and_ends_the_others(own: OwnSite) -> None:
    one, other = _in(own), _in(own)
    before = one.cookies[COOKIE]
    words = PASSWORD + " 2"
    one.send_form("/me", {"old": PASSWORD, "password": words, "again": words})
    assert one.cookies[COOKIE] != before
    assert one.get("/me").status_code == 200
    assert other.lands_on(other.get("/")) == "/signin"
    thief = own.person()
    thief.cookies.set(COOKIE, before)
    assert thief.lands_on(thief.get("/")) == "/signin", "a secret planted or seen before is worth nothing"


def test_roles_are_changed_on_a_page_that_says_why_not(own: OwnSite) -> None:
    own.own.take_in("chen", "陈晓", "employee")
    browser = _in(own)
    page = browser.get("/people/chen/change").text
    assert inline_faults(page) == []
    wrong = browser.send_form(
        "/people/chen/change", {"roles": ["cashier", "accountant"], "limit": "", "department": ""}
    )
    assert wrong.status_code == 422
    assert "出纳和会计不能由同一人担任" in wrong.text
    done = browser.send_form("/people/chen/change", {"roles": ["cashier"], "limit": "", "department": ""})
    assert browser.lands_on(done) == "/people?said=changed"
    cashier = _in(own, "chen")
    home = cashier.get("/").text
    assert 'href="/reports/cash-journal"' in home
    assert cashier.get("/reports/cash-journal").status_code == 200
    assert cashier.get("/reports").status_code == 403
    assert cashier.get("/vouchers").status_code == 403


def test_a_colleague_confirms_while_one_is_away_said_on_both_home_pages(site: Site) -> None:
    limin, liqiang = site.person("limin"), site.person("liqiang")
    page = limin.get("/me").text
    assert "我不在时" in page and "李强，最多 5,000.00" in page
    wrong = limin.send_form(
        "/me/away", {"person": "liqiang", "first": "2026-11-25", "last": "2026-12-01", "limit": "9000"}
    )
    assert wrong.status_code == 422 and 'id="fa-limit"' in wrong.text and 'value="9000"' in wrong.text
    form = {"person": "liqiang", "first": "2026-11-25", "last": "2026-12-01", "limit": "5000"}
    assert limin.lands_on(limin.send_form("/me/away", form)) == "/me?said=away#away"
    for browser, words in ((limin, "李强 代您复核"), (liqiang, "您代 李敏 复核")):
        assert words in browser.get("/").text and words in browser.get("/me").text
        assert inline_faults(browser.get("/me").text) == []
    given = site.world.must("limin", "my_delegations").delegations[0].delegation
    assert liqiang.lands_on(liqiang.send_form(f"/me/away/{given}/end")) == "/me#away"
    assert "代您复核：" not in limin.get("/").text
