"""计提折旧与摊销 as runs: exact over a life, caught up after a missed month, nothing twice, nothing after it left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.entries import Side, credit, debit
from ledger.business.assets.cards import Card, Kind, add_card, first_day, give_use
from ledger.business.assets.schedule import Method, month_after
from ledger.business.closing import depreciation
from ledger.core.problem import Refused
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found, take
from tests.ledger.business.foreign import standing
from tests.tenants import Tenants

DEFER = SimpleNamespace(draft=depreciation.draft_deferrals)
ASSETS = (
    Account("1601", "固定资产", "Assets", AccountType.ASSET, Side.DEBIT),
    Account("1602", "累计折旧", "Depreciation", AccountType.ASSET, Side.CREDIT),
    Account("1801", "待摊", "Deferred", AccountType.ASSET, Side.DEBIT),
)


def _card(method: Method = Method.STRAIGHT, months: int = 3, kind: Kind = Kind.FIXED, **more: object) -> Card:
    day = date(2026, 11, 10)
    carried = "1801" if kind is Kind.DEFERRAL else "1602"
    own = Card("", kind, "车床", 100_000, 4_000, method, months, Decimal(0), day.isoformat(),
               first_day(kind, day, method).isoformat(), "1601", carried, "660201", "D1")  # fmt: skip
    return replace(own, **more)  # type: ignore[arg-type]


def _company(store: Store, tenant: str, count: int, *cards: Card) -> list[str]:
    months = [f"{month_after(date(2026, 11, 1), place):%Y-%m}" for place in range(count)]
    found(store, tenant, *months)
    with store.write(tenant) as unit:
        create_accounts(unit, small.BOOK, ASSETS)
        for card in cards:
            add_card(unit, small.BOOK, card, "wang", small.NOW)
    return months


def _carried(store: Store, tenant: str, month: str, account: str = "1602") -> int:
    return -standing(store, tenant, month, account, "CNY")[1]


def test_it_starts_the_month_after_catches_up_and_stops_at_the_end(store: Store, tenant: str) -> None:
    months = _company(store, tenant, 6, _card())
    assert take(store, tenant, months[0], depreciation).entries == ()
    (entry,) = take(store, tenant, months[2], depreciation).entries
    assert [(one.account, one.amount_minor) for one in entry.lines] == [("660201", 64_000), ("1602", 64_000)]
    assert take(store, tenant, months[2], depreciation).entries == ()
    take(store, tenant, months[3], depreciation)
    assert take(store, tenant, months[4], depreciation).entries == ()
    assert _carried(store, tenant, months[5]) == 96_000


def test_a_card_by_use_waits_for_its_units(store: Store, tenant: str) -> None:
    months = _company(store, tenant, 3, _card(Method.UNITS, units=Decimal(1000)))
    assert take(store, tenant, months[1], depreciation).lacks[0].parameters["month"] == months[1]
    with store.write(tenant) as unit:
        give_use(unit, small.BOOK, "A0001", months[1], Decimal("12.5"), "wang", small.NOW)
    take(store, tenant, months[1], depreciation)
    assert _carried(store, tenant, months[1]) == 1_200


def test_a_deferral_by_day_begins_on_its_day(store: Store, tenant: str) -> None:
    months = _company(store, tenant, 3, _card(Method.DAYS, 2, Kind.DEFERRAL, residual_minor=0))
    assert take(store, tenant, months[0], depreciation).not_needed is not None
    take(store, tenant, months[0], DEFER)
    assert _carried(store, tenant, months[0], "1801") == 34_426  # 21 of 61 days
    take(store, tenant, months[2], DEFER)
    assert _carried(store, tenant, months[2], "1801") == 100_000


def test_what_left_is_carried_in_its_month_and_no_more(store: Store, tenant: str) -> None:
    months = _company(store, tenant, 4, _card())
    out = credit("1601", "1000.00", source="asset_out:A0001")
    lines = debit("1602", "320.00"), debit("660202", "680.00"), out
    small.posted(store, tenant, small.entry(*lines, day="2026-12-20"), period=months[1])
    assert take(store, tenant, months[1], depreciation).amount_minor == 32_000
    assert take(store, tenant, months[2], depreciation).entries == ()


@pytest.mark.parametrize("wrong", [{"cost_minor": 0}, {"residual_minor": 100_001}, {"months": 0}, {"expense": "9"},
                                   {"department": ""}, {"carried_on": "2202"}, {"method": Method.UNITS}])  # fmt: skip
def test_a_card_that_cannot_be_carried_is_refused(store: Store, tenant: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        _company(store, tenant, 1, _card(**wrong))  # type: ignore[arg-type]


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 5),
       st.sampled_from([Method.STRAIGHT, Method.DAYS]), st.lists(st.integers(0, 6), max_size=5))  # fmt: skip
def test_whatever_months_it_is_run_in_a_life_carries_cost_less_residual(
    tenants: Tenants, cost: int, residual: int, life: int, method: Method, runs: list[int]
) -> None:
    store, tenant = tenants.store, tenants.new()
    own = _card(method, life, cost_minor=max(cost, residual), residual_minor=min(cost, residual))
    months = _company(store, tenant, 7, own)
    for place in sorted({*runs, 6}):
        take(store, tenant, months[place], depreciation)
    assert _carried(store, tenant, months[6]) == own.total_minor
