"""The company's sign-in on the pages: a button where there is one, a state that only this browser brings back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.bots.web.site import inline_faults
from tests.bots.web.test_own_company import OwnSite
from tests.tools.door.test_company_sign_in import Signing


@pytest.fixture
def signing(sqlite_tenants: Any) -> Iterator[Signing]:
    made = Signing(sqlite_tenants)
    yield made
    made.close()


def test_the_button_is_there_only_where_it_leads_somewhere(signing: Signing) -> None:
    site = OwnSite(signing.own)
    page = site.person().get("/signin").text
    assert "/signin/company" not in page
    assert (
        site.person()
        .get("/signin/company", follow_redirects=False)
        .headers["location"]
        .startswith("/signin?wrong=company")
    )
    signing.own.house.company = signing.door
    page = site.person().get("/signin").text
    assert inline_faults(page) == []
    assert f'href="/signin/company?company={signing.own.tenant}"' in page


def test_there_and_back_links_once_and_signs_in_from_then_on(signing: Signing) -> None:
    signing.own.house.company = signing.door
    site = OwnSite(signing.own)
    chen = site.person("chen")
    assert "绑定公司账号" in chen.get("/me").text
    code, state = signing.server.press(chen.lands_on(chen.get("/me/company-sign-in")))
    back = {"code": code, "state": state}
    other = site.person("limin")
    assert "wrong=company" in other.lands_on(other.get("/signin/company/back", params=back)), "another browser"
    assert chen.lands_on(chen.get("/signin/company/back", params=back)) == "/me?said=company_linked"
    assert "公司账号已绑定" in chen.get("/me").text

    fresh = site.person()
    code, state = signing.server.press(
        fresh.lands_on(fresh.get("/signin/company", params={"company": signing.own.tenant}))
    )
    assert "wrong=company" in fresh.lands_on(
        fresh.get("/signin/company/back", params={"code": code, "state": "guessed"})
    )
    assert fresh.lands_on(fresh.get("/")) == "/signin"
    code, state = signing.server.press(
        fresh.lands_on(fresh.get("/signin/company", params={"company": signing.own.tenant}))
    )
    back = {"code": code, "state": state}
    assert fresh.lands_on(fresh.get("/signin/company/back", params=back)) == "/"
    assert fresh.get("/").status_code == 200
    assert "陈晓" in fresh.get("/").text
    assert "wrong=company" in fresh.lands_on(fresh.get("/signin/company/back", params=back)), "once"
    assert chen.send_form("/me/company-sign-in/unlink").status_code == 303
    assert "绑定公司账号" in chen.get("/me").text
