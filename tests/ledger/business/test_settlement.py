"""往来核销: parts at their share, the realised difference at settlement, and nothing left when an item is gone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.balances import OpenItem, open_items
from ledger.books.entries import Side
from ledger.books.reversal import reversal
from ledger.books.voucher_search import VoucherFilter, search
from ledger.business.closing import revaluation
from ledger.business.settlement import Money, Part, WriteOff, settlement
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import take
from tests.ledger.business.foreign import found, in_step, items, line, rate, standing
from tests.tenants import Tenants

D, C = Side.DEBIT, Side.CREDIT


def _post(store: Store, tenant: str, *lines: object, day: str = "2026-11-10") -> None:
    small.posted(store, tenant, small.entry(*lines, day=day), period=day[:7])  # type: ignore[arg-type]


def _open(store: Store, tenant: str, day: str, account: str = "") -> list[OpenItem]:
    with store.read(tenant) as unit:
        return [one for one in open_items(unit, small.BOOK, day) if account in ("", one.account)]


def _pay(
    store: Store, tenant: str, parts: list[Part], at: str, day: str, currency: str = "USD", **more: object
) -> None:
    money = Money("1002", currency, Decimal(at))
    _post(store, tenant, *settlement(parts, "CNY", "660303", (), "m", money=money, **more), day=day)  # type: ignore[arg-type]


def test_a_payment_at_another_rate_posts_its_difference(store: Store, tenant: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("220201", C, 10000, 71000), line("660202", D, 71000, 71000, "CNY"))
    (item,) = _open(store, tenant, "2026-11-30")
    _pay(store, tenant, [Part(item, 4000)], "7.25", "2026-11-12")
    assert items(store, tenant, "2026-11-30") == [("220201", -6000, -42600)]
    assert standing(store, tenant, "2026-11", "660303", "CNY") == (600, 600)
    (item,) = _open(store, tenant, "2026-11-30")
    _pay(store, tenant, [Part(item, 6000)], "7.00", "2026-11-13", "CNY")
    assert items(store, tenant, "2026-11-30") == []
    assert standing(store, tenant, "2026-11", "660303", "CNY") == (0, 0)
    assert in_step(store, tenant, "2026-11")


def test_a_bill_takes_the_rate_of_what_was_prepaid_and_leaves_the_rest(store: Store, tenant: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("1123", D, 3000, 21000), line("1002", C, 3000, 21000))
    _post(store, tenant, line("220201", C, 10000, 71000), line("660202", D, 71000, 71000, "CNY"))
    prepaid, bill = _open(store, tenant, "2026-11-30", "1123")[0], _open(store, tenant, "2026-11-30", "220201")[0]
    lines = settlement([Part(prepaid, 3000), Part(bill, 3000)], "CNY", "660303", (), "m")
    assert [(one.account, one.base_minor or one.amount_minor) for one in lines] == [
        ("1123", 21000), ("220201", 21300), ("660303", 300),
    ]  # fmt: skip
    _post(store, tenant, *lines)
    assert items(store, tenant, "2026-11-30") == [("220201", -7000, -49700)]
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_discount_is_let_go_and_a_match_can_be_taken_back(store: Store, tenant: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("112201", D, 10000, 71000), line("6001", C, 71000, 71000, "CNY"))
    (item,) = _open(store, tenant, "2026-11-30")
    _pay(store, tenant, [Part(item, 10000)], "7.10", "2026-11-12", write_off=WriteOff("660202", 200))
    assert items(store, tenant, "2026-11-30") == []
    assert standing(store, tenant, "2026-11", "1002") == (9800, 69580)
    assert standing(store, tenant, "2026-11", "660202", "CNY") == (1420, 1420)
    with store.read(tenant) as unit:
        paid = next(one for one in search(unit, VoucherFilter(small.BOOK)) if one.posting_date == "2026-11-12")
        red = reversal(unit, paid.key, "2026-11-14", "wang").entries[0]
    small.posted(store, tenant, red)
    assert sum(one[1] for one in items(store, tenant, "2026-11-30")) == 10000
    assert items(store, tenant, "2026-11-13") == [] and in_step(store, tenant, "2026-11")


@pytest.mark.parametrize("wrong", ["uneven", "too much", "twice", "none", "write off"])
def test_what_does_not_fit_is_refused(store: Store, tenant: str, wrong: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("220201", C, 10000, 71000), line("660202", D, 71000, 71000, "CNY"))
    (item,) = _open(store, tenant, "2026-11-30")
    parts = {"too much": [Part(item, 10001)], "twice": [Part(item, 1), Part(item, 1)], "none": []}
    off = WriteOff("660202", 10001) if wrong == "write off" else None
    with pytest.raises(Refused):
        settlement(parts.get(wrong, [Part(item, 100)]), "CNY", "660303", (), "m", write_off=off)


RATES = st.integers(5_000_000, 9_000_000).map(lambda micro: str(Decimal(micro).scaleb(-6)))


@given(st.integers(2, 10**7), st.tuples(RATES, RATES, RATES, RATES), st.data())
def test_realised_and_unrealised_add_up_to_the_whole_difference(
    tenants: Tenants, amount: int, at: tuple[str, str, str, str], data: st.DataObject
) -> None:
    """Bought at one rate, revalued, part paid, revalued, paid: what moved 汇兑损益 is paid less booked."""
    store, tenant = tenants.store, tenants.new()
    found(store, tenant, "2026-11", "2026-12", "2027-01")
    booked = int((amount * Decimal(at[0])).to_integral_value())
    _post(store, tenant, line("220201", C, amount, booked), line("660202", D, booked, booked, "CNY"))
    paid, first = 0, data.draw(st.integers(1, amount - 1))
    for month, part, day, end, closing in (
        ("2026-11", None, "", "2026-11-30", at[1]), ("2026-12", first, "2026-12-10", "2026-12-31", at[2]),
        ("2027-01", amount - first, "2027-01-10", "", ""),
    ):  # fmt: skip
        if part is not None:
            (item,) = _open(store, tenant, day, "220201")
            _pay(store, tenant, [Part(item, part)], at[3], day, "CNY")
            paid -= int((Decimal(-part) * Decimal(at[3])).to_integral_value("ROUND_HALF_UP"))
        if end:
            rate(store, tenant, end, closing)
            take(store, tenant, month, revaluation)
        assert in_step(store, tenant, month)
    assert items(store, tenant, "2027-01-31") == []
    assert standing(store, tenant, "2027-01", "660303", "CNY")[1] == paid - booked
    printed = items(store, tenant, "2026-11-30")
    assert printed == [("220201", -amount, printed[0][2])]


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=4), st.data())
def test_what_was_open_on_a_past_day_stays_as_it_was_printed(
    tenants: Tenants, bills: list[int], data: st.DataObject
) -> None:
    store, tenant = tenants.store, tenants.new()
    found(store, tenant)
    for bill in bills:
        _post(
            store, tenant, line("220201", C, bill, bill, "CNY"), line("660202", D, bill, bill, "CNY"), day="2026-11-05"
        )
    printed = items(store, tenant, "2026-11-15")
    for one in _open(store, tenant, "2026-11-15"):
        _pay(store, tenant, [Part(one, data.draw(st.integers(1, abs(one.open_minor))))], "1", "2026-11-16", "CNY")
    assert items(store, tenant, "2026-11-15") == printed
    assert in_step(store, tenant, "2026-11")
