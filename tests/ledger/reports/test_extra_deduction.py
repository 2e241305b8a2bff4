"""加计抵减: the columns of the schedule, month after month: never below nought, nothing lost, nothing counted twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger.reports.extra_deduction import Extra, Tax, extra_of

SOME = st.integers(0, 10**9)


@given(
    st.lists(st.tuples(SOME, SOME, st.integers(-(10**9), 10**9)), max_size=12), st.sampled_from(["0", "0.05", "0.15"])
)
def test_what_was_accrued_is_used_or_left_and_tax_is_never_below_nought(
    months: list[tuple[int, int, int]], rate: str
) -> None:
    left = accrued = reduced = used = 0
    for one in months:
        tax = Tax(*one)
        found = extra_of(left, tax, Decimal(rate))
        assert 0 <= found.used <= max(tax.due, 0) and found.used <= max(found.available, 0)
        assert found.used == max(tax.due, 0) or found.used == max(found.available, 0), "as much as there is"
        left, accrued, reduced, used = (
            found.closing, accrued + found.accrued, reduced + found.reduced, used + found.used,
        )  # fmt: skip
    assert left == accrued - reduced - used


def test_a_month_by_hand() -> None:
    assert extra_of(30, Tax(1000, 200, 55), Decimal("0.05")) == Extra(30, 50, 10, 55)
    assert extra_of(30, Tax(1000, 200, 55), Decimal("0.05")).closing == 15
    assert extra_of(0, Tax(0, 400, 100), Decimal("0.05")) == Extra(0, 0, 20, 0)
