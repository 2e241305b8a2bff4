"""Open items of vendors, customers and people add up to their control accounts."""

from __future__ import annotations

from ledger.business.closing import gaps
from tools.closing.item import Item
from tools.closing.places import listed

ITEM = Item(
    "subledgers",
    38,
    look=listed(gaps.apart_from_control, "closing.gap_subledgers", stops=True, link="/reports/aging"),
    stops=True,
)
