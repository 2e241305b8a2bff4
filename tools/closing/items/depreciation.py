"""计提折旧与摊销: fixed and intangible assets."""

from __future__ import annotations

from ledger.business.closing import depreciation
from tools.closing.item import Item

ITEM = Item("depreciation", 50, draft=depreciation.draft)
