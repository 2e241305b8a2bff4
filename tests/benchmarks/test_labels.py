"""The labels that bills print are known, and those of other things are left alone."""

from __future__ import annotations

import pytest

from benchmarks.labels.known import Label, judged, labels

_FIFTH = 5


@pytest.mark.parametrize(
    ("field", "least"),
    [("number", 85), ("issue_date", 80), ("due_date", 85), ("net", 85), ("tax", 88), ("gross", 90), ("due_amount", 85), ("prepaid", 80),
     ("seller_heading", 50), ("buyer_heading", 60), ("other_number", 94), ("other_day", 90), ("other_sum", 95)],
)  # fmt: skip
def test_labels_are_known(field: str, least: int) -> None:
    found = [right for _, right in judged(field, _FIFTH)]
    assert 100 * sum(found) >= least * len(found)


def test_the_list_is_whole_and_names_nothing_twice() -> None:
    every = labels()
    assert len(every) == len(set(every)) > 12_000
    assert len({one.language for one in every}) >= 15
    assert Label("number", "de", "Rechnungsnummer") in every
