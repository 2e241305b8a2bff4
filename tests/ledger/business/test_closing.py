"""What the steps of a month end post: VAT columns, surcharges, results; each again only for what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.books.balances import trial_balance
from ledger.books.entries import EntryKind, Layer, credit, debit
from ledger.business.closing import Month, gaps, give_fact, result, surcharges, vat
from ledger.core.problem import Refused
from ledger.posting_rules.closing import surcharge_table
from ledger.posting_rules.closing import surcharges as rates
from ledger.proof import verify
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take


def _vat(store: Store, tenant: str, account: str, amount: str, **more: object) -> None:
    side, other = (debit, credit) if account in ("22210101", "22210103") else (credit, debit)
    small.posted(store, tenant, small.entry(side(account, amount), other("1002", amount), **more))


def _closing(store: Store, tenant: str, account: str) -> int:
    with store.read(tenant) as unit:
        rows = trial_balance(unit, small.BOOK, "2026-11", "2026-11", account=account)
    return sum(row.base_closing for row in rows)


def test_what_is_owed_goes_to_unpaid_and_a_later_voucher_leaves_its_difference(store: Store, tenant: str) -> None:
    found(store, tenant)
    _vat(store, tenant, "22210107", "130.00")
    _vat(store, tenant, "22210101", "30.00")
    assert take(store, tenant, "2026-11", vat).amount_minor == 10000
    assert (_closing(store, tenant, "222101"), _closing(store, tenant, "222102")) == (0, -10000)
    assert take(store, tenant, "2026-11", vat).entries == ()
    _vat(store, tenant, "22210101", "40.00")
    (entry,) = take(store, tenant, "2026-11", vat).entries
    assert [line.amount_minor for line in entry.lines] == [-4000, -4000]
    assert (_closing(store, tenant, "222101"), _closing(store, tenant, "222102")) == (0, -6000)


def test_a_credit_stays_and_only_what_was_paid_this_month_is_overpaid(store: Store, tenant: str) -> None:
    found(store, tenant)
    _vat(store, tenant, "22210101", "50.00")
    assert take(store, tenant, "2026-11", vat).entries == ()
    _vat(store, tenant, "22210103", "20.00")
    assert take(store, tenant, "2026-11", vat).amount_minor == 2000
    assert (_closing(store, tenant, "222101"), _closing(store, tenant, "222102")) == (5000, 2000)
    _vat(store, tenant, "22210107", "80.00")
    take(store, tenant, "2026-11", vat)
    assert _closing(store, tenant, "222101") == 0
    assert _closing(store, tenant, "222102") == -1000  # 80 - 50 - 20 paid


def test_a_small_taxpayer_transfers_nothing_from_the_day_it_is_one(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-10", "2026-11")
    with store.write(tenant) as unit:
        give_fact(unit, small.BOOK, "taxpayer", "small", date(2026, 11, 1), "li", small.NOW)
        assert vat.draft(Month.of(unit, small.BOOK, "2026-10")).not_needed is None
        told = vat.draft(Month.of(unit, small.BOOK, "2026-11")).not_needed
        assert told is not None and told.code == "closing.small_has_no_columns"
        with pytest.raises(Refused):
            give_fact(unit, small.BOOK, "taxpayer", "large", date(2026, 11, 1), "li", small.NOW)


def test_surcharges_follow_the_place_and_accrue_only_the_difference(store: Store, tenant: str) -> None:
    found(store, tenant)
    opening = small.entry(debit("1002", "9.00"), credit("222112", "9.00"), day="2026-11-01", kind=EntryKind.OPENING)
    small.posted(store, tenant, opening)
    _vat(store, tenant, "22210107", "100.05")
    take(store, tenant, "2026-11", vat)
    (entry,) = take(store, tenant, "2026-11", surcharges).entries
    assert [(line.account, line.amount_minor) for line in entry.lines] == [
        ("6403", 1200), ("222112", 700), ("222113", 300), ("222114", 200),
    ]  # fmt: skip
    with store.write(tenant) as unit:
        give_fact(unit, small.BOOK, "place", "county", date(2026, 11, 1), "li", small.NOW)
    (entry,) = take(store, tenant, "2026-11", surcharges).entries
    assert [(line.account, line.amount_minor) for line in entry.lines] == [("6403", -200), ("222112", -200)]
    assert take(store, tenant, "2026-11", surcharges).entries == ()


def test_the_table_of_surcharges_gives_one_rate_a_name_on_every_day() -> None:
    assert all(one.source and one.mark in ("read", "known") for one in surcharge_table())
    for day in (date(2020, 6, 1), date(2021, 8, 31), date(2021, 9, 1), date(2026, 11, 30), date(2030, 1, 1)):
        for place, percent in (("city", 7), ("county", 5), ("elsewhere", 1)):
            assert [round(one.rate * 100) for one in rates(day, "general", place)] == [percent, 3, 2]
    assert [str(one.rate) for one in rates(date(2026, 11, 30), "small", "city")] == ["0.035", "0.015", "0.01"]
    assert [str(one.rate) for one in rates(date(2028, 1, 1), "small", "city")] == ["0.07", "0.03", "0.02"]


def test_results_leave_by_dimension_and_the_year_ends_at_zero(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-12")
    sale = small.entry(debit("1002", "500.00"), credit("6001", "500.00"), day="2026-12-03")
    small.posted(store, tenant, sale, small.office("30.00", day="2026-12-04"), period="2026-12")
    (entry,) = take(store, tenant, "2026-12", result).entries
    assert [(line.account, dict(line.dims), line.amount_minor) for line in entry.lines] == [
        ("6001", {}, 50000), ("660201", {"department": "D1"}, 3000), ("4103", {}, 47000),
    ]  # fmt: skip
    late = small.office("5.00", day="2026-12-31", maker="chen")
    small.posted(store, tenant, late, period="2026-12")
    assert take(store, tenant, "2026-12", result).amount_minor == 500
    year = type("Year", (), {"draft": staticmethod(result.draft_year)})
    assert take(store, tenant, "2026-12", year).amount_minor == 46500
    assert take(store, tenant, "2026-12", year).entries == ()
    with store.read(tenant) as unit:
        rows = {row.account: row.base_closing for row in trial_balance(unit, small.BOOK, "2026-12", "2026-12")}
        operating = trial_balance(unit, small.BOOK, "2026-12", "2026-12", layer=Layer.OPERATING)
        assert {code: amount for code, amount in rows.items() if amount} == {
            "1001": -3500,
            "1002": 50000,
            "410406": -46500,
        }
        assert {row.account: row.base_closing for row in operating}["6001"] == -50000
        assert verify(unit).clean


def test_cash_below_zero_names_each_day(store: Store, tenant: str) -> None:
    found(store, tenant)
    small.posted(store, tenant, small.office("7.00", day="2026-11-05"))
    small.posted(store, tenant, small.entry(debit("1001", "9.00"), credit("1002", "9.00"), day="2026-11-07"))
    small.posted(store, tenant, small.office("1.00", day="2026-11-06"))
    with store.read(tenant) as unit:
        month = Month.of(unit, small.BOOK, "2026-11")
        below = gaps.cash_below_zero(month)
        assert [(one.day, one.amount_minor) for one in below.places] == [("2026-11-05", -700), ("2026-11-06", -800)]
        assert [(one.name, one.day) for one in gaps.out_of_order(month).places] == [("记-0003", "2026-11-06")]
        assert (
            gaps.apart_from_control(month).count == gaps.missing_dimensions(month).count == gaps.unbalanced(month) == 0
        )


def test_a_suspense_account_is_named_with_what_it_holds(store: Store, tenant: str) -> None:
    found(store, tenant)
    small.posted(store, tenant, small.entry(debit("1901", "3.00"), credit("1002", "3.00")))
    with store.read(tenant) as unit:
        (gap,) = gaps.not_cleared(Month.of(unit, small.BOOK, "2026-11")).places
        assert (gap.name, gap.amount_minor) == ("1901", 300)


def test_open_items_equal_their_control_account_after_part_payments(store: Store, tenant: str) -> None:
    from ledger.books.entries import ItemKey

    found(store, tenant)
    owed = small.posted(store, tenant, small.invoice("20.00"))
    pay = small.entry(
        debit("2202", "15.00", dims={"party": "V1"}, settles=ItemKey(owed.batch_id, 1, 2)), credit("1002", "15.00")
    )
    small.posted(store, tenant, pay)
    with store.read(tenant) as unit:
        assert gaps.apart_from_control(Month.of(unit, small.BOOK, "2026-11")).count == 0
