"""Input that serves taxed and untaxed sales alike, transferred out by the share of sales."""

from __future__ import annotations

from ledger.business.closing import input_mixed
from tools.closing.item import Item

ITEM = Item(
    "input_mixed",
    59,
    draft=input_mixed.draft,
    after=(
        "documents",
        "input_vat",
        "input_computed",
    ),
)
