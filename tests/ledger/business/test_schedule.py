"""What a life carries adds up to cost less residual, month by month, by every method; examples worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.business.assets.schedule import Method, charges, of_units
from ledger.core.problem import Refused

DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 50), st.sampled_from(list(Method)[:3]))
def test_it_adds_up_and_is_never_below_zero(one: int, other: int, years: int, method: Method) -> None:
    cost, residual = max(one, other), min(one, other)
    found = charges(cost - residual, cost, years * 12, method)
    assert sum(found) == cost - residual and min(found) >= 0 and len(found) == years * 12


@given(st.integers(0, 10**12), st.integers(1, 600), DATES)
def test_by_day_and_straight_take_any_number_of_months(total: int, months: int, start: date) -> None:
    for method in (Method.DAYS, Method.STRAIGHT):
        found = charges(total, total, months, method, start)
        assert sum(found) == total and min(found) >= 0


@given(st.integers(0, 10**12), st.lists(st.integers(1, 1000), min_size=1, max_size=20))
def test_units_add_up(total: int, uses: list[int]) -> None:
    whole, upto = Decimal(sum(uses)), [Decimal(sum(uses[: place + 1])) for place in range(len(uses))]
    found = [of_units(total, used, whole) for used in upto]
    assert found == sorted(found) and found[-1] == total


def test_the_textbook_cases() -> None:
    declining = charges(9_600_000, 10_000_000, 60, Method.DECLINING)
    assert [sum(declining[year * 12 : year * 12 + 12]) for year in range(5)] == [
        4_000_000, 2_400_000, 1_440_000, 880_000, 880_000,
    ]  # fmt: skip
    years = charges(9_600_000, 10_000_000, 60, Method.YEARS)
    assert [sum(years[year * 12 : year * 12 + 12]) for year in range(5)] == [
        3_200_000, 2_560_000, 1_920_000, 1_280_000, 640_000,
    ]  # fmt: skip
    assert charges(1000, 1000, 3, Method.STRAIGHT) == [333, 333, 334]
    assert charges(5, 5, 10, Method.STRAIGHT) == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert charges(36_500, 36_500, 12, Method.DAYS, date(2026, 11, 16))[:2] == [1500, 3100]


@pytest.mark.parametrize(
    "given_", [(11, 10, 12, Method.STRAIGHT), (1, 1, 0, Method.STRAIGHT), (1, 1, 13, Method.YEARS)]
)
def test_what_is_no_life_is_refused(given_: tuple[int, int, int, Method]) -> None:
    with pytest.raises(Refused):
        charges(*given_)
