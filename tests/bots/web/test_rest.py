"""REST: every tool by its name, with a session or a token; refusals are values with a status."""

from __future__ import annotations

from datetime import timedelta

from ledger.store.tokens import make_token
from tests.bots.web.site import Site
from tools.people.own_ways_in import SCOPES

MONTH = {"period": {"start": "2026-11-01", "end": "2026-11-30"}}


def _token(site: Site, user: str) -> dict[str, str]:
    with site.world.house.store.write(site.world.tenant) as unit:
        secret = make_token(unit, user, "test", site.world.clock.now(), timedelta(days=1), SCOPES["everything"])
    return {"authorization": f"Bearer {secret}"}


def test_without_a_proof_nothing(site: Site) -> None:
    stranger = site.person()
    assert stranger.get("/api/tools").status_code == 401
    assert stranger.post("/api/tools/trial_balance", json=MONTH).status_code == 401
    assert (
        stranger.post("/api/tools/trial_balance", json=MONTH, headers={"authorization": "Bearer zf_guess"}).status_code
        == 401
    )


def test_the_same_tool_by_session_and_by_token(site_on_each: Site) -> None:
    site = site_on_each
    site.purchase()
    by_session = site.person("limin").post("/api/tools/trial_balance", json=MONTH)
    by_token = site.person().post("/api/tools/trial_balance", json=MONTH, headers=_token(site, "limin"))
    assert by_session.status_code == by_token.status_code == 200
    assert by_session.json()["result"] == by_token.json()["result"]
    assert by_session.json()["result"]["rows"]


def test_refused_by_rule_and_by_shape(site: Site) -> None:
    chenxiao = site.person("chenxiao")
    denied = chenxiao.post("/api/tools/trial_balance", json=MONTH)
    assert denied.status_code == 403
    assert denied.json()["denied"] and denied.json()["message"]
    limin = site.person("limin")
    assert limin.post("/api/tools/trial_balance", json={"tenant": "other"}).status_code == 422
    assert limin.post("/api/tools/no_such_tool", json={}).status_code in (403, 422)
    assert limin.post("/api/tools/trial_balance", content=b"[1]").status_code == 400
    assert limin.post("/api/tools/trial_balance", content=b"{").status_code == 400


def test_an_act_by_session_wants_the_form_token(site: Site) -> None:
    done = site.purchase()
    digest = site.world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    given = {"proposal": done.proposal, "digest": digest}
    wangfang = site.person("wangfang")
    assert wangfang.post("/api/tools/submit_proposal", json=given).status_code == 403
    assert site.world.must("limin", "open_proposal", proposal=done.proposal).state == "draft"
    assert wangfang.post("/api/tools/submit_proposal", json=given, headers={"x-csrf": wangfang.csrf}).status_code == 200
    by_token = site.person().post("/api/tools/confirm_proposal", json=given, headers=_token(site, "limin"))
    assert by_token.status_code == 200
    assert site.world.must("limin", "open_proposal", proposal=done.proposal).state == "confirmed"


def test_the_list_of_tools_is_the_registry(site: Site) -> None:
    listed = site.person("limin").get("/api/tools").json()
    assert {one["name"] for one in listed} == {one.name for one in site.world.gateway.registry}
    assert all(one["summary"] and one["request"]["type"] == "object" for one in listed)
