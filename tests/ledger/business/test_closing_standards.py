"""The month end under every standard: its accounts by role are in the chart, its steps post or say why they have nothing to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from ledger.books.accounts import create_values
from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import EntryDraft, LineDraft, Side, credit, debit
from ledger.books.periods import open_period
from ledger.business.closing import Drafted, Month, payroll, result, revaluation, surcharges, vat
from ledger.business.rates import RateKind, give_rate
from ledger.business.settlement import Money, Part, settlement
from ledger.charts import chart, headings
from ledger.posting_rules.closing import closing_accounts
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

MONTH = "2026-11"
OF_MANY = {"vat_columns", "cash"}
"""Roles that mean an account with all below it."""


@pytest.fixture
def made(tenants: Tenants, request: pytest.FixtureRequest) -> Iterator[OwnCompany]:
    standard, currency = request.param
    own = OwnCompany(tenants.store, standard=standard, currency=currency)
    with tenants.store.write(own.tenant) as unit:
        create_values(unit, "party", {"C1": "客户"})
    yield own
    own.close()


SMALL = pytest.mark.parametrize("made", [("small", "CNY")], indirect=True)
IFRS = pytest.mark.parametrize("made", [("ifrs", "EUR")], indirect=True)


def _post(own: OwnCompany, *lines: LineDraft, day: str = "2026-11-12") -> None:
    small.posted(own.house.store, own.tenant, small.entry(*lines, day=day), period=day[:7])


def _take(own: OwnCompany, step: object) -> Drafted:
    with own.house.store.read(own.tenant) as unit:
        drafted: Drafted = step.draft(Month.of(unit, small.BOOK, MONTH))  # type: ignore[attr-defined]
    if drafted.entries:
        entries = [
            EntryDraft(one.posting_date, one.lines, "wang", one.kind, one.document_date, one.source)
            for one in drafted.entries
        ]
        small.posted(own.house.store, own.tenant, *entries, layer=drafted.layer)
    return drafted


def _lines(drafted: Drafted) -> list[tuple[str, str, int]]:
    return [(line.account, line.side.name, line.amount_minor) for one in drafted.entries for line in one.lines]


def _closing(own: OwnCompany, account: str) -> int:
    with own.house.store.read(own.tenant) as unit:
        return sum(row.base_closing for row in trial_balance(unit, small.BOOK, MONTH, MONTH, account=account))


@pytest.mark.parametrize("standard", ["cas", "small", "ifrs"])
def test_every_role_is_an_account_that_takes_vouchers(standard: str) -> None:
    codes, not_posted_to = {row.code for row in chart(standard)}, headings(standard)
    roles = closing_accounts(standard)
    assert roles and set(roles.values()) <= codes
    assert not {role for role, code in roles.items() if code in not_posted_to} - OF_MANY


@SMALL
def test_a_small_enterprise_transfers_vat_accrues_each_surcharge_and_closes_its_result(made: OwnCompany) -> None:
    _post(made, debit("1002", "11300"), credit("5001", "10000"), credit("22210107", "1300"))
    assert _lines(_take(made, vat)) == [("22210104", "DEBIT", 130_000), ("222102", "CREDIT", 130_000)]
    assert _lines(_take(made, surcharges)) == [
        ("540302", "DEBIT", 9_100), ("540306", "DEBIT", 6_500),
        ("222112", "CREDIT", 9_100), ("222113", "CREDIT", 3_900), ("222114", "CREDIT", 2_600),
    ]  # fmt: skip
    assert _take(made, surcharges).entries == () and _take(made, vat).entries == ()
    _take(made, result)
    assert _closing(made, "3103") == -(1_000_000 - 15_600)


@SMALL
@pytest.mark.parametrize(
    ("rate", "account", "side"), [("7.5", "530105", "CREDIT"), ("6.5", "560302", "DEBIT")], ids=["gain", "loss"]
)
def test_a_small_enterprise_books_gains_and_losses_of_exchange_apart(
    made: OwnCompany, rate: str, account: str, side: str
) -> None:
    _post(made, LineDraft("1002", Side.DEBIT, 10_000, "USD", 70_000, rate="7"), credit("3001", "700"))
    with made.house.store.write(made.tenant) as unit:
        give_rate(unit, "USD", "2026-11-30", RateKind.CLOSING, Decimal(rate), "hand", "li", small.NOW)
    assert _lines(_take(made, revaluation))[-1] == (account, side, 5_000)


@SMALL
def test_a_realised_loss_is_on_its_own_account_too(made: OwnCompany) -> None:
    owed = LineDraft(
        "1122", Side.DEBIT, 10_000, "USD", 70_000, rate="7", dims=(("party", "C1"),), due_date="2026-11-30"
    )
    _post(made, owed, credit("5001", "700"))
    with made.house.store.read(made.tenant) as unit:
        (item,) = open_items(unit, small.BOOK, "2026-11-30")
    for rate, account in (("6.5", "560302"), ("7.5", "530105")):
        lines = settlement([Part(item, 10_000)], "CNY", "530105", (), "m", loss="560302",
                           money=Money("1002", "USD", Decimal(rate)))  # fmt: skip
        assert (lines[-1].account, lines[-1].amount_minor) == (account, 5_000)


@IFRS
def test_under_ifrs_the_result_is_closed_and_chinese_taxes_are_not_needed(made: OwnCompany) -> None:
    _post(made, debit("1010", "500"), credit("4000", "500"))
    for step in (vat, surcharges):
        told = _take(made, step).not_needed
        assert told is not None and told.code == "closing.no_account"
    _take(made, result)
    assert _closing(made, "3210") == -50_000
    with made.house.store.read(made.tenant) as unit:
        assert Month.of(unit, small.BOOK, MONTH).account("exchange_realised") == "7200"


@SMALL
def test_pay_that_came_three_months_and_not_this_one_is_missing(made: OwnCompany) -> None:
    def is_missing() -> bool | None:
        with made.house.store.read(made.tenant) as unit:
            return payroll.is_missing(Month.of(unit, small.BOOK, "2027-01"))

    with made.house.store.write(made.tenant) as unit:
        for month in ("2026-10", "2026-12", "2027-01"):
            open_period(unit, small.BOOK, month, "li", small.NOW)
    for month in ("2026-10", MONTH, "2026-12"):
        assert is_missing() is None
        _post(made, debit("5001", "100"), credit("221101", "100"), day=f"{month}-28")
    assert is_missing() is True
    _post(made, debit("5001", "100"), credit("221101", "100"), day="2027-01-28")
    assert is_missing() is False
    _post(made, debit("5001", "-100"), credit("221101", "-100"), day="2027-01-28")
    assert is_missing() is True, "taken back in red"
