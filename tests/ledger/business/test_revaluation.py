"""期末调汇: what is monetary stands at the closing rate, what is not keeps its own; nothing twice, nothing without a rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.entries import ItemKey, Side
from ledger.books.reversal import reversal
from ledger.business.closing import Drafted, Month, give_fact, revaluation
from ledger.business.rates import RateKind, converted, rates, rates_on
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import take
from tests.ledger.business.foreign import found, in_step, items, line, rate, standing
from tests.tenants import Tenants

D, C = Side.DEBIT, Side.CREDIT
BACK = SimpleNamespace(draft=revaluation.draft_back)


def _post(store: Store, tenant: str, *lines: object, day: str = "2026-11-10") -> int:
    return small.posted(store, tenant, small.entry(*lines, day=day), period=day[:7]).batch_id  # type: ignore[arg-type]


def _sale(store: Store, tenant: str, amount: int, base: int, **more: object) -> ItemKey:
    """A foreign sale: the item it opened."""
    batch = _post(store, tenant, line("112201", D, amount, base), line("6001", C, base, base, "CNY"), **more)
    return ItemKey(batch, 1, 1)


def _clean(store: Store, tenant: str) -> None:
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_bank_and_an_item_stand_at_the_closing_rate_and_the_difference_is_a_gain(store: Store, tenant: str) -> None:
    found(store, tenant)
    _sale(store, tenant, 10000, 71000)
    _post(store, tenant, line("1002", D, 5000, 35500), line("6001", C, 35500, 35500, "CNY"))
    _post(store, tenant, line("1123", D, 3000, 21300), line("1002", C, 21300, 21300, "CNY"))
    rate(store, tenant, "2026-11-30", "7.2345")
    (entry,) = take(store, tenant, "2026-11", revaluation).entries
    assert [(one.account, int(one.side), one.amount_minor, one.base_minor) for one in entry.lines] == [
        ("1002", 0, 0, 673), ("112201", 0, 0, 1345), ("660303", 1, 2018, None),
    ]  # fmt: skip
    assert standing(store, tenant, "2026-11", "1002") == (5000, 36173)
    assert items(store, tenant, "2026-11-30") == [("112201", 10000, 72345), ("1123", 3000, 21300)]
    assert take(store, tenant, "2026-11", revaluation).entries == ()
    assert in_step(store, tenant, "2026-11")
    _clean(store, tenant)


def test_without_a_closing_rate_it_says_which_currency_and_day(store: Store, tenant: str) -> None:
    found(store, tenant)
    _sale(store, tenant, 10000, 71000)
    rate(store, tenant, "2026-11-29", "7.2")
    rate(store, tenant, "2026-11-30", "7.2", kind="mid")
    drafted = take(store, tenant, "2026-11", revaluation)
    assert [dict(one.parameters) for one in drafted.lacks] == [{"currency": "USD", "day": "2026-11-30"}]
    assert drafted.entries == () and drafted.not_needed is None


def test_what_is_gone_in_its_own_currency_leaves_nothing_in_base(store: Store, tenant: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("1002", D, 5000, 35500), line("6001", C, 35500, 35500, "CNY"))
    _post(store, tenant, line("1002", C, 5000, 36000), line("660202", D, 36000, 36000, "CNY"))
    assert standing(store, tenant, "2026-11", "1002") == (0, -500)
    (entry,) = take(store, tenant, "2026-11", revaluation).entries
    assert [(one.account, int(one.side), one.base_minor or one.amount_minor) for one in entry.lines] == [
        ("1002", 0, 500), ("660303", 1, 500),
    ]  # fmt: skip
    assert standing(store, tenant, "2026-11", "1002") == (0, 0)


def test_a_red_item_is_revalued_too(store: Store, tenant: str) -> None:
    found(store, tenant)
    _sale(store, tenant, -10000, -71000)
    rate(store, tenant, "2026-11-30", "7.2")
    take(store, tenant, "2026-11", revaluation)
    assert items(store, tenant, "2026-11-30") == [("112201", -10000, -72000)]
    assert in_step(store, tenant, "2026-11")


def test_it_is_taken_back_in_red_on_the_first_day_where_the_book_goes_that_way(store: Store, tenant: str) -> None:
    found(store, tenant, "2026-11", "2026-12")
    with store.write(tenant) as unit:
        give_fact(unit, small.BOOK, "revaluation", "reversing", date(2026, 11, 1), "wang", small.NOW)
    _sale(store, tenant, 10000, 71000)
    rate(store, tenant, "2026-11-30", "7.2")
    take(store, tenant, "2026-11", revaluation)
    (entry,) = take(store, tenant, "2026-12", BACK).entries
    assert (entry.posting_date, [one.base_minor for one in entry.lines]) == ("2026-12-01", [-1000, -1000])
    assert take(store, tenant, "2026-12", BACK).entries == ()
    assert items(store, tenant, "2026-11-30") == [("112201", 10000, 72000)]
    assert items(store, tenant, "2026-12-01") == [("112201", 10000, 71000)]
    assert in_step(store, tenant, "2026-12")
    _clean(store, tenant)


def test_a_revaluation_voucher_can_be_reversed_by_hand(store: Store, tenant: str) -> None:
    found(store, tenant)
    _post(store, tenant, line("1002", D, 5000, 35500), line("6001", C, 35500, 35500, "CNY"))
    rate(store, tenant, "2026-11-30", "7.2")
    take(store, tenant, "2026-11", revaluation)
    with store.read(tenant) as unit:
        key = next(iter(_made(unit)))
        red = reversal(unit, key, "2026-11-30", "wang").entries[0]
    small.posted(store, tenant, red)
    assert standing(store, tenant, "2026-11", "1002") == (5000, 35500)


def _made(unit: object) -> list[object]:
    from ledger.books.voucher_search import VoucherFilter, search

    return [one.key for one in search(unit, VoucherFilter(small.BOOK)) if one.kind.name == "REVALUATION"]  # type: ignore[arg-type]


def test_a_newer_row_supersedes_and_the_older_stays(store: Store, tenant: str) -> None:
    found(store, tenant)
    for value in ("7.1", "7.25"):
        rate(store, tenant, "2026-11-30", value)
    with store.read(tenant) as unit:
        assert [(str(one.rate), one.number) for one in rates(unit)] == [("7.25", 2), ("7.1", 1)]
        assert rates_on(unit, "2026-11-30", RateKind.CLOSING) == {"USD": Decimal("7.25")}
    for wrong in ("0", "-1", "NaN", "1E+9", "7.1234567890123"):
        with pytest.raises(Refused):
            rate(store, tenant, "2026-11-30", wrong)


@pytest.mark.parametrize(
    ("amount", "currency", "at", "worth"),
    [(12345, "JPY", "0.0482", 59503), (1500, "BHD", "18.9512", 2843), (-100, "USD", "7.005", -701), (0, "USD", "7", 0)],
)
def test_any_exponent_is_converted_half_up(amount: int, currency: str, at: str, worth: int) -> None:
    assert converted(amount, currency, Decimal(at), "CNY") == worth


@given(
    st.lists(
        st.tuples(st.sampled_from(["1002", "112201", "220201"]), st.sampled_from(["USD", "JPY", "BHD"]),
                  st.integers(1, 10**7), st.integers(1, 10**8), st.sampled_from([D, C])),
        min_size=1, max_size=5,
    ),
    st.integers(1, 10**7),
)  # fmt: skip
def test_after_it_every_position_is_foreign_times_rate(
    tenants: Tenants, moves: list[tuple[str, str, int, int, Side]], micro: int
) -> None:
    store, tenant = tenants.store, tenants.new()
    found(store, tenant)
    for account, currency, amount, base, side in moves:
        _post(store, tenant, line(account, side, amount, base, currency),
              line("6001", C if side is D else D, base, base, "CNY"))  # fmt: skip
    at = Decimal(micro).scaleb(-6)
    for currency in ("USD", "JPY", "BHD"):
        rate(store, tenant, "2026-11-30", str(at), currency)
    assert isinstance(take(store, tenant, "2026-11", revaluation), Drafted)
    with store.read(tenant) as unit:
        month = Month.of(unit, small.BOOK, "2026-11")
        for one in revaluation.foreign_positions(month):
            assert one.base_minor == converted(one.amount_minor, one.currency, at, "CNY")
    assert take(store, tenant, "2026-11", revaluation).entries == ()
    assert in_step(store, tenant, "2026-11")
