"""The year's profit to retained earnings."""

from __future__ import annotations

from ledger.business.closing import result
from tools.closing.item import Item

ITEM = Item("year", 82, draft=result.draft_year, after=("result",))
