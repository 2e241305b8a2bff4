"""The papers say what their truth says, differ by half, and are the same every time."""

from __future__ import annotations

import itertools
import re

import pytest
from stdnum import iban

from benchmarks.papers.draw import Half
from benchmarks.western import KINDS, paper
from benchmarks.western.countries import COUNTRIES
from benchmarks.western.feet import FEET
from benchmarks.western.heads import HEADS
from benchmarks.western.sums import SUMS
from benchmarks.western.tables import SHAPES
from benchmarks.western.words import WORDS
from ingestion import words
from ledger.core import Problem


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_truth_says_is_printed(kind: str) -> None:
    one = paper(kind, 7, Half.HELD)
    text = _printed(one.pdf)
    for name in ("number", "seller_name", "buyer_name", "seller_tax_id", "buyer_tax_id", "seller_iban"):
        value = one.truth.get(name)
        assert value is None or re.sub(r"\s", "", str(value)) in text, name
    summed = len(one.truth["tax_rates"]) > 1  # type: ignore[arg-type]  # then each tax may stand alone
    for name in ("gross", "net", "due_amount", "prepaid", *(() if summed else ("tax",))):
        value = one.truth.get(name)
        assert value is None or re.sub(r"\D", "", str(value)) in re.sub(r"[.,\s]", "", text), name
    if isinstance(account := one.truth.get("seller_iban"), str):
        assert iban.is_valid(account)
    assert one.pdf == paper(kind, 7, Half.HELD).pdf


def _printed(pdf: bytes) -> str:
    pages = itertools.takewhile(
        lambda page: not isinstance(page, Problem), (words(pdf, number) for number in itertools.count(1))
    )
    return "".join(word.text for page in pages if not isinstance(page, Problem) for word in page.words)


@pytest.mark.parametrize("part", [HEADS, SUMS, FEET, SHAPES])
def test_the_halves_share_no_part_of_a_layout(part: tuple[object, ...]) -> None:
    assert not [one for one in part[0::2] if one in part[1::2]]


def test_every_language_has_words() -> None:
    assert {country.language for country in COUNTRIES} == set(WORDS)
