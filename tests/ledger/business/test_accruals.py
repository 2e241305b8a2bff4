"""Accruals that reverse themselves: back in red on their day, once, with nothing left over; both databases."""

from __future__ import annotations

import pytest

from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import EntryDraft, EntryKind, VoucherKey, credit, debit
from ledger.books.periods import PeriodState, set_state
from ledger.books.reversal import correction, reversal
from ledger.business.closing import Month, accruals
from ledger.business.closing.accruals import accrued, next_reversal_day, reversing, standing
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found

ON = "2026-12-01"


def take(store: Store, tenant: str, period: str) -> list[EntryDraft]:
    """Draft the reversals of a month and post them; what was posted."""
    with store.read(tenant) as unit:
        drafted = accruals.draft_back(Month.of(unit, small.BOOK, period))
    entries = [EntryDraft(one.posting_date, one.lines, "wang", one.kind, one.document_date, one.source,
                          reverses=one.reverses) for one in drafted.entries]  # fmt: skip
    if entries:
        small.posted(store, tenant, *entries, period=period)
    return entries


def accrue(store: Store, tenant: str, amount: str = "100.00", on: str = ON, day: str = "2026-11-30") -> VoucherKey:
    entry = reversing(
        small.entry(
            debit("660202", amount, memo="计提", dims={"department": "D1"}),
            credit("2202", amount, memo="计提", dims={"party": "V1"}),
            day=day,
        ),
        on,
    )
    return VoucherKey(small.posted(store, tenant, entry, period=day[:7]).batch_id, 1)


def closing(store: Store, tenant: str, account: str, period: str = "2026-12") -> int:
    with store.read(tenant) as unit:
        return sum(row.base_closing for row in trial_balance(unit, small.BOOK, period, period, account=account))


def stands(store: Store, tenant: str) -> list[tuple[str, str]]:
    with store.read(tenant) as unit:
        return [(one.day, one.reverses_on) for one in standing(accrued(unit, small.BOOK, "2027-01"))]


def test_it_comes_back_in_red_on_its_day_once_and_nothing_is_left(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    key = accrue(store, tenant)
    assert take(store, tenant, "2026-11") == [] and stands(store, tenant) == [("2026-11-30", ON)]
    (red,) = take(store, tenant, "2026-12")
    assert (red.kind, red.posting_date, red.reverses, red.source) == (EntryKind.REVERSAL, ON, key, accruals.BACK)
    assert [line.amount_minor for line in red.lines] == [-10000, -10000] and "2026-11-30" in red.lines[0].memo
    assert take(store, tenant, "2026-12") == [] and stands(store, tenant) == []
    assert (closing(store, tenant, "660202"), closing(store, tenant, "2202")) == (0, 0)
    with store.read(tenant) as unit:
        assert open_items(unit, small.BOOK, "2026-12-31") == []
        assert verify(unit).clean
        month = Month.of(unit, small.BOOK, "2026-12")
        assert accruals.draft_back(month).not_needed is None, "done is not the same as never wanted"
        assert accruals.draft_back(Month.of(unit, small.BOOK, "2026-11")).not_needed is not None


def test_a_month_that_was_missed_is_caught_up_on_the_first(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12", "2027-01")
    accrue(store, tenant)
    (red,) = take(store, tenant, "2027-01")
    assert red.posting_date == "2027-01-01"
    assert take(store, tenant, "2026-12") == []


def test_a_day_within_the_month_is_kept(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    accrue(store, tenant, on="2026-12-15")
    assert [one.posting_date for one in take(store, tenant, "2026-12")] == ["2026-12-15"]


@pytest.mark.parametrize("day", ["2026-11-30", "2026-11-01", "2026-10-01"])
def test_a_day_of_the_same_month_or_before_is_refused(day: str) -> None:
    with pytest.raises(Refused) as refused:
        reversing(small.office(day="2026-11-20"), day)
    assert refused.value.problems[0].code == "accrual.too_early"


def test_what_somebody_reversed_by_hand_is_not_reversed_again(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    key = accrue(store, tenant)
    with store.read(tenant) as unit:
        red = reversal(unit, key, "2026-11-30", "wang").entries[0]
    small.posted(store, tenant, red)
    assert take(store, tenant, "2026-12") == [] and stands(store, tenant) == []


def test_the_corrected_copy_comes_back_in_its_place(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    key = accrue(store, tenant)
    with store.read(tenant) as unit:
        copy = reversing(
            small.entry(debit("660202", "80.00", memo="计提"), credit("1002", "80.00"), day="2026-11-30"), ON
        )
        both = correction(unit, key, copy).entries
    small.posted(store, tenant, *both)
    (red,) = take(store, tenant, "2026-12")
    assert red.lines[0].amount_minor == -8000
    assert stands(store, tenant) == [] and closing(store, tenant, "660202") == 0


def test_an_accrual_without_a_day_is_listed_and_left_alone(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    small.posted(store, tenant, small.office(kind=EntryKind.ACCRUAL))
    assert take(store, tenant, "2026-12") == [] and stands(store, tenant) == [("2026-11-20", "")]


def test_the_next_day_skips_months_that_take_no_vouchers(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12", "2027-01")
    with store.write(tenant) as unit:
        assert next_reversal_day(unit, small.BOOK, "2026-11-20") == ON
        set_state(unit, small.BOOK, "2026-12", PeriodState.SOFT, "li", small.NOW)
        assert next_reversal_day(unit, small.BOOK, "2026-11-20") == "2027-01-01"
        assert next_reversal_day(unit, small.BOOK, "2027-01-31") == "2027-02-01"
