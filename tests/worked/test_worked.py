"""A company of the standard for small enterprises, worked by hand: 22 vouchers, four reports, each figure with its working.

Rows that are not written down must be zero; so must accounts of the trial balance.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from ledger.books.accounts import Account, AccountType, create_accounts, create_values
from ledger.books.entries import Side, credit, debit
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

HERE = Path(__file__).parent
MONTH = {"start": "2026-11-01", "end": "2026-11-30"}


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_vouchers_balance_and_the_papers_agree_with_each_other() -> None:
    for _, lines in groupby(_rows("small_vouchers.csv"), key=lambda row: row["voucher"]):
        assert sum(int(one["amount"]) * (1 if one["side"] == "debit" else -1) for one in lines) == 0
    told = {(row["statement"], row["row"]): int(row["amount"]) for row in _rows("small_statements.csv")}
    assert told["balance_sheet", "30"] == told["balance_sheet", "53"]
    assert told["balance_sheet", "51"] == told["income_statement", "32"]
    assert told["cash_flow", "22"] == told["balance_sheet", "1"]
    assert sum(amount for (statement, _), amount in told.items() if statement == "trial_balance") == 0


@pytest.fixture
def company(tenants: Tenants) -> Iterator[OwnCompany]:
    own = OwnCompany(tenants.store, standard="small")
    with tenants.store.write(own.tenant) as unit:
        create_values(unit, "party", {code: code for code in ("V1", "V2", "V3", "C1")})
    for _, grouped in groupby(_rows("small_vouchers.csv"), key=lambda row: row["voucher"]):
        lines = list(grouped)
        put = [
            (debit if one["side"] == "debit" else credit)(
                one["account"],
                one["amount"],
                memo=lines[0]["memo"],
                dims={name: one[name] for name in ("party", "department", "cash_flow") if one[name]},
            )
            for one in lines
        ]
        small.posted(tenants.store, own.tenant, small.entry(*put, day=lines[0]["date"]), period="2026-11")
    yield own
    own.close()


def _paper(statement: str) -> dict[str, Decimal]:
    return {
        row["row"]: Decimal(row["amount"])
        for row in _rows("small_statements.csv")
        if row["statement"] == statement and int(row["amount"])
    }


def test_the_books_say_what_the_paper_says(company: OwnCompany) -> None:
    sheet = company.must("sunli", "balance_sheet", as_of="2026-11-30")
    assert sheet.layout == "small_2013" and sheet.balanced
    assert {row.row: row.amount for row in sheet.rows if row.amount} == _paper("balance_sheet")
    income = company.must("sunli", "income_statement", period=MONTH)
    assert {row.row: row.amount for row in income.rows if row.amount} == _paper("income_statement")
    assert all(row.to_date == row.amount and row.last_year == 0 for row in income.rows)
    flow = company.must("sunli", "cash_flow", period=MONTH)
    assert {row.row: row.amount for row in flow.rows if row.amount} == _paper("cash_flow")
    assert flow.unassigned == 0 and flow.opening + flow.change == flow.closing
    trial = company.must("sunli", "trial_balance", period=MONTH)
    leaves = {row.account: row.base_closing for row in trial.rows if row.leaf and row.base_closing}
    assert leaves == _paper("trial_balance")


def test_another_standard_s_layout_is_refused_and_a_cash_line_nobody_can_place_is_listed(company: OwnCompany) -> None:
    assert company.refused("sunli", "balance_sheet", as_of="2026-11-30", layout="cas_2019") == [
        "report.layout_not_allowed"
    ]
    with company.house.store.write(company.tenant) as unit:
        create_accounts(unit, "main", [Account("5999", "没有位置", "Nowhere", AccountType.EXPENSE, Side.DEBIT)])
    strange = small.entry(debit("5999", "77"), credit("1002", "77"), day="2026-11-30")
    small.posted(company.house.store, company.tenant, strange, period="2026-11")
    for tool in ("balance_sheet", "income_statement"):
        assert company.refused("sunli", tool, as_of="2026-11-30") == ["report.misplaced"]
    flow = company.must("sunli", "cash_flow", period=MONTH)
    (row,) = [one for one in flow.rows if one.row == "U"]
    assert row.amount == flow.unassigned == -77 and [one.amount for one in row.vouchers] == [-77]
    assert row.vouchers[0].label.endswith("0023")
