"""发票台账 on the page: ticked and confirmed, opened, transferred out; closed to those who may not."""

from __future__ import annotations

import pytest

from tests.bots.web.site import Site, inline_faults
from tests.tools.tax.test_invoices import booked


def test_an_invoice_is_ticked_confirmed_verified_and_transferred_out(site: Site) -> None:
    document = booked(site.world)
    person = site.person("wangfang")
    page = person.get("/invoices").text
    assert f'value="{document}"' in page and "699.62" in page and not inline_faults(page)
    landed = person.lands_on(person.send_form("/invoices", {"document": document, "period": "2026-11", "purpose": "deduct",
                                                             "shown-state": "waiting"}))  # fmt: skip
    assert landed == "/invoices?state=waiting&said=confirmed"
    assert f'value="{document}"' not in person.get("/invoices").text
    path = f"/invoices/{document}"
    assert person.lands_on(person.send_form(f"{path}/verification", {"result": "same"})).startswith(path)
    over = person.send_form(f"{path}/out", {"reason": "loss", "amount": "9,999", "percent": ""})
    assert over.status_code == 422 and 'value="9999"' in over.text and "699.62" in over.text
    landed = person.lands_on(person.send_form(f"{path}/out", {"reason": "loss", "amount": "", "percent": "50"}))
    assert landed.startswith("/inbox/") and "349.81" in person.get(landed).text
    opened = person.get(path).text
    assert "非正常损失" in opened and "查验一致" in opened and not inline_faults(opened)


def test_a_wrong_month_keeps_what_was_ticked(site: Site) -> None:
    document = booked(site.world)
    person = site.person("wangfang")
    refused = person.send_form("/invoices", {"document": document, "period": "2027-03", "purpose": "deduct"})
    assert refused.status_code == 422 and "2027-03" in refused.text
    assert f'value="{document}" aria-label' in refused.text and "checked" in refused.text
    none = person.send_form("/invoices", {"period": "2026-11", "purpose": "deduct"})
    assert none.status_code == 422


def test_a_confirmation_is_withdrawn(site: Site) -> None:
    document = booked(site.world)
    site.world.must("wangfang", "confirm_use", documents=[document], period="2026-11")
    person = site.person("wangfang")
    assert "撤回勾选" in person.get(f"/invoices/{document}").text
    person.lands_on(person.send_form(f"/invoices/{document}/withdraw"))
    assert "撤回勾选</button>" not in person.get(f"/invoices/{document}").text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_leaves_as_a_file(site: Site, form: str) -> None:
    booked(site.world)
    sent = site.person("wangfang").get(f"/invoices?form={form}&state=waiting")
    assert sent.status_code == 200 and (form == "xlsx" or "699.62" in sent.text)


def test_an_auditor_looks_and_an_employee_does_not(site: Site) -> None:
    document = booked(site.world)
    auditor = site.person("zhaolei")
    assert 'name="document"' not in auditor.get("/invoices").text
    assert 'method="post" action="/invoices' not in auditor.get(f"/invoices/{document}").text
    assert site.person("chenxiao").get("/invoices").status_code == 403
    assert site.person("chenxiao").get(f"/invoices/{document}").status_code == 403


def test_a_list_is_taken_compared_and_its_agreeing_rows_become_the_deduction_list(site: Site) -> None:
    document = booked(site.world)
    (one,) = [row for row in site.world.must("wangfang", "invoice_register").rows if row.document == document]
    head = "数电发票号码,开票日期,销售方纳税人名称,金额,票面税额,勾选状态\n"
    rows = f"{one.number},{one.date},{one.seller},{one.net},{one.tax},未勾选\n26442000000000012345,2026-11-03,乙,100,13,未勾选\n"
    person = site.person("wangfang")
    assert "还没有导入" in person.get("/invoices/compare").text
    sent = {"file": ("税局.csv", (head + rows).encode())}
    assert person.lands_on(person.send_form("/invoices/compare/file", files=sent)).endswith("said=taken")
    page = person.get("/invoices/compare").text
    assert page.index("没有收到票据") < page.index("一致，未勾选") and "催票" in page and not inline_faults(page)
    again = person.send_form("/invoices/compare/file", files={"file": ("税局.csv", (head + rows).encode())})
    assert again.status_code == 422 and "税局.csv" in again.text
    bad = person.send_form("/invoices/compare/file", files={"file": ("b.csv", (head + "1,x,乙,1,1,\n").encode())})
    assert bad.status_code == 422 and "第 2 行「开票日期」" in bad.text
    person.lands_on(person.send_form("/invoices/compare", {"document": document, "period": "2026-11"}))
    listed = person.get("/invoices/deductions?period=2026-11&form=csv")
    assert one.number in listed.text and "699.62" in listed.text
    assert 'type="file"' not in site.person("zhaolei").get("/invoices/compare").text


def test_the_paper_says_whether_it_was_verified_and_leads_to_where_that_is_recorded(site: Site) -> None:
    document = site.world.hand_in_sample("intake", "special").document
    person = site.person("wangfang")
    path = person.get(f"/inbox/{document}", follow_redirects=True)
    assert "未查验" in path.text and f'href="/invoices/{document}"' in path.text
    site.world.must("wangfang", "record_verification", document=document, result="differs")
    assert "查验不一致" in person.get(f"/inbox/{document}", follow_redirects=True).text
    own = site.world.hand_in_sample("chenxiao", "hotel", paid_by="sender").document
    employee = site.person("chenxiao").get(f"/inbox/{own}", follow_redirects=True).text
    assert "未查验" in employee and "/invoices/" not in employee
    foreign = site.world.hand_in_sample("intake", "factur_x").document
    assert "未查验" not in person.get(f"/inbox/{foreign}", follow_redirects=True).text
