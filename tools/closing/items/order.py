"""Numbers out of the order of dates: listed, nothing is renumbered."""

from __future__ import annotations

from ledger.business.closing import gaps
from tools.closing.item import Item
from tools.closing.places import listed

ITEM = Item(
    "order", 30, look=listed(gaps.out_of_order, "closing.gap_order", stops=False, link="/vouchers"), stops=False
)
