"""Words on a page that could be a field: those of the right kind, with the box they stand in."""

from __future__ import annotations

from datetime import date

import pytest

import ingestion
from tools.demo.arrivals import samples
from tools.demo.documents import render

SPECS = samples(date(2026, 11, 25))


def offered(key: str, field: str) -> dict[str, ingestion.Candidate]:
    page = ingestion.words(render(SPECS[key]), 1)
    assert not hasattr(page, "code"), page
    return {one.value: one for one in ingestion.candidates(page, field)}  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["special", "paper", "english", "factur_x", "new_vendor"])
def test_what_the_paper_says_is_among_what_is_offered(key: str) -> None:
    spec = SPECS[key]
    assert spec.issued.isoformat() in offered(key, "issue_date")
    assert spec.number in offered(key, "number")
    names = offered(key, "seller_name")
    assert any(spec.seller.name in name for name in names), list(names)
    if spec.seller.tax_id:
        assert spec.seller.tax_id in offered(key, "seller_tax_id")
    assert offered(key, "gross")


@pytest.mark.parametrize("field", ingestion.CHOOSABLE)
def test_every_candidate_stands_in_a_box_on_the_page(field: str) -> None:
    for key in ("special", "english"):
        for one in offered(key, field).values():
            assert 0 <= one.box.x0 < one.box.x1 <= one.box.page_width
            assert 0 <= one.box.top < one.box.bottom <= one.box.page_height
            assert one.text
