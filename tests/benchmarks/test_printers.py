"""The papers by other hands hold together before any reader sees them: sums, templates, halves."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import printers
from benchmarks.printers import LAYOUTS, Half, Layout
from benchmarks.printers.deal import draw
from benchmarks.printers.third_people import SELLERS

TEMPLATES = {one.stem for one in (Path(printers.__file__).parent / "templates").glob("*.html")}
LATER = [one for one in LAYOUTS if one.author > 1]


def test_every_layout_has_its_own_template() -> None:
    assert Counter(one.name for one in LAYOUTS) == Counter(TEMPLATES)


def test_sellers_fitted_to_a_trade_are_those_of_a_layout_and_enough_to_vary() -> None:
    own = {one.name for one in LAYOUTS if one.author == 3}
    assert set(SELLERS) <= own
    assert all(len(set(names)) > 1 for names in SELLERS.values())


@pytest.mark.parametrize(("author", "other"), [(2, Half.LEARN), (3, Half.LEARN)])
def test_the_later_layouts_are_shared_evenly_between_held_and_one_other_half(author: int, other: Half) -> None:
    """The second author's other half was *fit* until mending looked at it."""
    theirs = [one for one in LATER if one.author == author]
    for kind in {one.doc_type for one in theirs}:
        halves = Counter(one.half for one in theirs if one.doc_type == kind)
        assert set(halves) == {other, Half.HELD} and halves[other] == halves[Half.HELD], kind


@pytest.mark.parametrize("layout", LATER, ids=lambda one: one.name)
def test_what_is_drawn_adds_up(layout: Layout) -> None:
    for seed in range(20):
        deal = draw(layout, random.Random(seed))
        lines = sum(one.amount for one in deal.items)
        assert lines == (deal.gross if layout.inclusive else deal.net)
        assert deal.seller.name != deal.buyer.name
        if layout.whole:
            assert all(one.amount == int(one.amount) for one in deal.items)
            assert deal.gross == int(deal.gross)
