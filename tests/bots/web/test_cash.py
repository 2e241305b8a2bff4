"""现金与银行 on the pages: journals drilled to their vouchers and sent as files."""

from __future__ import annotations

import html
import re

from httpx import Response

from ledger.books.entries import credit, debit
from tests.bots.web.site import Person, Site, inline_faults
from tests.ledger.books import small
from tests.tools.cash.test_bank_reconciling import BOOKS, NOVEMBER
from tests.tools.cash.test_journal import MOVES, move
from tools.printing.press import ink, pages


def test_a_journal_shows_days_drills_to_vouchers_and_leaves_as_a_file(site: Site) -> None:
    move(site.world, "100201", MOVES)
    page = site.person("limin").get("/reports/cash-journal?account=100201:CNY&start=2026-11-01&end=2026-11-30").text
    assert page.count("本日合计") == 4 and page.count("本月合计") == 1
    assert "/vouchers/" in page and 'href="/reports/account/1012?month=2026-11"' in page
    assert "有 1 天日终余额为负" in page and "2026-11-24" in page
    assert not inline_faults(page)
    english = site.person("limin", "en").get("/reports/cash-journal?account=100201:CNY&month=2026-11").text
    assert "Total of the day" in english and "Bank journal" in english
    sent = site.person("limin").get("/reports/cash-journal?account=100201:CNY&month=2026-11&form=csv")
    assert sent.text.count("2026-11-02") >= 2 and "text/csv" in sent.headers["content-type"]


def test_the_first_account_opens_without_asking_and_a_stranger_sees_none(site: Site) -> None:
    assert "库存现金" in site.person("limin").get("/reports/cash-journal").text
    assert site.person("chenxiao").get("/reports/cash-journal").status_code == 403


def _taken(person: Person, text: str = NOVEMBER, **given: str) -> Response:
    typed = {"account": "100201:CNY", "month": "2026-11", **given}
    return person.send_form("/bank", typed, files={"file": ("对账单.csv", text.encode())})


def test_a_statement_is_taken_matched_printed_and_let_go(site: Site) -> None:
    move(site.world, "100201", BOOKS)
    person = site.person("limin")
    assert "还没有对账单" in person.get("/bank").text
    place = person.lands_on(_taken(person))
    assert place.startswith("/bank/reconcile?account=100201%3ACNY&month=2026-11")
    page = person.get(place).text
    assert not inline_faults(page) and "调节后余额相符" in page
    suggested = re.findall(r'name="suggested" value="([^"]+)"', page)
    assert len(suggested) == 3
    here = {"account": "100201:CNY", "month": "2026-11"}
    place = person.lands_on(person.send_form("/bank/reconcile", {**here, "do": "suggested", "suggested": suggested}))
    page = person.get(place).text
    for figure in ("6,338.20", "6,350.00", "788.20", "6,000.00", "450.00", "15.00", "3.20"):
        assert figure in page, figure
    made = person.get("/bank/reconcile/print?account=100201:CNY&month=2026-11")
    printed = ink(" ".join(pages(made.content)))
    for wanted in ("银行存款余额调节表", "788.20", "6,338.20", "T1004", "调节后余额相符", "李敏"):
        assert wanted in printed, wanted
    english = site.person("limin", "en").get("/bank/reconcile/print?account=100201:CNY&month=2026-11").content
    assert "Balanceperbankstatement" in ink(" ".join(pages(english)))
    undo = re.findall(r'name="undo" value="(\d+)"', page)
    assert len(undo) == 3
    place = person.lands_on(person.send_form("/bank/reconcile", {**here, "undo": undo[0]}))
    assert person.get(place).text.count('name="suggested"') == 1
    sheet = person.get("/bank/reconcile?account=100201:CNY&month=2026-11&form=csv").text
    assert "6338.20" in sheet.replace(",", "").replace('"', "")


