"""结账 on the page: a step proposed by one, confirmed by another; what refuses a hard close is said; reopening keeps its reason."""

from __future__ import annotations

import html
import re

from tests.bots.web.site import Site

MONTH = "2026-11"


def _booked(site: Site) -> None:
    cost = {"account": "660204", "side": "debit", "amount_minor": 2000, "dims": {"department": "admin"}}
    bank = {"account": "100201", "side": "credit", "amount_minor": 2000}
    site.world.run(MONTH, [{"date": "2026-11-10", "memo": "m", "lines": [cost, bank]}])


def _send(person, path: str, **fields: str):  # type: ignore[no-untyped-def]
    page = person.get(f"/close/{MONTH}").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token, page[-400:]
    return person.post(f"/close/{MONTH}/{path}", data={"csrf": token[1], **fields})


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return html.unescape(found[1])


def test_a_month_is_closed_and_reopened_on_the_page(site: Site) -> None:
    _booked(site)
    maker, checker = (site.person(user, follow_redirects=True) for user in ("zhangwei", "limin"))
    refused = _send(checker, "close", mode="hard")
    assert refused.status_code == 422 and "期间损益结转" in refused.text
    assert "等另一个人复核入账" in _send(maker, "propose", step="result").text
    assert "aria-disabled" in maker.get(f"/close/{MONTH}").text
    page = checker.get(f"/close/{MONTH}").text
    given = {name: _hidden(page, name) for name in ("proposal", "digest")}
    assert _send(checker, "confirm", **given).status_code == 200
    site.world.later(11)
    site.world.must("system", "post_confirmed")
    assert "已硬结账" in _send(checker, "close", mode="hard").text
    assert _send(checker, "reopen", reason=" ").status_code == 422
    again = _send(checker, "reopen", reason="漏了一张票")
    assert "漏了一张票" in again.text and "未结账" in again.text


def test_who_may_not_close_sees_no_button_and_a_stranger_no_page(site: Site) -> None:
    _booked(site)
    assert "硬结账 2026-11" not in site.person("zhangwei").get(f"/close/{MONTH}").text
    assert site.person("chenxiao").get(f"/close/{MONTH}").status_code == 403
    assert 'href="/close"' not in site.person("chenxiao").get("/").text


def test_a_proposal_of_a_step_can_be_taken_back_by_its_maker(site: Site) -> None:
    _booked(site)
    maker = site.person("zhangwei", follow_redirects=True)
    _send(maker, "propose", step="result")
    proposal = _hidden(maker.get(f"/close/{MONTH}").text, "proposal")
    assert "已撤回" in _send(maker, "withdraw", proposal=proposal).text
    steps = {one.key: one for one in site.world.must("limin", "month_end", period=MONTH).steps}
    assert steps["result"].standing == "todo"


def test_facts_are_given_from_the_month_on(site: Site) -> None:
    checker = site.person("limin", follow_redirects=True)
    assert "已记录" in _send(checker, "fact", name="place", value="county").text
    assert site.world.must("limin", "month_end", period=MONTH).facts["place"] == "county"
    assert site.world.must("limin", "month_end", period="2026-10").facts["place"] == "city"
