"""Invoices the books wait for: usual ones by median and newest voucher, open debits and estimates; both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.entries import EntryKind, Side, VoucherKey, credit, debit
from ledger.books.reversal import reversal
from ledger.business.missing_invoices.excused import excuse, excused
from ledger.business.missing_invoices.unbilled import unbilled
from ledger.business.missing_invoices.usual import missing_this_month, months_before
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")


def _vendor_account(code: str, kind: AccountType, side: Side) -> Account:
    return Account(code, code, code, kind, side, open_item=True, required=("party",))


@pytest.fixture
def books(store: Store, tenant: str) -> tuple[Store, str]:
    """The small company with the accounts of vendors that a standard has."""
    small.found(store, tenant, periods=MONTHS)
    with store.write(tenant) as unit:
        create_accounts(unit, small.BOOK, (
            _vendor_account("220201", AccountType.LIABILITY, Side.CREDIT),
            _vendor_account("220202", AccountType.LIABILITY, Side.CREDIT),
            _vendor_account("1123", AccountType.ASSET, Side.DEBIT),
            Account("2221", "taxes", "taxes", AccountType.LIABILITY, Side.CREDIT),
        ))  # fmt: skip
    return store, tenant


def bill(books: tuple[Store, str], month: str, net: str, party: str = "V1", day: int = 12, tax: str = "6.00",
         account: str = "660201", **fields: object) -> VoucherKey:  # fmt: skip
    total = f"{float(net) + float(tax):.2f}"
    entry = small.entry(
        debit(account, net, dims={"department": "D2"}), debit("2221", tax),
        credit("220201", total, dims={"party": party}), day=f"{month}-{day:02}", **fields,
    )  # fmt: skip
    return VoucherKey(small.posted(*books, entry, period=month).batch_id, 1)


def missing(books: tuple[Store, str]) -> list[tuple[str, int, int, str, dict[str, str]]]:
    with books[0].read(books[1]) as unit:
        found = missing_this_month(unit, small.BOOK, "2026-11")
    return [(one.party, one.net_minor, one.day_of_month, one.cost.account, dict(one.cost.dims)) for one in found]


def test_who_billed_three_months_and_not_this_one_is_missing_with_median_and_newest_account(
    books: tuple[Store, str],
) -> None:
    for month, net, day in (("2026-08", "100.00", 10), ("2026-09", "300.00", 14), ("2026-10", "120.00", 12)):
        bill(books, month, net, day=day, account="660201" if month != "2026-10" else "660202")
    for month in MONTHS:
        bill(books, month, "50.00", party="V2")
    bill(books, "2026-10", "70.00", party="V3")
    assert missing(books) == [("V1", 12000, 12, "660202", {"department": "D2"})]
    bill(books, "2026-11", "90.00")
    assert missing(books) == []


def test_two_bills_of_a_month_are_one_amount_and_taxes_are_none_of_it(books: tuple[Store, str]) -> None:
    for month in MONTHS[:3]:
        bill(books, month, "40.00")
        bill(books, month, "60.00", tax="13.00")
    assert missing(books)[0][1] == 10000


def test_a_reversed_bill_and_an_accrual_are_no_bills(books: tuple[Store, str]) -> None:
    for month in MONTHS[:3]:
        bill(books, month, "40.00")
    bill(books, "2026-11", "40.00", kind=EntryKind.ACCRUAL)
    key = bill(books, "2026-11", "40.00")
    assert missing(books) == []
    with books[0].read(books[1]) as unit:
        red = reversal(unit, key, "2026-11-20", "wang").entries[0]
    small.posted(*books, red)
    assert [one[0] for one in missing(books)] == ["V1"]


def test_open_debits_are_paid_without_and_estimates_received_without_an_invoice(books: tuple[Store, str]) -> None:
    to = {"party": "V1"}
    small.posted(*books, small.entry(debit("1123", "500.00", dims=to), credit("1002", "500.00"), day="2026-11-03"))
    small.posted(*books, small.entry(debit("220201", "80.00", dims={"party": "V2"}), credit("1002", "80.00")))
    small.posted(*books, small.entry(debit("660202", "30.00"), credit("220202", "30.00", dims={"party": "V3"})))
    bill(books, "2026-11", "494.00")
    with books[0].read(books[1]) as unit:
        paid, received = unbilled(unit, small.BOOK, "2026-11-30")
    assert [(one.party, one.item.open_minor, one.invoice is not None) for one in paid] == [
        ("V1", 50000, True),
        ("V2", 8000, False),
    ]
    assert [(one.party, one.item.open_minor) for one in received] == [("V3", -3000)]


def test_a_tick_holds_for_its_month_an_item_for_good_and_both_stay_on_record(books: tuple[Store, str]) -> None:
    store, tenant = books
    with store.write(tenant) as unit:
        excuse(unit, small.BOOK, "party:V1", "2026-11", "合同到期", "wang", small.NOW)
        excuse(unit, small.BOOK, "item:1.1.1", "2026-11", "押金", "wang", small.NOW)
        assert sorted(excused(unit, small.BOOK, "2026-11")) == ["item:1.1.1", "party:V1"]
        assert sorted(excused(unit, small.BOOK, "2026-12")) == ["item:1.1.1"]
        excuse(unit, small.BOOK, "party:V1", "2026-11", "", "li", small.NOW, expected=True)
        assert sorted(excused(unit, small.BOOK, "2026-11")) == ["item:1.1.1"]
        excuse(unit, small.BOOK, "party:V1", "2026-11", "还是没有", "li", small.NOW)
        assert excused(unit, small.BOOK, "2026-11")["party:V1"].reason == "还是没有"
        for wrong in (" ", "x" * 201):
            with pytest.raises(Refused):
                excuse(unit, small.BOOK, "party:V1", "2026-11", wrong, "wang", small.NOW)


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 30))
def test_the_months_before_are_consecutive_and_end_before(year: int, month: int, count: int) -> None:
    found = months_before(f"{year}-{month:02}", count)
    numbers = [int(one[:4]) * 12 + int(one[5:]) for one in found]
    assert numbers == list(range(year * 12 + month - count, year * 12 + month))
