"""What an opening says beside balances: cash flow to date, the year before, unreconciled bank lines, in one workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from starlette.testclient import TestClient

from bots.web.app import create_app
from bots.web.guard import COOKIE, cookie_value
from tests.bots.web.site import inline_faults
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD, OwnCompany
from tools.shared.opening_files import read_files
from tools.shared.opening_template import _FILE as FILE
from tools.shared.opening_template import template

BALANCES: list[list[object]] = [
    ["科目编码", "往来单位", "年初余额", "本年累计借方", "本年累计贷方", "期末余额"],
    ["1001", "", 1000, 500, 300, 1200],
    ["100201", "", 50000, 30000, 35500, 44500],
    ["4001", "", 51000, 0, 0, 51000],
    ["6001", "", 0, 0, 30500, 30500],
    ["660211", "", 0, 35800, 0, 35800],
]
FLOWS: list[list[object]] = [["现金流量项目", "金额"], ["销售商品、提供劳务收到的现金", 30500], ["C08", "35,800.00"]]
PRIOR: list[list[object]] = [
    ["报表", "项目", "期间", "上年金额"],
    ["利润表", "营业收入", "", 120000],
    ["利润表", "管理费用", "", 90000],
    ["利润表", "净利润", "", 30000],
    ["利润表", "营业收入", "2024-12", 7000],
    ["现金流量表", "C01", "", 118000],
]
BANKS: list[list[object]] = [
    ["银行科目", "未达类型", "日期", "金额", "摘要"],
    ["100201", "银行对账单余额", "2026-10-31", 44200, ""],
    ["100201", "银行已收企业未收", "2026-10-30", 800, "货款"],
    ["100201", "企业已付银行未付", "2026-10-31", 900, "支票"],
    ["100201", "企业已收银行未收", "2026-10-29", 2000, "支票"],
]


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, "2026-11")
    made.take_in("limin", "李敏", "controller")
    yield made
    made.close()


def _book(own: OwnCompany, **changed: list[list[object]]) -> dict[str, Any]:
    sheets: Mapping[str, Sequence[Sequence[object]]] = {
        "余额": BALANCES, "现金流量": FLOWS, "上年数": PRIOR, "银行未达": BANKS, **changed
    }  # fmt: skip
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    kept = own.house.stage(own.tenant, out.getvalue())
    assert isinstance(kept, str)
    return {"sha256": kept, "name": "期初.xlsx"}


def _posted(own: OwnCompany) -> None:
    for proposal in own.must("sunli", "propose_opening", **_book(own)).proposals:
        own.confirm("limin", proposal)
    posted = own.post_what_was_confirmed()
    assert all(one.batch for one in posted), posted


def test_whoever_confirms_sees_what_the_run_carries(own: OwnCompany) -> None:
    first = own.must("sunli", "propose_opening", **_book(own)).proposals[0]
    shown = own.must("limin", "open_proposal", proposal=first)
    assert any("2" in note and "5" in note and "4" in note for note in shown.notes), shown.notes
    beside = own.must("limin", "opening_state").beside
    assert len(beside) == 11
    assert ("books", "100201 支票", 200_000) in [(one.kind, one.what, one.amount_minor) for one in beside]
    _pages(own)


def _pages(own: OwnCompany) -> None:
    secret = own.house.door.sign_in(own.tenant, "sunli", PASSWORD)
    assert isinstance(secret, str)
    browser = TestClient(create_app(own.house, own.tenant), base_url="http://127.0.0.1:8765")
    browser.cookies.set(COOKIE, cookie_value(own.tenant, secret))
    page = browser.get("/opening").text
    assert "100201 支票" in page and inline_faults(page) == []
    kept = browser.get("/opening/template")
    assert kept.status_code == 200 and kept.content[:2] == b"PK"


def _month(first: str, last: str) -> dict[str, str]:
    return {"start": first, "end": last}


def test_the_cash_flow_to_date_stands_in_the_years_statement(own: OwnCompany) -> None:
    checked = own.must("sunli", "check_opening", **_book(own))
    assert (checked.differences, checked.flows, checked.prior, checked.bank_lines) == ((), 2, 5, 4)
    _posted(own)
    shown = own.must("limin", "cash_flow", period=_month("2026-11-01", "2026-11-30"))
    to_date = {one.row: one.to_date for one in shown.rows if one.to_date}
    assert (to_date["C01"], to_date["C08"], to_date["C10"]) == (Decimal(30500), Decimal(35800), Decimal(-5300))
    assert shown.unassigned == 0
    october = own.must("limin", "cash_flow", period=_month("2026-10-01", "2026-10-31"))
    assert {one.row: one.amount for one in october.rows}["C01"] == Decimal(30500)
    (behind,) = next(one.vouchers for one in october.rows if one.row == "C01")
    assert behind.amount == Decimal(30500)
    assert october.change == Decimal(-5300)


def test_the_year_before_is_shown_as_entered_where_the_books_have_nothing(own: OwnCompany) -> None:
    _posted(own)
    year = own.must("limin", "income_statement", period=_month("2026-01-01", "2026-12-31"))
    before = {one.row: one.last_year for one in year.rows if one.last_year}
    assert year.entered == ("last_year",)
    assert (before["R01"], before["R05"], before["R40"]) == (Decimal(120000), Decimal(90000), Decimal(30000))
    month = own.must("limin", "income_statement", period=_month("2026-11-01", "2026-11-30"))
    assert month.entered == ()
    assert not any(one.last_year for one in month.rows), "nobody gave November of the year before"
    flow = own.must("limin", "cash_flow", period=_month("2026-01-01", "2026-12-31"))
    assert flow.entered == ("last_year",)
    assert {one.row: one.last_year for one in flow.rows}["C10"] == Decimal(118000)


def test_bank_lines_enter_the_first_reconciliation_and_are_matched_later(own: OwnCompany) -> None:
    _posted(own)
    october = own.must("limin", "bank_reconciliation", account="100201", period="2026-10")
    assert (october.bank_balance, october.book_balance, october.agrees) == (Decimal(44200), Decimal(44500), True)
    assert (october.bank_adjusted, october.start_gap) == (Decimal(45300), 0)
    assert {one.kind: one.amount for one in october.lines} == {
        "bank_received": Decimal(800), "books_paid": Decimal(900), "books_received": Decimal(2000)
    }  # fmt: skip
    bank: list[list[object]] = [["日期", "收入", "支出", "余额", "摘要"], ["2026-11-02", "2000", "", "46200", "支票"],
                                ["2026-11-03", "", "900", "45300", "支票"]]  # fmt: skip
    own.must("limin", "take_bank_statement", sha256=own.stage(bank), name="11.csv", account="100201",
                     opening="44200", period="2026-11")  # fmt: skip
    november = own.must("limin", "bank_reconciliation", account="100201", period="2026-11")
    assert (november.start_gap, november.agrees) == (0, True)
    assert (november.bank_adjusted, november.book_adjusted) == (Decimal(46400), Decimal(46400)), "cheques on both sides"
    keys = {(one.kind, one.amount): one.key for one in november.lines}
    groups = [
        {"bank": [keys["bank_received", Decimal(2000)]], "books": [keys["books_received", Decimal(2000)]]},
        {"bank": [keys["bank_paid", Decimal(900)]], "books": [keys["books_paid", Decimal(900)]]},
    ]
    own.must("limin", "match_bank_lines", account="100201", groups=groups)
    after = own.must("limin", "bank_reconciliation", account="100201", period="2026-11")
    assert [(one.kind, one.amount) for one in after.lines] == [("bank_received", Decimal(800))]
    assert (after.agrees, after.bank_adjusted) == (True, Decimal(45300))
    again = own.must("limin", "bank_reconciliation", account="100201", period="2026-10")
    assert len(again.lines) == 3, "as it was printed then"
    assert again.agrees


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "code"),
    [
        ("现金流量", 1, 1, 30000, "opening.cash_flow"),
        ("现金流量", 1, 0, "没有的项目", "opening.unknown_row"),
        ("上年数", 3, 3, 31000, "opening.prior_differs"),
        ("上年数", 1, 0, "附注", "opening.unknown_statement"),
        ("上年数", 4, 2, "2026-01", "opening.not_before"),
        ("银行未达", 2, 3, 700, "opening.bank_differs"),
        ("银行未达", 2, 1, "未知", "opening.unknown_bank_kind"),
        ("银行未达", 2, 2, "2026-11-02", "opening.bank_day"),
        ("银行未达", 2, 3, -5, "opening.bank_amount"),
        ("银行未达", 2, 0, "1001", "opening.not_a_bank"),
    ],
)
def test_each_difference_beside_the_balances_is_named(
    own: OwnCompany, sheet: str, row: int, column: int, value: object, code: str
) -> None:
    rows = [list(one) for one in {"现金流量": FLOWS, "上年数": PRIOR, "银行未达": BANKS}[sheet]]
    rows[row][column] = value
    assert code in own.refused("sunli", "propose_opening", **_book(own, **{sheet: rows}))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_understood_when_it_comes_back(language: str) -> None:
    found = read_files([(template(language), "期初.xlsx")])
    assert found.items is not None
    with FILE.open(encoding="utf-8", newline="") as file:
        wanted = {(row["sheet"], row["field"]) for row in csv.DictReader(file)}
    tables = {"balances": found.balances, "items": found.items, **found.more}
    assert {(name, one) for name, table in tables.items() for one in table.columns} == wanted
