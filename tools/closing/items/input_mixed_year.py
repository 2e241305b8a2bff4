"""年度清算: input shared by sales, settled for the whole calendar year with December."""

from __future__ import annotations

from ledger.business.closing import input_mixed
from tools.closing.item import Item

ITEM = Item("input_mixed_year", 59, draft=input_mixed.draft_year, after=("documents", "input_mixed"))
