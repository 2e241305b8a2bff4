"""凭证模板 on the page by forms alone: kept from the grid and from a voucher, used, made to recur, given up."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.bots.web.test_vouchers_by_hand import ROWS

KEEP = ROWS | {
    "do": "template",
    "template_name": "办公用品",
    "template_amounts": "1",
    "debit-0": "90.00",
    "credit-1": "90.00",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_is_kept_from_the_grid_used_and_made_to_recur(site: Site, language: str) -> None:
    wangfang = site.person("wangfang", language, follow_redirects=True)
    kept = wangfang.send_form("/vouchers/new", KEEP)
    assert say("template.kept", language, template="T001") in kept.text and 'value="90.00"' in kept.text
    page = wangfang.get("/templates").text
    assert inline_faults(page) == [] and "办公用品" in page
    assert 'value="90.00"' in wangfang.get("/vouchers/new?template=T001").text
    assert wangfang.send_form("/templates/T001/recur", {"day": "40"}).status_code == 422
    assert wangfang.send_form("/templates/T001/recur", {"day": "x"}).status_code == 422
    recurs = wangfang.send_form("/templates/T001/recur", {"day": "15", "first_month": "2026-11"})
    assert say("template.every_month", language, day=15, first="2026-11", last="…") in recurs.text
    assert say("closing.item_recurring", language) in site.person("limin", language).get("/close/2026-11").text
    gone = wangfang.send_form("/templates/T001/retire")
    assert say("template.none", language) in gone.text


def test_what_is_wrong_stays_as_typed(site: Site) -> None:
    wangfang = site.person("wangfang")
    for change in ({"template_name": ""}, {"account-0": "999999"}, {"debit-0": "1.234"}):
        answer = wangfang.send_form("/vouchers/new", KEEP | change)
        assert answer.status_code == 422, change
        assert 'value="90.00"' in answer.text
    assert site.world.must("wangfang", "list_voucher_templates").rows == ()


def test_a_posted_voucher_is_kept_by_its_page(site: Site) -> None:
    lines = [{"account": "100201", "side": side, "amount_minor": 500} for side in ("debit", "credit")]
    batch = site.world.run("2026-11", [{"date": "2026-11-10", "memo": "m", "lines": lines}])
    wangfang = site.person("wangfang", follow_redirects=True)
    assert 'action="/templates"' in wangfang.get(f"/vouchers/{batch}.1").text
    page = wangfang.send_form("/templates", {"voucher": f"{batch}.1", "name": "<b>转"}).text
    assert "&lt;b&gt;转" in page and say("template.blank", "zh") in page
    assert wangfang.send_form("/templates", {"voucher": "9.9", "name": "x"}).status_code == 422
    assert 'action="/templates"' not in site.person("zhaolei").get(f"/vouchers/{batch}.1").text


def test_strangers_and_tampered_forms_keep_nothing(site: Site) -> None:
    assert site.person("chenxiao").get("/templates").status_code == 403
    assert site.person("wangfang").post("/templates/T001/retire", data={"csrf": "x"}).status_code == 403
    assert site.person("wangfang").send_form("/templates/T001/retire").status_code == 422
