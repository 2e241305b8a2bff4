"""Forms do nothing without the session's token or from another site; acts through them do what their words say."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from ledger.store.schema.people import person
from tests.bots.web.site import Person, Site

OTHER_SITES = ("cross-site", "same-site")


def _attempts(person: Person) -> list[tuple[dict[str, Any], dict[str, str]]]:
    good = {"csrf": person.csrf}
    return [({}, {}), ({"csrf": "guess"}, {}), ({"csrf": ""}, {"x-csrf": "guess"}),
            *((good, {"sec-fetch-site": site}) for site in OTHER_SITES)]  # fmt: skip


def test_every_form_that_changes_something_wants_its_token(site: Site) -> None:
    done = site.purchase()
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    wangfang = site.person("wangfang")
    before = site.world.must("wangfang", "open_proposal", proposal=done.proposal)
    forms = {
        f"/inbox/{done.proposal}/submit": {"digest": before.digest},
        f"/inbox/{done.proposal}/withdraw": {},
        f"/inbox/{done.proposal}/answer": {"document": done.document, "memo": "changed"},
        f"/vouchers/{voucher.id}/reverse": {"reason": "x"},
        f"/papers/{done.document}/withdraw": {},
        f"/papers/{done.document}/reject": {"reason": "x"},
        "/samples/english": {},
        "/signout": {},
        "/demo/reset": {},
        "/alerts/1/settle": {"outcome": "dismissed", "reason": "x"},
        "/ask": {"q": "应付账龄"},
    }
    for path, form in forms.items():
        for token, headers in _attempts(wangfang):
            answer = wangfang.post(path, data={**form, **token}, headers=headers)
            assert answer.status_code == 403, (path, token, headers, answer.status_code)
    for token, headers in _attempts(wangfang):
        answer = wangfang.post(
            "/documents", data=token, headers=headers, files={"files": ("a.pdf", b"%PDF-1.4", "application/pdf")}
        )
        assert answer.status_code == 403
    after = site.world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert (after.state, after.digest) == (before.state, before.digest)
    assert len(site.world.must("limin", "list_inbox").rows) == 1
    assert wangfang.get("/").status_code == 200, "and nobody was signed out"


@pytest.mark.parametrize("header", OTHER_SITES)
def test_another_site_cannot_switch_people(site: Site, header: str) -> None:
    wangfang = site.person("wangfang")
    wangfang.post("/become", data={"user": "limin"}, headers={"sec-fetch-site": header})
    assert "王芳" in wangfang.get("/").text


def test_from_draft_to_posted_by_forms_alone(site_on_each: Site) -> None:
    site, world = site_on_each, site_on_each.world
    done = site.purchase()
    wangfang, limin = site.person("wangfang"), site.person("limin")
    path = f"/inbox/{done.proposal}"
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    wangfang.lands_on(wangfang.send_form(f"{path}/submit", {"digest": digest}))
    stale = limin.send_form(f"{path}/confirm", {"digest": "0" * 64})
    assert stale.status_code == 422
    assert world.must("limin", "open_proposal", proposal=done.proposal).state == "proposed"
    lands = limin.lands_on(limin.send_form(f"{path}/confirm", {"digest": digest}))
    assert lands == f"/inbox?tab=ready&did=confirm&of={done.proposal}", "the end of the queue"
    page = limin.get(lands).text
    assert "data-undo-until" in page and f'action="{path}/undo"' in page and "没有" in page
    limin.lands_on(limin.send_form(f"{path}/undo"))
    world.later(11)
    assert world.must("system", "post_confirmed").posted == ()
    limin.lands_on(limin.send_form(f"{path}/confirm", {"digest": digest}))
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert f"/vouchers/{posted.batch}.1" in limin.get(path).text
    voucher = limin.get(f"/vouchers/{posted.batch}.1").text
    assert "field=net#page" in voucher
    assert "bx focus" in limin.get(f"/vouchers/{posted.batch}.1?field=net").text


def test_the_maker_sees_a_dashed_button_with_its_rule(site: Site) -> None:
    done = site.world.hand_in_sample("intake", "special")
    for account, department in (("660213", "it"),):
        site.world.must("wangfang", "answer_document", document=done.document, account=account, department=department)
    shown = site.world.must("wangfang", "open_document", document=done.document)
    digest = site.world.must("wangfang", "open_proposal", proposal=shown.proposal).digest
    wangfang = site.person("wangfang")
    wangfang.send_form(f"/inbox/{shown.proposal}/submit", {"digest": digest})
    page = wangfang.get(f"/inbox/{shown.proposal}").text
    assert 'aria-describedby="why-confirm"' in page
    assert 'id="why-confirm"' in page
    refused = wangfang.send_form(f"/inbox/{shown.proposal}/confirm", {"digest": digest})
    assert refused.status_code == 403


def test_sent_back_with_a_question_and_answered(site: Site) -> None:
    done = site.world.hand_in_sample("chenxiao", "hotel", "sender")
    path = f"/inbox/{done.proposal}"
    digest = site.world.must("chenxiao", "open_proposal", proposal=done.proposal).digest
    chenxiao, limin = site.person("chenxiao"), site.person("limin")
    chenxiao.send_form(f"{path}/submit", {"digest": digest})
    limin.lands_on(limin.send_form(f"{path}/return", {"question": "缺水单"}))
    page = chenxiao.get(path).text
    assert "缺水单" in page
    assert f"{path}/reply" in page
    chenxiao.lands_on(chenxiao.send_form(f"{path}/reply", {"words": "水单丢了"}))
    assert "水单丢了" in limin.get(path).text
    limin.lands_on(limin.send_form(f"{path}/reject", {"reason": "金额不符"}))
    rejected = chenxiao.get(path).text
    assert "金额不符" in rejected


def test_an_unknown_act_changes_nothing(site: Site) -> None:
    done = site.purchase()
    wangfang = site.person("wangfang")
    assert wangfang.send_form(f"/inbox/{done.proposal}/post").status_code == 404
    assert site.world.must("limin", "open_proposal", proposal=done.proposal).state == "draft"


def test_a_posted_voucher_is_reversed_by_proposal(site: Site) -> None:
    site.purchase()
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    wangfang = site.person("wangfang")
    target = wangfang.lands_on(wangfang.send_form(f"/vouchers/{voucher.id}/reverse", {"reason": "记错"}))
    page = wangfang.get(target).text
    assert "−" in page
    assert site.person("zhaolei").get(f"/vouchers/{voucher.id}").text.count("/reverse") == 0


def test_an_alert_is_settled_with_a_reason_and_not_without(site: Site) -> None:
    site.world.hand_in_sample("intake", "new_vendor")
    (alert, *_) = site.world.must("limin", "risk_alerts").alerts
    limin = site.person("limin")
    path = f"/alerts/{alert.number}"
    assert limin.send_form(f"{path}/settle", {"outcome": "dismissed", "reason": ""}).status_code == 422
    assert limin.lands_on(limin.send_form(f"{path}/settle", {"outcome": "dismissed", "reason": "去年用过"})) == path
    assert "去年用过" in limin.get(path).text


def test_a_paper_without_a_proposal_is_taken_back_or_refused_on_its_page(site: Site) -> None:
    world = site.world
    done = world.hand_in_sample("chenxiao", "hotel")
    chenxiao, wangfang = site.person("chenxiao"), site.person("wangfang")
    page = chenxiao.get(f"/inbox/{done.document}").text
    assert f"/papers/{done.document}/withdraw" in page and f"/papers/{done.document}/reject" not in page
    page = wangfang.get(f"/inbox/{done.document}").text
    assert f"/papers/{done.document}/reject" in page and f"/papers/{done.document}/withdraw" not in page
    assert wangfang.send_form(f"/papers/{done.document}/withdraw").status_code == 403
    lands = chenxiao.lands_on(chenxiao.send_form(f"/papers/{done.document}/withdraw"))
    after = chenxiao.get(lands).text
    assert "文件和读到的内容都已删除" in after and "听枫" not in after
    assert f"/papers/{done.document}" not in after
    assert chenxiao.get(f"/documents/{done.document}/page/1.png").status_code != 200, "gone before its bytes are"


def _leaves(site: Site, user: str) -> None:
    with site.world.house.store.write(site.world.tenant) as unit:
        unit.connection.execute(
            update(person).where(person.c.tenant_id == site.world.tenant, person.c.user == user).values(disabled=True)
        )


def test_the_button_names_who_would_check(site: Site) -> None:
    done = site.purchase()
    page = site.person("wangfang").get(f"/inbox/{done.proposal}").text
    assert "提交复核" in page and "提交后由李敏、张伟复核" in page, "王芳 hands it in, so she is not named"
    _leaves(site, "zhangwei")
    assert "提交给李敏复核" in site.person("wangfang").get(f"/inbox/{done.proposal}").text
    assert "Submit to Li Min" in site.person("wangfang", "en").get(f"/inbox/{done.proposal}").text
    _leaves(site, "limin")
    page = site.person("wangfang").get(f"/inbox/{done.proposal}").text
    assert "没有别人可以复核这一张" in page


def test_a_claim_is_submitted_as_one_and_goes_to_the_department(site: Site) -> None:
    done = site.world.hand_in_sample("chenxiao", "hotel", "sender")
    page = site.person("chenxiao").get(f"/inbox/{done.proposal}").text
    assert "提交报销" in page and "提交后由李强复核" in page
