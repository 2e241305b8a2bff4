"""增值税申报底稿 on the page: every figure opens, files leave, and who may not see every line has no page."""

from __future__ import annotations

import pytest

from tests.bots.web.site import Site, inline_faults
from tests.tools.tax.test_invoices import booked


def test_every_figure_opens_its_ledger_or_its_invoices(site: Site) -> None:
    document = booked(site.world)
    site.world.must("wangfang", "confirm_use", documents=[document], period="2026-11")
    person = site.person("limin")
    page = person.get("/reports/vat?month=2026-11").text
    assert "699.62" in page and "/reports/account/22210101?month=2026-11" in page and not inline_faults(page)
    assert "/invoices?state=confirmed&amp;period=2026-11" in page
    assert document in person.get("/invoices?state=confirmed&period=2026-11").text
    assert person.get("/reports/account/22210101?month=2026-11").status_code == 200
    assert "VAT owed" in site.person("limin", "en").get("/reports/vat").text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_worksheet_leaves_as_a_file(site: Site, form: str) -> None:
    booked(site.world)
    sent = site.person("limin").get(f"/reports/vat?month=2026-11&form={form}")
    assert sent.status_code == 200 and (form == "xlsx" or "应纳税额" in sent.text)


def test_who_does_not_see_every_line_has_no_page(site: Site) -> None:
    assert site.person("liqiang").get("/reports/vat").status_code == 403
    assert site.person("zhaolei").get("/reports/vat").status_code == 200


def test_what_is_booked_by_rule_becomes_a_card_and_a_fault_keeps_what_was_typed(site: Site) -> None:
    person = site.person("wangfang")
    page = person.get("/reports/vat?month=2026-11")
    assert 'action="/reports/vat/act"' in page.text and 'value="margin"' in page.text and inline_faults(page.text) == []
    typed = {"act": "margin", "amount": "1060", "account": "6401 主营业务成本", "day": "2026-11-10"}
    wrong = person.send_form("/reports/vat/act", typed)
    assert wrong.status_code == 422 and 'id="f-rate"' in wrong.text and 'value="1060"' in wrong.text
    landed = person.lands_on(person.send_form("/reports/vat/act", typed | {"rate": "0.06"}))
    card = person.get(landed).text
    assert "22210102" in card and "60.00" in card and "财会〔2016〕22号" in card
    assert 'action="/reports/vat/act"' not in site.person("zhaolei").get("/reports/vat").text, (
        "who only reads has no form"
    )
