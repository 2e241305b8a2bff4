"""Where tax codes post to boxes: the period's output and input tax to what is owed, or to the refund due."""

from __future__ import annotations

from ledger.business.closing import tax_settlement
from tools.closing.item import Item

ITEM = Item("tax_settlement", 61, draft=tax_settlement.draft, after=("documents", "recurring"))
