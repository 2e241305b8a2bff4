"""The whole system: whatever is posted, corrected, settled, revalued, closed and opened again, everything still agrees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.whole import Step, Whole
from tests.ledger.whole_charts import CHARTS, Chart
from tests.tenants import Tenants

OPENING = ("sell", "buy", "sell_abroad", "buy_abroad", "take_ahead", "buy_currency", "invest", "accrue")
ACTS = (*OPENING, "spend", "settle", "settle", "match", "reverse", "correct", "differ", "revalue", "depreciate", "transfer",
        "close", "close", "reopen", "close_again")  # fmt: skip


OF_THE_TRANSFER = ("transfer", "close", "reopen", "close_again")
"""Only these do otherwise where income and expense are transferred yearly."""


def _steps(acts: tuple[str, ...]) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        st.sampled_from(acts),
        st.integers(0, 9),
        st.one_of(st.integers(1, 10**7), st.integers(-(10**4), -1)),
        st.sampled_from((1, 33, 50, 99, 100)),
        st.sampled_from(("6.9", "7.1", "7.123456", "7.3")),
    )


LIVES = st.builds(
    lambda first, then: first + then,
    st.lists(_steps(OPENING), min_size=3, max_size=6),
    st.lists(_steps(ACTS), min_size=4, max_size=12),
)


def _lived(tenants: Tenants, steps: list[Step], chart: Chart) -> None:
    """The same steps in a company that transfers monthly and one that transfers yearly: their statements are equal."""
    monthly, yearly = Whole(tenants, "monthly", chart), Whole(tenants, "yearly", chart)
    for step in steps:
        assert monthly.do(step) == yearly.do(step), step
        monthly.hold()
        if step.act in OF_THE_TRANSFER:
            yearly.hold()
    assert monthly.statements() == yearly.statements()
    for one in (monthly, yearly):
        one.hold()
        one.proven()
        one.forget()


EACH = pytest.mark.parametrize("chart", CHARTS, ids=[one.standard for one in CHARTS])


@EACH
def test_the_whole_holds_whatever_happens(tenants: Tenants, profile: str, chart: Chart) -> None:
    @settings(max_examples=6 if profile == "full" else 2, deadline=None)
    @given(LIVES)
    def hold(steps: list[Step]) -> None:
        _lived(tenants, steps, chart)

    hold()


YEAR = [
    Step("sell", 0, 100_000), Step("sell_abroad", 1, 50_000), Step("buy", 0, 80_000), Step("buy_abroad", 1, 30_000),
    Step("buy_currency", 0, 40_000), Step("invest", 0, 240_000), Step("accrue", 1, 5_000), Step("take_ahead", 0, 7_000),
    Step("settle", 1, share=33, rate="7.3"), Step("settle", 2), Step("settle", 3, rate="7.3"), Step("revalue"),
    Step("match", 0), Step("close"), Step("settle", 0, share=50, rate="6.9"), Step("reverse", 5), Step("correct", 2),
    Step("differ", 0, 900, 1), Step("depreciate"), Step("close"), Step("close_again"), Step("reopen"),
    Step("spend", 1, 4_000), Step("close"), Step("settle", 2, rate="7.123456"), Step("transfer"), Step("reverse", 1),
    Step("close"), Step("close_again"),
]  # fmt: skip


@EACH
@pytest.mark.parametrize("steps", [YEAR], ids=["a year's end"])
def test_lives_that_were_met(tenants: Tenants, steps: list[Step], chart: Chart) -> None:
    """Every kind of step once, over a year's end; and what hypothesis found."""
    _lived(tenants, steps, chart)
