"""Layout rows: the part due within a year, and 其中 rows by dimension; totals are the same with and without them."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_dimension, create_values
from ledger.books.entries import Side, credit, debit
from ledger.charts import BadLayout, check_layout, layout, split_by_due, split_like
from ledger.reports.maturity import Standing, as_others, due_within_year, part_due
from ledger.reports.statements import Balance, fill
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

DAYS = (20261231, 20271031, 20271130, 20280131, None)
RAISED = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(1, 1000)), max_size=8)


@given(RAISED, st.integers(0, 3000))
def test_what_was_paid_settles_what_is_due_first(raised: list[tuple[int | None, int]], paid: int) -> None:
    left, still = paid, 0
    for day, amount in sorted(raised, key=lambda one: one[0] or 99999999):
        settled = min(left, amount)
        left -= settled
        still += amount - settled if day is not None and day <= 20271130 else 0
    assert part_due([*((day, amount, 0) for day, amount in raised), (None, 0, paid)], 20271130) == still


LINES = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(-500, 500), st.integers(-500, 500)), max_size=8)


@given(LINES)
def test_the_part_due_is_never_more_than_the_balance_nor_below_nothing(
    lines: list[tuple[int | None, int, int]],
) -> None:
    standing = sum(raised - lowered for _, raised, lowered in lines)
    assert 0 <= part_due(lines, 20271130) <= max(standing, 0)


@pytest.mark.parametrize("form", ["cas_2019", "cas_2026"])
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_total_liabilities_are_the_same_however_much_is_due(form: str, amount: int, due: int) -> None:
    rows = layout(form, "balance_sheet")
    whole = {one.row: one.amount_minor for one in fill(rows, [Balance("2501", None, -amount)])}
    part = fill(rows, [Balance("2501", None, -amount), Balance("2501", None, 0, -min(due, amount))])
    split = {one.row: one.amount_minor for one in part}
    total = {"cas_2019": "L30", "cas_2026": "L34"}[form]
    assert split[total] == whole[total] == amount
    current, later = {"cas_2019": ("L12", "L21"), "cas_2026": ("L26b", "L27")}[form]
    assert split[current] == min(due, amount) and split[later] == amount - min(due, amount)


@pytest.mark.parametrize(("form", "current", "later"), [("cas_2019", "L12", "L24"), ("cas_2026", "L26b", "L30")])
@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_both_rows_have_all_of_a_payable_less_its_finance_charges(
    form: str, current: str, later: str, charges: int, amount: int, due: int
) -> None:
    """However much of each is due: the rows add up to the payable less the charges, exactly."""
    rows, owed = layout(form, "balance_sheet"), amount + charges
    parts = [Balance("2701", None, 0, -min(due, owed)), Balance("2702", None, 0, min(due, charges))]
    filled = fill(rows, [Balance("2701", None, -owed), Balance("2702", None, charges), *parts])
    split = {one.row: one.amount_minor for one in filled}
    assert split[current] == min(due, owed) - min(due, charges) and split[current] + split[later] == amount


def _account(code: str, side: Side) -> Account:
    return Account(code, code, code, AccountType.LIABILITY, side)


PAYABLE, CHARGES = _account("2701", Side.CREDIT), _account("2702", Side.DEBIT)
PARTIES = ("V1", "V2", "")
OWED = st.lists(st.tuples(st.sampled_from(PARTIES), st.integers(-500, 10**9), st.integers(0, 10**9)), max_size=6)
CONTRA = st.lists(st.tuples(st.sampled_from(PARTIES), st.integers(-(10**9), 10**9)), min_size=1, max_size=6)


@given(OWED, CONTRA)
def test_a_contra_account_is_due_as_what_it_is_set_against(
    owed: list[tuple[str, int, int]], contra: list[tuple[str, int]]
) -> None:
    """By party where that party is owed something, else as all parties; each group less than one unit from proportion."""
    against = [Standing(PAYABLE, party, amount, max(0, min(due, amount)), True) for party, amount, due in owed]
    found = sum(part for _, part in as_others(against, [Standing(CHARGES, *one, 0, False) for one in contra]))
    exact, groups = Fraction(0), set()
    for party, amount in contra:
        same = [one for one in against if one.amount_minor > 0 and one.party == party != ""]
        group = same or [one for one in against if one.amount_minor > 0]
        if group:
            exact += Fraction(amount * sum(one.due_minor for one in group), sum(one.amount_minor for one in group))
            groups.add(party if same else None)
    assert abs(found - exact) < max(len(groups), 1)
    if all(one.due_minor == one.amount_minor for one in against if one.amount_minor > 0) and groups:
        assert found == sum(amount for _, amount in contra)
    if not any(one.due_minor for one in against if one.amount_minor > 0):
        assert found == 0


def test_a_layout_that_shows_only_the_part_due_names_row_and_account(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("ledger.charts.layout")
    real = layout
    monkeypatch.setattr(
        module, "layout", lambda name, part: tuple(one for one in real(name, part) if one.row not in ("L21", "L07"))
    )
    with pytest.raises(BadLayout, match=r"2501 Long-term borrowings: L12 within-year"):
        check_layout("cas_2019", "cas")
    with pytest.raises(BadLayout, match=r"2204 .*: no row"):
        check_layout("cas_2019", "cas")


@pytest.fixture
def own(tenants: Tenants) -> Any:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def test_the_balance_sheet_splits_a_loan_by_its_due_dates(own: OwnCompany) -> None:
    store = own.house.store

    def book(*lines: Any) -> None:
        small.posted(store, own.tenant, small.entry(*lines), period="2026-11")

    book(debit("100201", "1000"), credit("2501", "300", due_date="2027-11-30"), credit("2501", "500", due_date="2027-12-01"),
         credit("2501", "200"))  # fmt: skip
    book(debit("1531", "90", due_date="2027-02-28"), credit("6001", "90"))
    book(debit("2501", "120"), credit("100201", "120"))
    with store.read(own.tenant) as unit:
        assert due_within_year(unit, "main", "2026-11", split_by_due("cas_2019")) == {"2501": -18_000, "1531": 9_000}
    sheet = own.must("sunli", "balance_sheet", as_of="2026-11-30")
    shown = {one.row: one.amount for one in sheet.rows}
    assert sheet.balanced and (shown["L12"], shown["L21"]) == (Decimal(180), Decimal(700))
    assert (shown["A12"], shown["A23"]) == (Decimal(90), Decimal(0))
    (row,) = [one for one in sheet.rows if one.row == "L12"]
    assert row.accounts == (("2501", Decimal(180)),) and "到期日" in row.note


def test_the_balance_sheet_shares_out_finance_charges_with_what_they_are_set_against(own: OwnCompany) -> None:
    store = own.house.store
    with store.write(own.tenant) as unit:
        create_values(unit, "party", {"X1": "租赁公司", "X2": "设备公司"})

    def book(*lines: Any) -> None:
        small.posted(store, own.tenant, small.entry(*lines), period="2026-11")

    first, second = {"party": "X1"}, {"party": "X2"}
    book(debit("1601", "1000"), credit("2701", "400", dims=first, due_date="2027-06-30"),
         credit("2701", "600", dims=first, due_date="2028-06-30"))  # fmt: skip
    book(debit("1601", "500"), credit("2701", "500", dims=second, due_date="2029-06-30"))
    book(
        debit("2702", "100.01", dims=first),
        debit("2702", "50", dims=second),
        debit("2702", "30"),
        credit("1601", "180.01"),
    )
    # a lease whose finance charges say themselves when they fall due
    book(debit("1641", "90"), credit("260301", "60", due_date="2027-03-31"), credit("260301", "40", due_date="2028-03-31"),
         debit("260302", "7", due_date="2027-03-31"), debit("260302", "3", due_date="2028-03-31"))  # fmt: skip
    book(debit("1531", "80", due_date="2027-02-28"), debit("1531", "20", due_date="2028-02-28"), credit("1532", "10"),
         credit("6001", "90"))  # fmt: skip
    with store.read(own.tenant) as unit:
        due = due_within_year(unit, "main", "2026-11", split_by_due("cas_2019"), like=split_like("cas_2019"))
    # X1: 40 % of 100.01; X2: nothing is due; without a party 400 of 1,500
    assert due == {"2701": -40_000, "2702": 4_000 + 800, "260301": -6_000, "260302": 700, "1531": 8_000, "1532": -800}
    sheet = own.must("sunli", "balance_sheet", as_of="2026-11-30")
    shown = {one.row: one.amount for one in sheet.rows}
    assert sheet.balanced and (shown["L12"], shown["L24"]) == (
        Decimal("352") + 53,
        Decimal("1500") - Decimal("180.01") - 352,
    )
    assert shown["L23"] == 37 and (shown["A12"], shown["A23"]) == (72, 18)


def test_a_contra_account_that_follows_none_or_two_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module, real = importlib.import_module("ledger.charts.layout"), layout
    for like, told in (("2711", r"L24 2702 .*: not as one account"), ("2501", r"L12 2702 .*: not as one account")):

        def other(name: str, part: str, like: str = like) -> Any:
            return tuple(
                replace(one, feeds=tuple(replace(feed, like=like) if feed.code == "2702" else feed for feed in one.feeds))
                if one.row == "L24" else one
                for one in real(name, part)
            )  # fmt: skip

        monkeypatch.setattr(module, "layout", other)
        with pytest.raises(BadLayout, match=told):
            check_layout("cas_2019", "cas")


def test_an_of_which_row_shows_what_has_a_value_of_a_dimension_and_is_added_to_nothing(own: OwnCompany) -> None:
    store = own.house.store
    before = own.must("sunli", "balance_sheet", as_of="2026-11-30")
    assert [one.amount for one in before.rows if one.row == "A09a"] == [Decimal(0)]
    with store.write(own.tenant) as unit:
        create_dimension(unit, "data_resource", "数据资源", "Data resource")
        create_values(unit, "data_resource", {"maps": "地图", "logs": "日志"})
    for amount, marked in (("70", {"data_resource": "maps"}), ("5", {"data_resource": "logs"}), ("100", {})):
        bought = small.entry(debit("1405", amount, dims=marked), credit("100201", amount))
        small.posted(store, own.tenant, bought, period="2026-11")
    sheet = own.must("sunli", "balance_sheet", as_of="2026-11-30")
    shown = {one.row: one.amount for one in sheet.rows}
    assert (shown["A09"], shown["A09a"], shown["A32a"]) == (Decimal(175), Decimal(75), Decimal(0))
    assert sheet.balanced and shown["A14"] == Decimal(0)


def test_a_row_takes_one_value_where_it_names_one() -> None:
    rows = [replace(one, feeds=tuple(replace(feed, value="maps") for feed in one.feeds))
            for one in layout("cas_2019", "balance_sheet") if one.row in ("A09", "A09a")]  # fmt: skip
    rows[0] = next(one for one in layout("cas_2019", "balance_sheet") if one.row == "A09")
    by = {"data_resource": [Balance("1405", "maps", 70), Balance("1405", "logs", 5), Balance("1405", None, 100)]}
    filled = fill(rows, [Balance("1405", None, 175)], 0, by)
    assert [one.amount_minor for one in filled] == [175, 70]


def test_an_of_which_row_of_another_row_and_a_line_by_dimension_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module, real = importlib.import_module("ledger.charts.layout"), layout
    changes = {"A09a": {"feeds": (module.Feed("1601", module.Take.ALL, (), "data_resource"),)},
               "L26": {"feeds": (module.Feed("2401", module.Take.ALL, (), "department"),)}}  # fmt: skip
    monkeypatch.setattr(
        module, "layout", lambda name, part: tuple(replace(one, **changes.get(one.row, {})) for one in real(name, part))
    )
    with pytest.raises(BadLayout, match=r"A09a 1601 Fixed assets, cost: not in the row above"):
        check_layout("cas_2019", "cas")
    with pytest.raises(BadLayout, match=r"L26 2401.*: by dimension in a line"):
        check_layout("cas_2019", "cas")
