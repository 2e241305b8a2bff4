"""Companies worked by hand: small enterprises (22 vouchers) and IFRS-like (11), four reports, figures with their working.

Rows that are not written down must be zero; so must accounts of the trial balance.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from ledger.books.accounts import Account, AccountType, create_accounts, create_values
from ledger.books.entries import Side, credit, debit
from ledger.business.closing import give_fact
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

HERE = Path(__file__).parent
MONTH = {"start": "2026-11-01", "end": "2026-11-30"}


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("standard", "total", "owed", "profit", "cash"), [
    ("small", "30", "53", ("51", "32"), ("1", "22")), ("ifrs", "19", "44", ("24", "16"), ("16", "17")),
])  # fmt: skip
def test_the_vouchers_balance_and_the_papers_agree_with_each_other(
    standard: str, total: str, owed: str, profit: tuple[str, str], cash: tuple[str, str]
) -> None:
    for _, lines in groupby(_rows(f"{standard}_vouchers.csv"), key=lambda row: row["voucher"]):
        assert sum(int(one["amount"]) * (1 if one["side"] == "debit" else -1) for one in lines) == 0
    told = {(row["statement"], row["row"]): int(row["amount"]) for row in _rows(f"{standard}_statements.csv")}
    assert told["balance_sheet", total] == told["balance_sheet", owed]
    assert told["balance_sheet", profit[0]] == told["income_statement", profit[1]]
    assert told["balance_sheet", cash[0]] == told["cash_flow", cash[1]]
    assert sum(amount for (statement, _), amount in told.items() if statement == "trial_balance") == 0


def _company(tenants: Tenants, standard: str, currency: str) -> OwnCompany:
    own = OwnCompany(tenants.store, standard=standard, currency=currency)
    with tenants.store.write(own.tenant) as unit:
        create_values(unit, "party", {code: code for code in ("V1", "V2", "V3", "C1", "S1")})
    for _, grouped in groupby(_rows(f"{standard}_vouchers.csv"), key=lambda row: row["voucher"]):
        lines = list(grouped)
        put = [
            (debit if one["side"] == "debit" else credit)(
                one["account"],
                one["amount"],
                currency,
                memo=lines[0]["memo"],
                dims={name: one[name] for name in ("party", "department", "cash_flow") if one[name]},
            )
            for one in lines
        ]
        small.posted(tenants.store, own.tenant, small.entry(*put, day=lines[0]["date"]), period="2026-11")
    return own


@pytest.fixture
def company(tenants: Tenants) -> Iterator[OwnCompany]:
    own = _company(tenants, "small", "CNY")
    yield own
    own.close()


def _paper(standard: str, statement: str) -> dict[str, Decimal]:
    return {
        row["row"]: Decimal(row["amount"])
        for row in _rows(f"{standard}_statements.csv")
        if row["statement"] == statement and int(row["amount"])
    }


def _shown(report: Any) -> dict[str, Decimal]:
    return {row.row: row.amount for row in report.rows if row.amount}


@pytest.mark.parametrize(
    ("standard", "currency", "form"), [("small", "CNY", "small_2013"), ("ifrs", "EUR", "ifrs_ias1")]
)
def test_the_books_say_what_the_paper_says(tenants: Tenants, standard: str, currency: str, form: str) -> None:
    own = _company(tenants, standard, currency)
    sheet = own.must("sunli", "balance_sheet", as_of="2026-11-30")
    assert sheet.layout == form and sheet.balanced
    assert _shown(sheet) == _paper(standard, "balance_sheet")
    income = own.must("sunli", "income_statement", period=MONTH)
    assert _shown(income) == _paper(standard, "income_statement")
    assert all(row.to_date == row.amount and row.last_year == 0 for row in income.rows)
    flow = own.must("sunli", "cash_flow", period=MONTH)
    assert _shown(flow) == _paper(standard, "cash_flow")
    assert flow.unassigned == 0 and flow.opening + flow.change == flow.closing
    trial = own.must("sunli", "trial_balance", period=MONTH)
    leaves = {row.account: row.base_closing for row in trial.rows if row.leaf and row.base_closing}
    assert leaves == _paper(standard, "trial_balance")
    if standard == "ifrs":
        newer = own.must("sunli", "income_statement", period=MONTH, layout="ifrs_18")
        assert _shown(newer) == _paper(standard, "income_statement ifrs_18")
    own.close()


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


def test_a_company_that_says_so_uses_the_newest_form_early(tenants: Tenants) -> None:
    own = OwnCompany(tenants.store)
    assert own.must("sunli", "balance_sheet", as_of="2026-11-30").layout == "cas_2019"
    with tenants.store.write(own.tenant) as unit:
        give_fact(unit, "main", "statement_form", "newest", date(2026, 11, 1), "sunli", small.NOW)
    assert own.must("sunli", "balance_sheet", as_of="2026-11-30").layout == "cas_2026"
    assert own.must("sunli", "income_statement", as_of="2026-10-31").layout == "cas_2019"
    assert own.must("sunli", "cash_flow", as_of="2026-11-30").layout == "cas_2026"
    own.close()