def test_what_is_refused_stays_typed_and_chosen(site: Site) -> None:
    move(site.world, "100201", BOOKS)
    person = site.person("limin")
    refused = _taken(person, "日期,收入,支出\n2026-11-02,100.00,\n", opening="1.00", closing="99.00")
    assert (
        refused.status_code == 422
        and 'value="99.00"' in refused.text
        and "相差 -2.00" in refused.text.replace("−", "-")
    )
    person.lands_on(_taken(person))
    page = person.get("/bank/reconcile?account=100201:CNY&month=2026-11").text
    bank, books = (re.findall(rf'type="checkbox" name="{name}" value="([^"]+)"', page) for name in ("bank", "books"))
    uneven = {"account": "100201:CNY", "month": "2026-11", "do": "chosen", "bank": bank[0], "books": books[-1]}
    refused = person.send_form("/bank/reconcile", uneven)
    assert refused.status_code == 422 and refused.text.count(" checked>") >= 2


def test_a_line_without_its_voucher_opens_one_begun(site: Site) -> None:
    move(site.world, "100201", BOOKS)
    person = site.person("limin")
    person.lands_on(_taken(person))
    page = person.get("/bank/reconcile?account=100201:CNY&month=2026-11").text
    links = [html.unescape(one) for one in re.findall(r'href="(/vouchers/new\?[^"]+)"', page)]
    fee = next(one for one in links if "15.00" in one)
    begun = person.get(fee).text
    assert 'value="2026-11-25"' in begun and 'value="100201"' in begun and "手续费" in begun
    credit, debit = (re.search(rf'name="{name}"[^>]*value="15.00"', begun) for name in ("credit-0", "debit-1"))
    assert credit and debit


def test_who_may_only_look_sees_the_statement_without_its_buttons(site: Site) -> None:
    move(site.world, "100201", BOOKS)
    maker = site.person("limin")
    maker.lands_on(_taken(maker))
    page = site.person("zhaolei").get("/bank/reconcile?account=100201:CNY&month=2026-11").text
    assert "调节后余额相符" in page and '<button class="btn primary"' not in page
    assert 'action="/bank"' not in site.person("zhaolei").get("/bank").text
    assert site.person("chenxiao").get("/bank").status_code == 403


def test_cash_is_counted_printed_and_its_difference_proposed(site: Site) -> None:
    move(site.world, "1001", [("2026-11-05", 100_00)])
    person = site.person("limin")
    page = person.get("/cash-count?day=2026-11-20").text
    assert "100.00" in page and not inline_faults(page)
    typed = {"till": "1001:CNY", "day": "2026-11-20", "piece-50": "1", "piece-5": "9", "counted_by": "李敏"}
    refused = person.send_form("/cash-count", typed)
    assert refused.status_code == 422 and 'name="piece-5" value="9"' in refused.text
    assert person.lands_on(person.send_form("/cash-count", typed | {"reason": "找零"})) == "/cash-count?said=kept"
    page = person.get("/cash-count").text
    assert "盘亏 5.00" in page and "找零" in page
    assert person.get("/cash-count/1/print").content[:5] == b"%PDF-"
    assert person.lands_on(person.send_form("/cash-count/propose", {"count": "1"})).startswith("/inbox/")
    assert "调整凭证" in person.get("/cash-count").text
    assert site.person("zhaolei").get("/cash-count").text.count("<form") <= page.count("<form")
    assert site.person("chenxiao").get("/cash-count").status_code == 403


