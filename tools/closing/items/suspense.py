"""Suspense accounts at zero."""

from __future__ import annotations

from ledger.business.closing import gaps
from tools.closing.item import Item
from tools.closing.places import listed

ITEM = Item(
    "suspense", 36, look=listed(gaps.not_cleared, "closing.gap_suspense", stops=False, link="/reports"), stops=False
)
