"""Who a document speaks of."""

from __future__ import annotations

import pytest

from ledger.business.parties import Party, match_party


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("22-6651801", "226651801"), ("143/207/88123", "14320788123"), ("gb 293 7461 74", "GB293746174")],
)
def test_a_tax_id_is_the_same_with_and_without_its_signs(printed: str, kept: str) -> None:
    one, other = (Party(f"V{n}", "vendor", "Halvorn & Sons Inc.", "", tax_id) for n, tax_id in enumerate((kept, "999")))
    assert match_party([other, one], "Another Name", printed).party == one
    assert match_party([other], "Halvorn & Sons Inc.", printed).party is None, "another company of that name"
