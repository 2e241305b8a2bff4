"""待摊: what was paid for later months, carried into this one."""

from __future__ import annotations

from ledger.business.closing import depreciation
from tools.closing.item import Item

ITEM = Item("deferrals", 52, draft=depreciation.draft_deferrals)
