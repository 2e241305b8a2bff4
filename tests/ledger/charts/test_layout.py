"""Charts and layouts hold together: in every version no account is counted twice or forgotten."""

from __future__ import annotations

import importlib
from datetime import date

import pytest

from ledger.charts import (
    STATEMENTS,
    BadLayout,
    account_in_role,
    accounts_in_role,
    chart,
    check_layout,
    headings,
    layout,
    layout_on,
    layouts,
    misplaced,
    standards,
)
from ledger.core import Refused

VERSIONS = [(one.layout, one.standard) for one in layouts()]


@pytest.mark.parametrize(("name", "standard"), VERSIONS)
def test_each_leaf_account_feeds_exactly_one_row(name: str, standard: str) -> None:
    check_layout(name, standard)


@pytest.mark.parametrize(("name", "standard", "row", "account"), [
    ("cas_2019", "cas", "A01", "1001"), ("cas_2026", "cas", "R20", ""), ("small_2013", "small", "36", "222102"),
    ("ifrs_18", "ifrs", "2a", "7200"),
])  # fmt: skip
def test_a_forgotten_account_is_found(
    monkeypatch: pytest.MonkeyPatch, name: str, standard: str, row: str, account: str
) -> None:
    module = importlib.import_module("ledger.charts.layout")

    real = layout

    def without(name: str, statement: str):  # type: ignore[no-untyped-def]
        return tuple(one for one in real(name, statement) if one.row != row)

    monkeypatch.setattr(module, "layout", without)
    if not account:
        check_layout(name, standard)  # a subtotal feeds nothing
        return
    with pytest.raises(BadLayout, match=account):
        check_layout(name, standard)


def test_a_company_s_own_account_without_a_row_is_named() -> None:
    assert misplaced("small_2013", ["100201", "560277", "5999", "1122"]) == {"5999": ()}


@pytest.mark.parametrize("standard", sorted(standards()))
def test_codes_are_unique_and_children_begin_with_their_parent(standard: str) -> None:
    rows = chart(standard)
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.code.startswith(row.parent) for row in rows)
    assert "6602" in headings("cas")


@pytest.mark.parametrize("name", [name for name, _ in VERSIONS])
def test_totals_name_rows_above_them(name: str) -> None:
    for statement in STATEMENTS:
        seen: set[str] = set()
        for row in layout(name, statement):
            assert {part for part, _ in row.parts} <= seen, row.row
            assert row.row not in seen
            seen.add(row.row)


@pytest.mark.parametrize("form", layouts(), ids=lambda one: one.layout)
def test_rows_that_code_asks_for_are_there(form) -> None:  # type: ignore[no-untyped-def]
    sheet = {row.row for row in layout(form.layout, "balance_sheet")}
    income = {row.row for row in layout(form.layout, "income_statement")}
    assert {form.total_assets, form.liabilities_and_equity} <= sheet
    assert {form.net_profit, *form.overview} <= income


@pytest.mark.parametrize("standard", sorted(standards()))
def test_each_role_is_a_leaf_of_its_chart_or_the_beginning_of_some(standard: str) -> None:
    leaves = {row.code for row in chart(standard)} - headings(standard)
    module = importlib.import_module("ledger.charts.roles")
    roles = module._roles(standard)
    assert set(roles) == set(module._roles("cas")), "every standard fills every role"
    for role, accounts in roles.items():
        for account in accounts:
            one = role.startswith("buy_") or role in ("payable", "input_vat_waiting", "company_card", "paid_by_staff")
            assert account in leaves if one else any(leaf.startswith(account) for leaf in leaves), (role, account)


def test_books_of_no_described_standard_keep_the_roles_of_the_first() -> None:
    assert accounts_in_role("foreign", "payroll") == ("2211",)
    assert account_in_role("CAS", "payable") == account_in_role("cas", "payable")


def test_the_version_in_force_is_chosen_and_another_only_where_it_may_be_used() -> None:
    assert layout_on("cas", date(2026, 12, 31)).layout == "cas_2019"
    assert layout_on("cas", date(2029, 12, 31)).layout == "cas_2019"
    assert layout_on("cas", date(2030, 1, 1)).layout == "cas_2026"
    assert layout_on("cas", date(2026, 12, 31), "cas_2026").layout == "cas_2026"
    assert layout_on("cas", date(2026, 1, 31), newest=True).layout == "cas_2026"
    assert layout_on("cas", date(2025, 12, 31), newest=True).layout == "cas_2019"
    assert layout_on("ifrs", date(2026, 12, 31)).layout == "ifrs_ias1"
    assert layout_on("ifrs", date(2027, 1, 31)).layout == "ifrs_18"
    assert layout_on("small", date(2012, 6, 30)).layout == "small_2013"
    for day, wanted in ((date(2025, 12, 31), "cas_2026"), (date(2026, 12, 31), "small_2013")):
        with pytest.raises(Refused):
            layout_on("cas", day, wanted)
    with pytest.raises(Refused):
        layout_on("foreign", date(2026, 1, 31))
