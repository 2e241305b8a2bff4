"""差额补记 and 以前年度: the difference brings the balances of the right voucher; an earlier year goes through 6901."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.amending import differences, earlier_year
from ledger.books.entries import Content, EntryDraft, EntryKind, Side, VoucherKey, credit, debit
from ledger.books.reversal import correction
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small
from tests.tenants import Tenants

PRIOR = Account("6901", "以前年度损益调整", "Prior-year adjustment", AccountType.EQUITY, Side.CREDIT)
Sums = dict[tuple[str, tuple[tuple[str, str], ...]], int]


def sums(*entries: EntryDraft) -> Sums:
    """Net debit by account and dimensions."""
    found: Sums = {}
    for line in (line for entry in entries for line in entry.lines):
        sign = 1 if line.side is Side.DEBIT else -1
        found[line.account, line.dims] = found.get((line.account, line.dims), 0) + sign * line.amount_minor
    return {key: value for key, value in found.items() if value}


def posted(store: Store, tenant: str, entry: EntryDraft, period: str = "2026-11") -> VoucherKey:
    return VoucherKey(small.posted(store, tenant, entry, period=period).batch_id, 1)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9))
def test_wrong_and_difference_are_what_right_would_have_been(a: int, b: int, c: int, d: int) -> None:
    """Net per account, of the arithmetic alone: posted lines and their difference sum to the corrected lines."""

    def voucher(first: int, second: int) -> EntryDraft:
        one, two = (Decimal(value).scaleb(-2) for value in (first, second))
        return small.entry(
            debit("660201", one, dims={"department": "D1"}), debit("660202", two), credit("1001", one + two)
        )

    wrong, right = voucher(a, b), voucher(c, d)
    tenants = _TENANTS[0]
    tenant = tenants.new()
    small.found(tenants.store, tenant)
    key = posted(tenants.store, tenant, wrong)
    with tenants.store.write(tenant) as unit:
        if (a, b) == (c, d):
            with pytest.raises(Refused):
                differences(unit, key, right)
            return
        made = differences(unit, key, right)
    assert sums(wrong, *made.entries) == sums(right)
    (entry,) = made.entries
    assert entry.kind is EntryKind.CORRECTION and entry.corrects == key


_TENANTS: list[Tenants] = []


@pytest.fixture(autouse=True)
def _tenants(sqlite_tenants: Tenants) -> None:
    _TENANTS[:] = [sqlite_tenants]


def test_more_than_amounts_is_refused_and_so_is_what_was_cancelled(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    key = posted(store, tenant, small.office("100.00"))
    other = small.entry(debit("660202", "90.00"), credit("1001", "90.00"))
    with store.write(tenant) as unit, pytest.raises(Refused) as refused:
        differences(unit, key, other)
    assert [one.code for one in refused.value.problems] == ["books.more_than_amounts"]
    with store.read(tenant) as unit:
        whole: Content = correction(unit, key, small.office("90.00"))
    small.posted(store, tenant, *whole.entries)
    with store.write(tenant) as unit, pytest.raises(Refused) as refused:
        differences(unit, key, small.office("80.00"))
    assert [one.code for one in refused.value.problems] == ["books.reversed_twice"]


def test_an_error_of_an_earlier_year_goes_through_the_prior_year_account(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2025-11", "2026-11"))
    key = posted(store, tenant, small.office("100.00", day="2025-11-20"), "2025-11")
    right = small.office("130.00")
    with store.write(tenant) as unit:
        assert earlier_year(unit, key, right, PRIOR.code) is None, (
            "a chart without the account is corrected as of today"
        )
        create_accounts(unit, small.BOOK, [PRIOR])
        assert earlier_year(unit, key, right, "") is None, "a standard that has none puts it right prospectively"
        made = earlier_year(unit, key, right, PRIOR.code)
        assert made is not None
    assert sums(*made.entries) == {("6901", ()): 3000, ("1001", ()): -3000}
    assert {line.account for line in made.entries[0].lines} == {"6901", "1001"}
    now = posted(store, tenant, small.office("50.00"))
    with store.write(tenant) as unit:
        assert earlier_year(unit, now, right, PRIOR.code) is None
    moved = small.entry(debit("1002", "5.00"), credit("1001", "5.00"), day="2025-11-21")
    balance_only = posted(store, tenant, moved, "2025-11")
    with store.write(tenant) as unit:
        swapped = small.entry(debit("1002", "6.00"), credit("1001", "6.00"))
        assert earlier_year(unit, balance_only, swapped, PRIOR.code) is None, "nothing fell on income or expense"
