"""个别计提 and 公司资料 on their pages: kept, refused with what was typed, given up; for those who may."""

from __future__ import annotations

import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults


def _owed(site: Site) -> None:
    claim = {"account": "1122", "side": "debit", "amount_minor": 700000, "dims": {"party": "C0001"}}
    sale = {"account": "6001", "side": "credit", "amount_minor": 700000, "dims": {}}
    site.world.run("2026-11", [{"date": "2026-11-10", "memo": "货款", "lines": [claim, sale]}])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_item_is_provided_for_by_name_and_given_up(site: Site, language: str) -> None:
    _owed(site)
    limin = site.person("limin", language, follow_redirects=True)
    page = limin.get("/provisions").text
    key = re.search(r'value="item:([0-9.]+)"', page)
    assert key and inline_faults(page) == []
    given = {"whom": f"item:{key[1]}", "percent": "80", "reason": "", "first_month": "2026-11"}
    refused = limin.send_form("/provisions", given)
    assert refused.status_code == 422 and 'value="80"' in refused.text
    assert say("provision.no_reason", language) in refused.text
    kept = limin.send_form("/provisions", {**given, "reason": "客户破产"})
    assert kept.status_code == 200 and "客户破产" in kept.text and "80 %" in kept.text
    gone = limin.send_form("/provisions/1/retire")
    assert gone.status_code == 200 and "客户破产" not in gone.text
    assert 'action="/provisions"' not in site.person("zhangwei").get("/provisions").text
    assert site.person("chenxiao").get("/provisions").status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_companys_address_is_changed_and_its_currency_says_why_not(site: Site, language: str) -> None:
    person = site.person("admin", language, follow_redirects=True)
    page = person.get("/company").text
    assert inline_faults(page) == [] and say("company.fixed_currency", language) in page
    typed = dict(re.findall(r'<input class="input" name="(\w+)" value="([^"]*)"', page))
    wrong = person.send_form("/company", typed | {"time_zone": "Mars", "address": "中山路 1 号"})
    assert wrong.status_code == 422 and "中山路 1 号" in wrong.text
    kept = person.send_form("/company", typed | {"address": "中山路 1 号"})
    assert kept.status_code == 200 and '<ins lang="zh">中山路 1 号</ins>' in kept.text
    assert 'action="/company"' not in site.person("zhangwei").get("/company").text
    assert site.person("zhangwei").send_form("/company", typed).status_code in (403, 422)
    assert "中山路 1 号" in person.get("/company").text
