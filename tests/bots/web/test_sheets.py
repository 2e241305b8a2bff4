"""Reports kept as files from their pages: plain links that need no script, with the month, level and filter chosen."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from ledger.core import say
from tests.bots.web.site import Site, inline_faults

PAGES = {
    "/reports?month=2026-11&level=1": "trial-balance-2026-11",
    "/reports/income-statement?month=2026-11": "income-statement-2026-11",
    "/reports/balance-sheet?month=2026-11": "balance-sheet-2026-11",
    "/reports/account/1405?month=2026-11": "general-ledger-2026-11",
    "/reports/aging": "ap-aging-2026-11-25",
    "/vouchers?month=2026-11&vendor=V0001": "search-vouchers-2026-11",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _links(page: str) -> list[str]:
    """Addresses of the links that make files."""
    return [html.unescape(one) for one in re.findall(r'href="([^"]*\bform=[^"]*)"', page)]


def _records(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_page_offers_its_figures_in_every_form(site: Site, path: str, language: str) -> None:
    site.purchase()
    limin = site.person("limin", language)
    page = limin.get(path)
    assert inline_faults(page.text) == []
    as_csv, as_xlsx, as_pdf = _links(page.text)
    kinds = ((as_csv, "text/csv; charset=utf-8"), (as_xlsx, XLSX), (as_pdf, "application/pdf"))
    for address, kind in kinds:
        answer = limin.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
        form = address.rpartition("form=")[2]
        kept = answer.headers["content-disposition"]
        assert kept.startswith(f'attachment; filename="{PAGES[path]}.{form}"; ')
        title = say(f"sheet.title_{_tool(path)}", language).replace(" ", "_")
        assert unquote(kept.partition("filename*=UTF-8''")[2]).startswith(f"{title}-2026-11")
    sheet: Any = load_workbook(io.BytesIO(limin.get(as_xlsx).content)).active
    assert sheet["A1"].value == say("sheet.company", language)


def _tool(path: str) -> str:
    return PAGES[path].partition("-2026")[0].replace("-", "_")


def test_the_file_holds_what_the_page_was_narrowed_to(site: Site) -> None:
    site.purchase()
    limin = site.person("limin")

    def accounts(path: str) -> set[str]:
        (address, *_) = _links(limin.get(path).text)
        return {record[0] for record in _records(limin.get(address).content) if record[0].isdigit()}

    assert {len(code) for code in accounts("/reports?month=2026-11&level=1")} == {4}
    assert "660213" in accounts("/reports?month=2026-11")
    assert accounts("/reports?month=2026-10") == set()

    def vouchers(path: str) -> int:
        (address, *_) = _links(limin.get(path).text)
        return sum(record[0].startswith("记") for record in _records(limin.get(address).content))

    assert vouchers("/vouchers?month=2026-11&text=云服务") == vouchers("/vouchers") == 3
    assert _links(limin.get("/vouchers?text=nothing-like-this").text) == []


def test_a_filter_of_characters_that_mean_something_in_an_address_survives_the_link(site: Site) -> None:
    site.world.run("2026-11", [{"date": "2026-11-03", "memo": "A&B #1 50%", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 5}, {"account": "6051", "side": "credit", "amount_minor": 5}]}])  # fmt: skip
    limin = site.person("limin")
    (address, *_) = _links(limin.get("/vouchers", params={"text": "A&B #1 50%"}).text)
    assert _records(limin.get(address).content)[1][2] == "A&B #1 50%"


@pytest.mark.parametrize("user", ["chenxiao", "admin"])
@pytest.mark.parametrize("path", PAGES)
def test_who_may_not_read_a_report_gets_its_refusal_and_no_file(site: Site, user: str, path: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}form=xlsx"
    answer = site.person(user).get(joined)
    assert answer.status_code == 403
    assert "content-disposition" not in answer.headers
    assert answer.headers["content-type"].startswith("text/html")


def test_a_form_nobody_knows_is_no_file(site: Site) -> None:
    answer = site.person("limin").get("/reports?form=exe")
    assert answer.status_code in (404, 422)
    assert "content-disposition" not in answer.headers


def test_nobody_signed_in_gets_no_file(site: Site) -> None:
    answer = site.person().get("/reports?form=csv")
    assert answer.status_code in (302, 303, 401)
    assert "content-disposition" not in answer.headers
