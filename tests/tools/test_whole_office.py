"""Whatever maker and checker do through the door, statements, sub-ledgers and proof agree after every deed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tenants import Tenants
from tests.tools.whole_office import Deed, Office

OPENING = ("sell", "buy", "sell_abroad", "take_ahead")
DEEDS = (*OPENING, "settle", "match", "reverse", "correct", "revalue", "close", "reopen", "close_again")


def _deeds(acts: tuple[str, ...]) -> st.SearchStrategy[Deed]:
    return st.builds(
        Deed, st.sampled_from(acts), st.integers(0, 9), st.integers(1, 10**6), st.sampled_from(("6.9", "7.1", "7.3"))
    )


LIVES = st.builds(
    lambda first, then: [*first, *then],
    st.lists(_deeds(OPENING), min_size=2, max_size=3),
    st.lists(_deeds(DEEDS), min_size=1, max_size=4),
)


def _lived(tenants: Tenants, deeds: list[Deed]) -> None:
    office = Office(tenants)
    for deed in deeds:
        office.do(deed)
    office.end()


def test_the_office_holds_whatever_happens(tenants: Tenants, profile: str) -> None:
    @settings(max_examples=10 if profile == "full" else 1, deadline=None)
    @given(LIVES)
    def hold(deeds: list[Deed]) -> None:
        _lived(tenants, deeds)

    hold()


MONTH = [
    Deed("sell", 0, 1000), Deed("sell_abroad", 1, 500), Deed("buy", 0, 300), Deed("take_ahead", 0, 200), Deed("match"),
    Deed("settle", 1, rate="7.3"), Deed("revalue"), Deed("correct", 1), Deed("reverse", 0), Deed("close"), Deed("sell", 0, 5),
    Deed("close_again"), Deed("reopen"), Deed("buy", 0, 7),
]  # fmt: skip


@pytest.mark.parametrize("deeds", [MONTH], ids=["a month"])
def test_a_life_with_every_deed(tenants: Tenants, deeds: list[Deed]) -> None:
    _lived(tenants, deeds)
