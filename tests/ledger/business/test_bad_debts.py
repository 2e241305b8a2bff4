"""坏账准备 by age: each party's missing part, in red where too much stands, against an oracle; both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.balances import OpenItem, open_items
from ledger.books.entries import ItemKey, Side, credit, debit
from ledger.business.closing import Month, bad_debts, facts_on, give_fact
from ledger.business.closing.aging_matrix import age, read_matrix
from ledger.business.closing.bad_debts import provision
from ledger.business.closing.specific import Specific, add_specific, key_of, retire_specific
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take

MATRIX = (Decimal("0.05"), Decimal("0.1"), Decimal("0.3"), Decimal("0.5"), Decimal("0.8"), Decimal(1))
PERIODS = ("2024-10", "2025-11", "2026-10", "2026-11", "2026-12")


def _books(store: Store, tenant: str, *, chosen: bool = True) -> None:
    found(store, tenant, *PERIODS)
    with store.write(tenant) as unit:
        create_accounts(unit, small.BOOK, (
            Account("123102", "坏账准备", "allowance", AccountType.ASSET, Side.CREDIT),
            Account("123103", "坏账准备", "allowance", AccountType.ASSET, Side.CREDIT),
            Account("6702", "信用减值损失", "credit loss", AccountType.EXPENSE, Side.DEBIT),
        ))  # fmt: skip
        if chosen:
            give_fact(unit, small.BOOK, "bad_debts", "matrix", date(2024, 1, 1), "li", small.NOW)


def _sale(store: Store, tenant: str, day: str, amount: str, party: str = "V1") -> None:
    sold = small.entry(debit("1122", amount, dims={"party": party}), credit("6001", amount), day=day)
    small.posted(store, tenant, sold, period=day[:7])


def _lines(store: Store, tenant: str, period: str = "2026-11") -> list[tuple[str, str, int, str]]:
    return [
        (line.account, line.side.name, line.amount_minor, dict(line.dims).get("party", ""))
        for one in take(store, tenant, period, bad_debts).entries
        for line in one.lines
    ]


def test_each_party_carries_its_age_and_only_what_is_missing_is_posted(store: Store, tenant: str) -> None:
    _books(store, tenant)
    _sale(store, tenant, "2024-10-15", "100.00")
    _sale(store, tenant, "2025-11-30", "200.00")
    _sale(store, tenant, "2026-10-01", "1000.00", "V2")
    assert _lines(store, tenant) == [
        ("6702", "DEBIT", 10_000, ""), ("123102", "CREDIT", 5_000, "V1"), ("123102", "CREDIT", 5_000, "V2"),
    ]  # fmt: skip
    assert _lines(store, tenant) == []
    with store.read(tenant) as unit:
        item = next(one for one in open_items(unit, small.BOOK, "2026-11-30") if dict(one.dims)["party"] == "V2")
    paid = small.entry(
        debit("1002", "1000.00"), replace(credit("1122", "1000.00", dims={"party": "V2"}), settles=item.key)
    )
    small.posted(store, tenant, paid)
    assert _lines(store, tenant) == [("6702", "DEBIT", -5_000, ""), ("123102", "CREDIT", -5_000, "V2")]
    assert _lines(store, tenant) == []


def test_what_a_party_paid_ahead_settles_its_oldest_items(store: Store, tenant: str) -> None:
    _books(store, tenant)
    _sale(store, tenant, "2024-10-15", "100.00")
    _sale(store, tenant, "2026-10-15", "100.00")
    ahead = small.entry(debit("1002", "150.00"), credit("1122", "150.00", dims={"party": "V1"}))
    small.posted(store, tenant, ahead)
    assert _lines(store, tenant) == [("6702", "DEBIT", 250, ""), ("123102", "CREDIT", 250, "V1")]


def test_nothing_is_provided_until_the_company_says_so_and_its_matrix_holds_from_its_day(
    store: Store, tenant: str
) -> None:
    _books(store, tenant, chosen=False)
    _sale(store, tenant, "2026-10-15", "100.00")
    with store.write(tenant) as unit:
        told = bad_debts.draft(Month.of(unit, small.BOOK, "2026-11")).not_needed
        assert told is not None and told.code == "closing.no_matrix"
        give_fact(unit, small.BOOK, "bad_debts", "matrix", date(2026, 11, 1), "li", small.NOW)
        give_fact(unit, small.BOOK, "bad_debt_matrix", " 1, 2,3,4,5,100", date(2026, 12, 1), "li", small.NOW)
        assert facts_on(unit, small.BOOK, date(2026, 12, 31)).bad_debt_matrix == "1,2,3,4,5,100"
    assert _lines(store, tenant)[0][2] == 500
    assert _lines(store, tenant, "2026-12")[0][2] == -400


@pytest.mark.parametrize(
    "value",
    [
        "",
        "5",
        "5,10,30,50,80",
        "5,10,30,50,80,101",
        "10,5,30,50,80,100",
        "a,b,c,d,e,f",
        "5,10,30,50,80,NaN",
        "-1,1,1,1,1,1",
    ],
)
def test_what_is_no_matrix_is_refused(store: Store, tenant: str, value: str) -> None:
    _books(store, tenant)
    assert read_matrix(value) is None
    with store.write(tenant) as unit, pytest.raises(Refused):
        give_fact(unit, small.BOOK, "bad_debt_matrix", value, date(2026, 11, 1), "li", small.NOW)


@pytest.mark.parametrize(
    ("since", "years"),
    [("2026-11-30", 0), ("2025-12-01", 0), ("2025-11-30", 1), ("2025-11-29", 1), ("2021-12-01", 4), ("2021-11-30", 5), ("1999-01-01", 5), ("2027-01-01", 0)],
)  # fmt: skip
def test_age_counts_whole_years(since: str, years: int) -> None:
    assert age(since, "2026-11-30") == years


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-(10**9), 10**9).filter(bool)), max_size=8))
def test_a_party_never_carries_less_than_nothing_nor_more_than_it_owes(moves: list[tuple[int, int]]) -> None:
    items = [
        OpenItem(ItemKey(1, number, 1), "1122", (), "CNY", f"{2026 - years}-06-15", None, "", amount, amount, amount)
        for number, (years, amount) in enumerate(moves, 1)
    ]
    found = provision(items, MATRIX, "2026-11-30")
    debits = sum(amount for _, amount in moves if amount > 0)
    owed = max(sum(amount for _, amount in moves), 0)
    assert 0 <= found <= min(owed, debits)
    assert provision(items, (Decimal(1),) * 6, "2026-11-30") == owed
    assert provision(list(reversed(items)), MATRIX, "2026-11-30") == found


def _named(store: Store, tenant: str, **given: object) -> int:
    values = {"party": "V1", "account": "1122", "item": "", "percent": "", "amount_minor": 0, "reason": "破产",
              "first_month": "2026-11", **given}  # fmt: skip
    with store.write(tenant) as unit:
        return add_specific(unit, small.BOOK, Specific(**values), "li", small.NOW)  # type: ignore[arg-type]


def test_what_is_provided_by_name_leaves_the_matrix_and_comes_back_when_given_up(store: Store, tenant: str) -> None:
    _books(store, tenant)
    _sale(store, tenant, "2026-10-01", "100.00")
    _sale(store, tenant, "2026-10-02", "200.00")
    _sale(store, tenant, "2026-10-03", "1000.00", "V2")
    with store.read(tenant) as unit:
        item = next(one for one in open_items(unit, small.BOOK, "2026-11-30") if one.amount_minor == 10_000)
    by_item = _named(store, tenant, item=key_of(item), percent="80")
    by_party = _named(store, tenant, party="V2", amount_minor=30_000)
    assert _lines(store, tenant, "2026-10")[0][2] == 6_500, "before its month the matrix alone: 5 % of 1,300.00"
    assert _lines(store, tenant) == [
        ("6702", "DEBIT", 8_000 + 1_000 + 30_000 - 6_500, ""), ("123102", "CREDIT", 9_000 - 1_500, "V1"),
        ("123102", "CREDIT", 30_000 - 5_000, "V2"),
    ]  # fmt: skip
    assert _lines(store, tenant) == []
    with store.write(tenant) as unit:
        for number in (by_item, by_party):
            retire_specific(unit, small.BOOK, number, "li", small.NOW)
        with pytest.raises(Refused):
            retire_specific(unit, small.BOOK, by_item, "li", small.NOW)
    assert _lines(store, tenant, "2026-12")[0][2] == 6_500 - 39_000


def test_no_party_carries_more_than_it_owes_by_name_either(store: Store, tenant: str) -> None:
    _books(store, tenant)
    _sale(store, tenant, "2026-10-01", "100.00")
    _named(store, tenant, amount_minor=9_999_999)
    ahead = small.entry(debit("1002", "60.00"), credit("1122", "60.00", dims={"party": "V1"}))
    small.posted(store, tenant, ahead)
    assert _lines(store, tenant)[0][2] == 4_000


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "no_measure"),
        ({"percent": "10", "amount_minor": 5}, "two_measures"),
        ({"percent": "101"}, "bad_percent"),
        ({"percent": "x"}, "bad_percent"),
        ({"percent": "10", "reason": ""}, "no_reason"),
    ],
)
def test_a_provision_without_measure_or_reason_is_refused(
    store: Store, tenant: str, given: dict[str, object], code: str
) -> None:
    _books(store, tenant)
    with pytest.raises(Refused) as refused:
        _named(store, tenant, **given)
    assert f"provision.{code}" in [one.code for one in refused.value.problems]
