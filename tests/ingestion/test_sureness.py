"""The shipped table, and the witnesses that the rest of a paper gives."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion import read
from ingestion.sureness import Table, fitted, using
from ingestion.sureness.table import EDGES
from ledger.evidence.field import Field, Source, Sureness
from tests.ingestion.printing import Sheet

_KINDS = sorted({(key.reader, key.source, key.field) for key in fitted().stairs})


def test_the_table_speaks_of_all_readers_and_of_pictures() -> None:
    assert {reader for reader, _, _ in _KINDS} == {"china", "west", "far"}
    assert {source for _, source, _ in _KINDS} >= {"text"}
    assert all(
        0 <= one.confidence <= 0.99 and one.right <= one.given for row in fitted().stairs.values() for one in row
    )
    assert all(len(row) == len(EDGES) for row in fitted().stairs.values())


@given(st.sampled_from(_KINDS), st.floats(0, 1), st.floats(0, 1), st.integers(0, 4), st.integers(0, 4))
def test_a_better_score_or_one_more_witness_never_lowers(
    kind: tuple[str, str, str], one: float, other: float, few: int, more: int
) -> None:
    reader, source, name = kind
    low, high = sorted((one, other))
    few, more = sorted((few, more))
    weak = Field("x", low, source=Source(source), witnesses=tuple("abcd"[:few]))
    strong = Field("x", high, source=Source(source), witnesses=tuple("abcd"[:more]))
    assert fitted().confidence(reader, name, weak) <= fitted().confidence(reader, name, strong)


def test_a_field_nobody_counted_keeps_the_score_of_its_reader() -> None:
    assert fitted().confidence("west", "remarks", Field("x", 0.42)) == 0.42
    assert all(a < b for a, b in pairwise(EDGES))


def _paper(terms: str = "", tax: str = "19,00", day: str = "03.04.2026", rate: str = "19 %") -> bytes:
    sheet = Sheet()
    sheet.column(50, 40, 13, ["Dovermeer Werkzeuge GmbH", "Hafenstraße 3", "24103 Kiel"])
    sheet.rows(
        110,
        14,
        [(50, False), (180, False)],
        [["Rechnungsnummer:", "D-20417"], ["Rechnungsdatum:", "04.03.2026"], ["Fällig am:", day]],
    )
    gross = f"{100 + Decimal(tax.replace(',', '.')):.2f}".replace(".", ",")
    sheet.rows(
        220,
        15,
        [(330, False), (540, True)],
        [["Summe netto", "100,00 €"], [f"{rate} MwSt.", f"{tax} €"], ["Gesamtbetrag EUR", f"{gross} €"]],
    )
    return sheet.put(50, 300, terms).pdf()


def test_the_printed_rate_is_a_witness_of_tax_net_and_gross() -> None:
    reading = read(_paper())
    assert all("rate" in reading[name].witnesses for name in ("net", "tax", "gross", "tax_rates"))
    assert reading["gross"].sureness is Sureness.CHECKED
    freight = read(_paper(tax="12,00"))  # adds up, but 12 is not 19 % of 100
    assert all("rate" not in freight[name].witnesses for name in ("net", "tax", "gross"))


@pytest.mark.parametrize(
    ("terms", "holds"),
    [
        ("Zahlbar innerhalb von 30 Tagen.", True),
        ("Zahlbar innerhalb von 14 Tagen.", False),
        ("Garantie: 30 Tage.", False),
    ],
)
def test_printed_days_are_a_witness_of_the_due_date(terms: str, holds: bool) -> None:
    reading = read(_paper(terms))
    assert ("term" in reading["due_date"].witnesses) is holds and ("term" in reading["issue_date"].witnesses) is holds


def test_sign_and_code_are_two_witnesses_of_a_currency() -> None:
    assert "twice" in read(_paper())["currency"].witnesses


def test_a_confidence_alone_is_never_checked() -> None:
    reading = read(_paper())
    lone = [field for field in reading.fields.values() if not field.witnesses]
    assert lone and all(field.sureness is Sureness.LOOK for field in lone)


def test_another_table_is_used_only_inside() -> None:
    paper = _paper()
    with using(Table()):
        raw = read(paper)["number"].confidence
    assert raw <= 0.95 and read(paper)["number"].confidence == fitted().confidence(
        "west", "number", Field("D-20417", raw)
    )
