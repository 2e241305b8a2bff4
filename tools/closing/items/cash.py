"""库存现金 cannot stand below zero on any day."""

from __future__ import annotations

from ledger.business.closing import gaps
from tools.closing.item import Item
from tools.closing.places import listed

ITEM = Item(
    "cash",
    34,
    look=listed(gaps.cash_below_zero, "closing.gap_cash", stops=True, link="/reports"),
    stops=True,
)
