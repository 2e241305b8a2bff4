"""Accounts moved without a dimension they require."""

from __future__ import annotations

from ledger.business.closing import gaps
from tools.closing.item import Item
from tools.closing.places import listed

ITEM = Item(
    "dimensions",
    32,
    look=listed(gaps.missing_dimensions, "closing.gap_dimensions", stops=True, link="/reports"),
    stops=True,
)
