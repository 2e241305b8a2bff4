"""Which of several candidates a paper means: chances from signs, the weights of signs, and what they are fitted to."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.odds.choices import Choice
from benchmarks.odds.logit import fit, left_out
from ingestion import read
from ingestion.odds import NONE, apart, chances, fitted, weighing
from ingestion.odds.weights import written
from ingestion.page.mentions import candidates
from ingestion.page.paper import Paper
from ingestion.page.parties import SIDES
from ingestion.pdf.words import PageWords, Word
from ingestion.sureness import Table, using
from ledger.evidence.field import SURE
from tests.ingestion.printing import Sheet

_SIGNS = st.sampled_from("abcdef")
_WEIGHTS = st.dictionaries(_SIGNS | st.just(NONE), st.floats(-4, 4), max_size=7)
_PAPERS = st.lists(st.frozensets(_SIGNS), min_size=1, max_size=5)


@given(_PAPERS, _WEIGHTS)
def test_chances_are_those_of_the_sums_of_weights(signs: list[frozenset[str]], weights: dict[str, float]) -> None:
    found = chances(signs, weights)
    sums = [*(sum(weights.get(sign, 0.0) for sign in one) for one in signs), weights.get(NONE, 0.0)]
    assert len(found) == len(signs) + 1 and found.sum() == pytest.approx(1.0)
    for (first, one), (second, other) in product(zip(found, sums, strict=True), repeat=2):
        assert np.log(first / second) == pytest.approx(one - other, abs=1e-6)


@given(_PAPERS, _WEIGHTS, _WEIGHTS)
def test_one_candidate_is_never_both(
    signs: list[frozenset[str]], sells: dict[str, float], buys: dict[str, float]
) -> None:
    one, other = chances(signs, sells), chances(signs, buys)
    none = len(signs)
    pairs = {
        (a, b): one[a] * other[b]
        for a, b in product(range(none + 1), repeat=2)
        if a != b or a == none
    }  # fmt: skip
    whole = sum(pairs.values())
    first, second = apart(one, other)
    for place in range(none + 1):
        assert first[place] == pytest.approx(sum(p for (a, _), p in pairs.items() if a == place) / whole, abs=1e-9)
        assert second[place] == pytest.approx(sum(p for (_, b), p in pairs.items() if b == place) / whole, abs=1e-9)


def _choice(layout: str, meant: int, *signs: str) -> Choice:
    return Choice(layout, "number", (*(frozenset(one) for one in signs), frozenset({NONE})), meant)


def test_the_fit_finds_the_sign_that_tells_and_leaves_the_one_that_does_not() -> None:
    papers = [_choice(f"l{at}", at % 2, "tn" if at % 2 == 0 else "n", "n" if at % 2 == 0 else "tn") for at in range(8)]
    weights = fit(papers)["number"]
    assert weights["t"] > 1.0 and abs(weights.get("n", 0.0)) < weights["t"]


def test_a_layout_left_out_teaches_nothing_of_itself() -> None:
    papers = [_choice(f"l{at}", 0, "t", "o") for at in range(12)] + [_choice("own", 0, "x", "o")]
    weights = left_out(papers)
    assert "x" not in weights["own"]["number"] and weights["l0"]["number"].get("x", 0.0) > 0.0


def test_how_many_papers_a_layout_has_does_not_count() -> None:
    few = [_choice("a", 0, "x", "y"), _choice("b", 1, "x", "y")]
    many = [_choice("a", 0, "x", "y")] * 5 + [_choice("b", 1, "x", "y")]
    assert fit(few)["number"].get("x", 0.0) == pytest.approx(fit(many)["number"].get("x", 0.0), abs=0.01)


def test_every_field_that_is_chosen_by_odds_has_its_weights() -> None:
    weights = fitted()
    assert set(weights) == set(SIDES) and all(NONE in one for one in weights.values())
    assert written(weights).splitlines() == sorted(written(weights).splitlines())


def _letter() -> Sheet:
    sheet = Sheet().put(50, 40, "Ferncliff Joinery Ltd").put(50, 54, "12 High Street, Hexham NE46 1AA")
    sheet.put(330, 150, "Invoice no. 4711").put(330, 164, "Date: 05 June 2026").put(330, 178, "Due date: 5 July 2026")
    rows = [["Net", "100.00"], ["VAT 20 %", "20.00"], ["Total GBP", "120.00"]]
    return sheet.rows(400, 16, [(300, False), (540, True)], rows)


def test_other_weights_hold_inside_only() -> None:
    pdf = _letter().pdf()
    with using(Table({})):
        before = read(pdf).fields["seller_name"]
        with weighing({name: {NONE: 20.0} for name in fitted()}):
            assert read(pdf).fields["seller_name"].confidence < before.confidence
        assert read(pdf).fields["seller_name"] == before


def test_a_page_full_of_names_is_weighed_within_bounds() -> None:
    """Every pair of names is held against each other: thousands of them would fill the memory."""
    words = tuple(
        Word(f"Firm{row * 40 + column} Ltd", 10.0 + 60 * column, 10.0 + row, 40.0 + 60 * column, 11.0 + row, 1.0)
        for row, column in product(range(60), range(40))
    )
    assert 0 < len(candidates(Paper((PageWords(1, 2500.0, 842.0, words),)))) <= 500


def test_a_sure_name_has_nothing_offered_beside_it() -> None:
    sheet = _letter().column(50, 150, 13, ["Bill to:", "Harbor Foods Ltd", "63 High Street", "Hexham NE46 1AA"])
    sheet.put(50, 780, "Ferncliff Joinery Ltd · Registered in England no. 06493375 · mail@ferncliffjoinery.example", 7)
    with using(Table({})):
        reading = read(sheet.pdf())
    for name in SIDES:
        assert reading.fields[name].confidence >= SURE and name not in reading.offers