def test_a_bill_is_entered_endorsed_and_shown_with_its_vouchers(site: Site) -> None:
    person = site.person("limin")
    assert "还没有票据" in person.get("/bills").text
    customer = next(one for one in site.world.must("limin", "form_names").parties if one.startswith("C"))
    typed = {"side": "received", "kind": "bank", "number": "130530", "drawer": "华东钢铁", "acceptor": "苏州银行",
             "party": customer, "amount": "1,000.00", "issue_day": "2026-11-02", "due_day": "2026-12-20", "day": "2026-11-04"}  # fmt: skip
    refused = person.send_form("/bills", typed | {"due_day": "2026-11-01"})
    assert refused.status_code == 422 and 'value="130530"' in refused.text and "必须在出票日" in refused.text
    place = person.lands_on(person.send_form("/bills", typed))
    assert place.startswith("/inbox/") and "待入账" in person.get("/bills/B0001").text
    shown = site.world.must("limin", "open_proposal", proposal=place.removeprefix("/inbox/"))
    site.world.must("limin", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    site.world.must("zhangwei", "confirm_proposal", proposal=shown.proposal, digest=shown.digest)
    site.world.later(11)
    assert site.world.must("system", "post_confirmed").posted[0].batch is not None
    listed = person.get("/bills").text
    assert listed.count("/bills/B0001") == 2 and "30 天内到期" in listed and not inline_faults(listed)
    event = {"act": "endorsed", "day": "2026-11-10", "amount": "300", "party": "V0001"}
    refused = person.send_form("/bills/B0001", event | {"amount": "2000"})
    assert refused.status_code == 422 and 'value="2000"' in refused.text
    assert person.lands_on(person.send_form("/bills/B0001", event)).startswith("/inbox/")
    one = site.person("limin", "en").get("/bills/B0001").text
    assert "700.00" in one and "Endorsed" in one and one.count("/inbox/") >= 2 and not inline_faults(one)
    assert "130530" in person.get("/bills?form=csv").text
    assert '<form method="post" action="/bills' not in site.person("zhaolei").get("/bills").text
    assert site.person("chenxiao").get("/bills/B0001").status_code == 403
    assert person.get("/bills/B9999").status_code == 422


def test_a_bill_in_a_foreign_currency_asks_for_the_rate_and_lands_in_either_account(site: Site) -> None:
    person = site.person("limin")
    customer = next(one for one in site.world.must("limin", "form_names").parties if one.startswith("C"))
    typed = {"side": "received", "kind": "bank", "number": "USD-1", "drawer": "Acme", "acceptor": "Citi", "party": customer,
             "amount": "1,000.00", "currency": "usd", "issue_day": "2026-11-02", "due_day": "2026-12-20", "day": "2026-11-04"}  # fmt: skip
    refused = person.send_form("/bills", typed)
    assert refused.status_code == 422 and "没有 USD 的汇率" in refused.text and 'value="USD-1"' in refused.text
    place = person.lands_on(person.send_form("/bills", typed | {"rate": "7.1"}))
    shown = site.world.must("limin", "open_proposal", proposal=place.removeprefix("/inbox/"))
    assert {one.currency for one in shown.lines} == {"USD"}
    site.world.must("limin", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    site.world.must("zhangwei", "confirm_proposal", proposal=shown.proposal, digest=shown.digest)
    site.world.later(11)
    site.world.must("system", "post_confirmed")
    site.world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    page = person.get("/bills/B0001").text
    assert 'value="100201 CNY"' in page and 'name="rate"' in page and not inline_faults(page)
    event = {"act": "discounted", "day": "2026-11-10", "amount": "400", "rate": "7.2", "account": "100201 CNY"}
    made = person.lands_on(person.send_form("/bills/B0001", event))
    lines = site.world.must("limin", "open_proposal", proposal=made.removeprefix("/inbox/")).lines
    assert [(one.account, one.currency, one.amount_minor) for one in lines] == [
        ("100201", "CNY", 2880_00), ("1121", "USD", 400_00), ("660303", "CNY", 40_00),
    ]  # fmt: skip
    assert "USD" in person.get("/bills").text


def test_cash_of_a_foreign_currency_asks_for_the_rate_of_its_difference(site: Site) -> None:
    filled = debit("1001", "100", "USD", base_minor=710_00)
    small.posted(site.world.house.store, site.world.tenant, small.entry(filled, credit("100201", "710"), day="2026-11-02"),
                 period="2026-11")  # fmt: skip
    person = site.person("limin")
    assert 'value="1001:USD"' in person.get("/cash-count").text
    typed = {"till": "1001:USD", "day": "2026-11-20", "piece-50": "1", "piece-20": "2", "loose": "", "counted_by": "李敏",
             "witness": "", "reason": "少十美元"}  # fmt: skip
    assert person.send_form("/cash-count", typed).status_code == 303
    assert 'name="rate"' in person.get("/cash-count").text
    refused = person.send_form("/cash-count/propose", {"count": "1"})
    assert refused.status_code == 422 and "没有 USD 的汇率" in refused.text
    place = person.lands_on(person.send_form("/cash-count/propose", {"count": "1", "rate": "7.12"}))
    lines = site.world.must("limin", "open_proposal", proposal=place.removeprefix("/inbox/")).lines
    assert [(one.account, one.currency, one.amount_minor) for one in lines] == [
        ("1001", "USD", 10_00), ("1901", "CNY", 71_20),
    ]  # fmt: skip
