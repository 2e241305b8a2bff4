"""Last month's revaluation taken back on the first day, where the book goes that way."""

from __future__ import annotations

from ledger.business.closing import revaluation
from tools.closing.item import Item

ITEM = Item("revaluation_back", 22, draft=revaluation.draft_back)
"""Waits for nothing: it is dated the first day."""
