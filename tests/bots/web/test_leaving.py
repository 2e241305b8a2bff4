"""Shutting somebody out on the pages: asked to whom their things go, then nothing of theirs opens anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.bots.web.site import inline_faults
from tests.bots.web.test_own_company import OwnSite
from tests.tools.people.keyed import Keyed


@pytest.fixture
def site(sqlite_tenants: Any) -> Iterator[OwnSite]:
    made = Keyed(sqlite_tenants.store)
    yield OwnSite(made)
    made.close()


def test_the_page_asks_to_whom_and_then_every_way_in_is_shut(site: OwnSite) -> None:
    own = site.own
    assert isinstance(own, Keyed)
    made = own.waiting("100")
    leaving, admin = site.person("wangfang"), site.person("sunli")
    token = own.must("wangfang", "make_token", label="t", may="everything").secret
    terminal = own.house.door.sign_in(own.tenant, "wangfang", "eine lange Zeile, die niemand errät")
    assert isinstance(terminal, str)
    bearer = {"authorization": f"Bearer {token}"}
    assert site.person().get("/api/tools", headers=bearer).status_code == 200

    page = admin.get("/people/wangfang/disable")
    assert inline_faults(page.text) == []
    assert "手里还有 1 张待办" in page.text
    asked = admin.send_form("/people/wangfang/disable")
    assert (asked.status_code, "请先说交给谁" in asked.text) == (422, True)
    assert leaving.get("/").status_code == 200
    done = admin.send_form("/people/wangfang/disable", {"hand_to": "limin"})
    assert admin.lands_on(done) == "/people?said=disabled"

    for path in ("/", "/inbox", f"/inbox/{made.proposal}", "/me", "/ask"):
        assert leaving.lands_on(leaving.get(path)) == "/signin", path
    assert leaving.lands_on(leaving.send_form(f"/inbox/{made.proposal}/withdraw")) == "/signin"
    assert leaving.post("/api/tools/list_inbox", json={}, headers={"x-csrf": leaving.csrf}).status_code == 401
    assert site.person().get("/api/tools", headers=bearer).status_code == 401
    assert own.house.door.session(own.tenant, terminal) is None
    assert "/signin?wrong=1" in leaving.lands_on(
        leaving.post(
            "/signin",
            data={"user": "wangfang", "password": "eine lange Zeile, die niemand errät", "company": own.tenant},
        )
    )
    assert own.must("limin", "open_proposal", proposal=made.proposal).maker == "limin"
