"""The page where many are submitted or confirmed together: what is ticked is done, what cannot be is named."""

from __future__ import annotations

import re

from tests.bots.web.site import Site

CHOSEN = re.compile(r'name="chosen" value="([0-9a-z]+:[0-9a-f]+)"')


def test_submitted_then_confirmed_together_then_taken_back(site_on_each: Site) -> None:
    site, world = site_on_each, site_on_each.world
    done = site.purchase()
    wangfang, limin = site.person("wangfang"), site.person("limin")
    page = wangfang.get("/ready").text
    (chosen,) = CHOSEN.findall(page)
    assert "660213" in page and "¥</span>12,360.00" in page
    answer = wangfang.send_form("/ready", {"act": "submit", "chosen": [chosen]})
    assert answer.status_code == 200 and "1 张已提交复核" in answer.text
    page = limin.get("/ready?act=confirm").text
    (chosen,) = CHOSEN.findall(page)
    answer = limin.send_form("/ready", {"act": "confirm", "chosen": [chosen]})
    assert "1 张已复核" in answer.text and "data-undo-until" in answer.text
    assert world.must("limin", "open_proposal", proposal=done.proposal).state == "confirmed"
    lands = limin.lands_on(limin.send_form("/ready/undo", {"chosen": [done.proposal]}))
    assert lands == "/ready?act=confirm&undone=1"
    assert world.must("limin", "open_proposal", proposal=done.proposal).state == "proposed"
    assert chosen in limin.get(lands).text


def test_what_changed_meanwhile_is_named_and_left(site: Site) -> None:
    done = site.purchase()
    wangfang = site.person("wangfang", "en")
    (chosen,) = CHOSEN.findall(wangfang.get("/ready").text)
    site.world.must("zhangwei", "answer_document", document=done.document, account="660207")
    answer = wangfang.send_form("/ready", {"act": "submit", "chosen": [chosen]})
    assert "1 not submitted:" in answer.text and f"/inbox/{done.proposal}" in answer.text
    assert site.world.must("wangfang", "open_proposal", proposal=done.proposal).state == "draft"


def test_a_list_made_up_by_somebody_else_does_nothing(site: Site) -> None:
    done = site.purchase()
    digest = site.world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    forged = {"act": "confirm", "chosen": [f"{done.proposal}:{digest}", "nothing:here", ":", "x" * 500]}
    for user in ("chenxiao", "zhaolei"):
        answer = site.person(user).send_form("/ready", forged)
        assert answer.status_code == 200 and "张未入账" in answer.text
    assert site.world.must("wangfang", "open_proposal", proposal=done.proposal).state == "draft"
    assert (
        site.person("wangfang").post("/ready", data={"act": "submit", "chosen": [forged["chosen"][0]]}).status_code
        == 403
    )


def test_nothing_to_deal_with_says_so(site: Site) -> None:
    for user in ("chenxiao", "limin"):
        assert "没有可以一起处理的" in site.person(user).get("/ready?act=confirm").text
    assert site.person("limin").send_form("/ready", {"act": "submit"}).status_code == 200
