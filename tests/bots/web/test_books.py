"""账簿 on the pages: journal, ledgers in columns, balances by dimension; each drilled to its vouchers and kept as a file."""

from __future__ import annotations

import html
import re

import pytest

from ledger.books.entries import credit, debit
from tests.bots.web.site import Site, inline_faults
from tests.ledger.books.small import entry, posted

PAGES = (
    "/reports/journal?month=2026-11",
    "/reports/multi-column/6602?month=2026-11",
    "/reports/by-dimension?month=2026-11",
    "/reports/cash-flow-indirect?month=2026-11",
)


@pytest.fixture
def busy(site: Site) -> Site:
    site.world.history("V0001", "660213", [100_00, 250_00], "it")
    site.world.history("V0002", "660204", [77_00], "sales")
    return site


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_page_opens_in_both_languages_and_says_its_scope(busy: Site, path: str, language: str) -> None:
    page = busy.person("limin", language).get(path)
    assert page.status_code == 200 and not inline_faults(page.text)
    assert "CNY" in re.search(r'<p class="scope[^"]*">(.*?)</p>', page.text, re.S)[1]  # type: ignore[index]
    assert busy.person("chenxiao").get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_each_page_leaves_as_its_three_files(busy: Site, path: str) -> None:
    limin = busy.person("limin")
    links = [html.unescape(one) for one in re.findall(r'href="([^"]*\bform=[^"]*)"', limin.get(path).text)]
    assert [link.rpartition("form=")[2] for link in links] == ["csv", "xlsx", "pdf"]
    for link in links:
        assert "attachment" in limin.get(link).headers["content-disposition"]


def test_the_journal_is_ticked_filtered_and_opens_vouchers(busy: Site) -> None:
    limin = busy.person("limin")
    page = limin.get("/reports/journal?month=2026-11").text
    assert "借贷相等" in page and "3 张凭证，6 行" in page
    voucher = re.search(r'href="(/vouchers/\d+\.\d+)"', page)
    assert voucher and limin.get(voucher[1]).status_code == 200
    narrowed = limin.get("/reports/journal?month=2026-11&account=6602&department=it").text
    assert "借贷相等" not in narrowed and "2 张凭证，2 行" in narrowed and "不必相等" in narrowed
    assert "没有" in limin.get("/reports/journal?month=2026-11&text=nothing-like-this").text


def test_both_methods_of_the_cash_flow_lead_to_each_other_and_a_difference_to_its_voucher(busy: Site) -> None:
    limin = busy.person("limin")
    assert 'href="/reports/cash-flow-indirect?month=2026-11"' in limin.get("/reports/cash-flow?month=2026-11").text
    page = limin.get("/reports/cash-flow-indirect?month=2026-11").text
    assert 'href="/reports/cash-flow?month=2026-11"' in page and "没有差额" in page and "净利润" in page
    bought = entry(
        debit("1601", "5000", memo="设备"), credit("220201", "5000", dims={"party": "V0001"}), day="2026-11-20"
    )
    sealed = posted(busy.world.house.store, busy.world.tenant, bought)
    page = limin.get("/reports/cash-flow-indirect?month=2026-11").text
    assert f'href="/vouchers/{sealed.batch_id}.1"' in page and "1601 固定资产" in page and "没有差额" not in page


def test_columns_lead_to_their_accounts_and_their_values(busy: Site) -> None:
    limin = busy.person("limin")
    assert 'href="/reports/multi-column/6602?' in limin.get("/reports/account/6602?month=2026-11").text
    page = limin.get("/reports/multi-column/6602?month=2026-11").text
    assert 'href="/reports/account/660213?' in page and 'href="/reports/account/660204?' in page
    by_place = html.unescape(limin.get("/reports/multi-column/6602?month=2026-11&by=department").text)
    (link,) = set(re.findall(r'href="([^"]*value=it)"', by_place))
    assert "350.00" in limin.get(link).text


def test_a_balance_by_dimension_opens_the_ledger_behind_it(busy: Site) -> None:
    limin = busy.person("limin")
    page = html.unescape(limin.get("/reports/by-dimension?month=2026-11&dimension=party&account=2202").text)
    (link,) = set(re.findall(r'href="([^"]*value=V0002)"', page))
    ledger = limin.get(link).text
    assert "77.00" in ledger and "350.00" not in ledger
    assert 'name="value" value="V0002"' in ledger, "the filter survives another month"
    assert limin.get("/reports/by-dimension?dimension=weather").status_code == 422


def test_a_department_is_retired_and_taken_back_on_its_page(site: Site) -> None:
    person = site.person("limin")
    page = person.get("/dimensions").text
    assert 'action="/dimensions/retire"' in page and 'value="back"' not in page and not inline_faults(page)
    sent = person.send_form("/dimensions/retire", {"dimension": "department", "code": "it", "do": "retire"})
    assert person.lands_on(sent) == "/dimensions?said=retired"
    page = person.get("/dimensions?said=retired").text
    assert "已停用" in page and 'value="back"' in page
    assert 'value="it"' not in site.person("zhangwei").get("/close/2026-11").text.partition('id="facts"')[2]
    again = person.send_form("/dimensions/retire", {"dimension": "department", "code": "it", "do": "retire"})
    assert again.status_code == 422 and "已经停用" in again.text
    sent = person.send_form("/dimensions/retire", {"dimension": "department", "code": "it", "do": "back"})
    assert person.lands_on(sent) == "/dimensions?said=back" and 'value="back"' not in person.get("/dimensions").text
    assert 'action="/dimensions/retire"' not in site.person("zhaolei").get("/dimensions").text
