"""上月计提冲回: accruals that reverse themselves, taken back in red on their day."""

from __future__ import annotations

from ledger.business.closing import accruals
from tools.closing.item import Item

ITEM = Item("accruals_back", 24, draft=accruals.draft_back)
"""Waits for nothing: it is dated the first days."""
