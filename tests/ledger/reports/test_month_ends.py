"""Statements do not depend on when results are transferred, nor on a month having been closed twice."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.books.balances import trial_balance
from ledger.books.entries import EntryDraft, Layer, credit, debit
from ledger.books.periods import close_period, reopen_period
from ledger.business.closing import give_fact, result
from ledger.charts import layout
from ledger.proof import verify
from ledger.reports.statements import Balance, fill
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take
from tests.tenants import Tenants

MONTHS = ("2026-10", "2026-11", "2026-12")
EXAMPLES = settings(max_examples=8)


@st.composite
def vouchers(draw: st.DrawFn) -> tuple[str, EntryDraft]:
    """A sale, a purchase on credit or an expense in cash, in one of three months; some in red."""
    month, amount = draw(st.sampled_from(MONTHS)), f"{draw(st.integers(1, 99_999)) / 100:.2f}"
    red = "-" if draw(st.integers(0, 4)) == 0 else ""
    day, money = f"{month}-{draw(st.integers(1, 28)):02}", red + amount
    kind = draw(st.sampled_from(("sale", "office", "travel")))
    if kind == "sale":
        return month, small.entry(debit("1002", money), credit("6001", money), day=day)
    if kind == "office":
        place = {"department": draw(st.sampled_from(("D1", "D2")))}
        return month, small.entry(debit("660201", money, dims=place), credit("1001", money), day=day)
    return month, small.entry(debit("660202", money), credit("1002", money), day=day)


BOOKED = st.lists(vouchers(), min_size=1, max_size=8)


def _statements(store: Store, tenant: str) -> list[tuple[str, int]]:
    """Every row of both statements at the end of the year, and of each month's income statement."""
    told: list[tuple[str, int]] = []
    with store.read(tenant) as unit:
        for first, last in (*((month, month) for month in MONTHS), (MONTHS[0], MONTHS[-1])):
            rows = leaf_rows(unit, small.BOOK, Span(first, last), (Layer.OPERATING,))
            form = layout("cas_2019", "income_statement")
            moved = [Balance(row.account, None, row.base.debit - row.base.credit) for row in rows]
            told += [(row.row, row.amount_minor) for row in fill(form, moved)]
        standing = [
            Balance(row.account, None, row.base.closing)
            for row in leaf_rows(unit, small.BOOK, Span(MONTHS[-1], MONTHS[-1]))
        ]
        left = -sum(one.amount_minor for one in standing if one.account.startswith("6"))
        form = layout("cas_2019", "balance_sheet")
        told += [(row.row, row.amount_minor) for row in fill(form, standing, left)]
    return told


def _post(store: Store, tenant: str, booked: list[tuple[str, EntryDraft]]) -> None:
    for month, entry in booked:
        small.posted(store, tenant, entry, period=month)


def test_statements_are_equal_whether_results_leave_monthly_or_yearly(tenants: Tenants) -> None:
    @EXAMPLES
    @given(booked=BOOKED)
    def hold(booked: list[tuple[str, EntryDraft]]) -> None:
        told = []
        for how in ("monthly", "yearly"):
            store, tenant = tenants.store, tenants.new()
            found(store, tenant, *MONTHS)
            with store.write(tenant) as unit:
                give_fact(unit, small.BOOK, "transfer", how, date(2026, 1, 1), "li", small.NOW)
            _post(store, tenant, booked)
            counts = [len(take(store, tenant, month, result).entries) for month in MONTHS]
            assert how == "monthly" or counts[:2] == [0, 0]
            told.append(_statements(store, tenant))
            store.forget(tenant)
        assert told[0] == told[1]

    hold()


def test_closing_reopening_and_closing_leaves_equal_figures_and_only_grows(tenants: Tenants) -> None:
    @EXAMPLES
    @given(booked=BOOKED)
    def hold(booked: list[tuple[str, EntryDraft]]) -> None:
        store, tenant = tenants.store, tenants.new()
        found(store, tenant, *MONTHS)
        _post(store, tenant, booked)
        for month in MONTHS:
            take(store, tenant, month, result)
            with store.write(tenant) as unit:
                close_period(unit, small.BOOK, month, "li", small.NOW)
        before = _statements(store, tenant)
        with store.write(tenant) as unit:
            balances, batches = trial_balance(unit, small.BOOK, *MONTHS[::2]), verify(unit).batches
            for month in reversed(MONTHS):
                reopen_period(unit, small.BOOK, month, "once more", "li", small.NOW)
        for month in MONTHS:
            assert take(store, tenant, month, result).entries == ()
            with store.write(tenant) as unit:
                close_period(unit, small.BOOK, month, "li", small.NOW)
        assert _statements(store, tenant) == before
        with store.read(tenant) as unit:
            assert trial_balance(unit, small.BOOK, *MONTHS[::2]) == balances
            report = verify(unit)
            assert report.clean and report.batches == batches
        store.forget(tenant)

    hold()
