"""待到票据 on the page by forms alone: ticked and accrued, asked for, ticked off; tampered forms do nothing."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.tools.tax.test_missing_invoices import MONTH, bills

HERE = f"/missing-invoices?month={MONTH}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_what_is_missing_with_a_text_to_send(site: Site, language: str) -> None:
    bills(site.world)
    page = site.person("wangfang", language).get(HERE).text
    assert inline_faults(page) == [] and say("missing.accrue", language) in page
    assert 'value="1000.00"' in page and "杭州云帆科技有限公司" in page and "Dear Hangzhou Yunfan" in page


def test_ticked_vendors_become_one_proposal_that_another_confirms(site: Site) -> None:
    bills(site.world)
    wangfang = site.person("wangfang", follow_redirects=True)
    nothing = wangfang.send_form("/missing-invoices/accrue", {"month": MONTH})
    assert nothing.status_code == 422 and say("missing.nothing_chosen", "zh") in nothing.text
    wrong = wangfang.send_form("/missing-invoices/accrue", {"month": MONTH, "party": "V0001", "amount-V0001": "1.234"})
    assert wrong.status_code == 422 and 'value="1.234"' in wrong.text and "checked" in wrong.text
    card = wangfang.send_form("/missing-invoices/accrue", {"month": MONTH, "party": "V0001", "amount-V0001": "990.00"})
    assert card.status_code == 200 and "2026-12-01" in card.text and "990.00" in card.text
    page = wangfang.get(HERE).text
    assert say("missing.stand_waiting", "zh") in page and 'name="party"' not in page
    proposal = str(card.url).rpartition("/")[2].partition("?")[0]
    shown = site.world.must("limin", "open_proposal", proposal=proposal)
    site.world.must("limin", "confirm_proposal", proposal=proposal, digest=shown.digest)
    site.world.later(11)
    site.world.must("system", "post_confirmed")
    after = wangfang.get(HERE).text
    assert say("missing.stand_accrued", "zh") in after and say("accrual.back_on", "zh") in after


def test_one_is_ticked_off_with_its_reason_and_waited_for_again(site: Site) -> None:
    bills(site.world)
    wangfang = site.person("wangfang", follow_redirects=True)
    given = {"month": MONTH, "subject": "party:V0001"}
    assert wangfang.send_form("/missing-invoices/excuse", given | {"reason": " "}).status_code == 422
    off = wangfang.send_form("/missing-invoices/excuse", given | {"reason": "<b>合同到期"})
    assert "&lt;b&gt;合同到期" in off.text and "<b>合同" not in off.text
    assert say("missing.said_excused", "zh") in off.text
    again = wangfang.send_form("/missing-invoices/excuse", given | {"expected": "1"})
    assert say("missing.said_expected", "zh") in again.text and 'name="party"' in again.text


def test_strangers_and_tampered_forms_do_nothing(site: Site) -> None:
    bills(site.world)
    stranger, wangfang = site.person("chenxiao"), site.person("wangfang")
    assert stranger.get(HERE).status_code == 403
    assert stranger.send_form("/missing-invoices/accrue", {"month": MONTH, "party": "V0001"}).status_code in (403, 422)
    assert wangfang.post("/missing-invoices/accrue", data={"csrf": "x", "month": MONTH}).status_code == 403
    for form in ({"month": "x", "party": "V0001"}, {"month": MONTH, "party": "../V0001"}):
        assert wangfang.send_form("/missing-invoices/accrue", form).status_code == 422, form
    assert site.world.must("limin", "list_inbox").rows == ()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_kept_as_a_file(site: Site, form: str) -> None:
    bills(site.world)
    answer = site.person("wangfang").get(f"{HERE}&form={form}")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
