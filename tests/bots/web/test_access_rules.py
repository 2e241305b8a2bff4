"""The page of the access rules: drafted by one, published by another; and the way back where none can be read."""

from __future__ import annotations

import html

import pytest

from policies.access import shipped_text
from tests.bots.web.site import Site, inline_faults

MORE = """
@id("clerks_see_figures") @zh("员工可以看报表。") @en("Employees may see reports.")
permit (principal in Role::"employee", action == Action::"report.read", resource is Company);
"""
KEY = "employee|sales|report.read|Company||person"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_may_read_the_rules_reads_them_in_words(site: Site, language: str) -> None:
    for user in ("admin", "limin", "zhoujie", "zhaolei"):
        answer = site.person(user, language).get("/access-rules")
        assert answer.status_code == 200
        assert inline_faults(answer.text) == []
        assert "maker_is_not_checker" in answer.text
        assert ('name="text"' in answer.text) is (user in ("admin", "limin"))
    assert site.person("chenxiao", language).get("/access-rules").status_code == 403
    assert 'href="/access-rules"' not in site.person("chenxiao", language).get("/").text


def test_a_version_goes_its_way_from_one_person_to_another(site: Site) -> None:
    admin, limin, chenxiao = (site.person(user) for user in ("admin", "limin", "chenxiao"))
    form = {"text": shipped_text() + MORE, "expectations": "", "reason": "员工要看报表", "do": "try"}
    tried = admin.send_form("/access-rules", form)
    assert tried.status_code == 200
    assert html.escape(KEY) in tried.text
    undone = admin.send_form("/access-rules", form | {"do": "draft"})
    assert undone.status_code == 422
    assert "clerks_see_figures" in undone.text, "what was typed stays"
    assert admin.lands_on(admin.send_form("/access-rules", form | {"do": "draft", "accepted": KEY})) == (
        "/access-rules?said=drafted"
    )
    own = admin.get("/access-rules").text
    assert "/publish" not in own and "/drop" in own
    (waits,) = site.world.must("limin", "access_rules").waiting
    page = limin.get("/access-rules").text
    assert f"/access-rules/{waits.draft}/publish" in page
    assert "员工要看报表" in page
    wrong = limin.send_form(f"/access-rules/{waits.draft}/publish", {"digest": "0" * 64})
    assert wrong.status_code == 422
    assert chenxiao.get("/reports").status_code == 403
    done = limin.send_form(f"/access-rules/{waits.draft}/publish", {"digest": waits.digest})
    assert limin.lands_on(done) == "/access-rules?said=published"
    assert chenxiao.get("/reports").status_code == 200
    assert "员工可以看报表。" in limin.get("/access-rules").text


def test_a_draft_with_a_fault_says_so_and_keeps_what_was_typed(site: Site) -> None:
    admin = site.person("admin", "en")
    form = {"text": "permit (principal, what", "expectations": "", "reason": "why", "do": "draft"}
    answer = admin.send_form("/access-rules", form)
    assert answer.status_code == 422
    assert "permit (principal, what" in answer.text
    assert "do not read" in answer.text


def test_a_form_without_its_token_changes_nothing(site: Site) -> None:
    admin = site.person("admin")
    assert admin.post("/access-rules", data={"text": "x", "do": "draft"}).status_code == 403
    assert admin.post("/access-rules/x/publish", data={"digest": "x"}).status_code == 403


def test_with_rules_that_cannot_be_read_pages_say_how_to_mend_it(site: Site) -> None:
    from ledger.store.access_versions import Rules, publish

    with site.world.house.store.write(site.world.tenant) as unit:
        publish(unit, Rules("permit ("), "admin", "broken by hand", "limin", site.world.house.clock.now())
    for user in ("admin", "limin", "chenxiao"):
        person = site.person(user, "en")
        for path in ("/access-rules", "/reports", "/vouchers"):
            answer = person.get(path)
            assert answer.status_code == 403, path
            assert "zhangfang people rules back" in answer.text
        assert person.get("/").status_code == 200
        assert person.get("/more").status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_leads_to_its_explanation(site: Site, language: str) -> None:
    chenxiao = site.person("chenxiao", language)
    refused = chenxiao.get("/reports")
    assert refused.status_code == 403
    assert "/why-not?about=report.read" in refused.text
    told = chenxiao.get("/why-not?about=report.read&thing=")
    assert told.status_code == 200
    assert inline_faults(told.text) == []
    assert ("李敏" if language == "zh" else "Li Min") in told.text
    asked = chenxiao.get("/why-not", params={"topic": "为什么我看不到工资凭证"})
    assert asked.status_code == 200
    assert chenxiao.get("/why-not").status_code == 200
    assert chenxiao.get("/why-not", params={"thing": "记-9999"}).status_code == 422
    assert 'name="person"' not in told.text
    admin = site.person("admin", language)
    assert 'name="person"' in admin.get("/why-not").text
    assert admin.get("/why-not", params={"about": "report.read", "person": "chenxiao"}).status_code == 200


def test_a_grey_button_leads_to_its_explanation(site: Site) -> None:
    proposal = site.world.must("wangfang", "type_voucher", date="2026-11-20", memo="x", rows=[
        {"account": "660204", "debit": "1,200.00", "dims": {"department": "it"}}, {"account": "100201", "credit": "="}])  # fmt: skip
    site.world.must("wangfang", "submit_proposal", proposal=proposal.proposal, digest=proposal.digest)
    wangfang = site.person("wangfang")
    page = wangfang.get(f"/inbox/{proposal.proposal}").text
    way = f"/why-not?about=confirm_proposal&amp;thing={proposal.proposal}"
    assert way in page
    assert "maker_is_not_checker" in wangfang.get(html.unescape(way)).text


def test_the_question_is_answered_in_the_conversation(site: Site) -> None:
    wangfang = site.person("wangfang", follow_redirects=True)
    answer = wangfang.send_form("/ask", {"q": "为什么我看不到工资凭证"})
    assert "工资凭证除外" in answer.text
