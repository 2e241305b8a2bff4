"""Stamp tax on what was sold and bought, where the company accrues it by month or quarter."""

from __future__ import annotations

from ledger.business.closing import stamp_tax
from tools.closing.item import Item

ITEM = Item("stamp_tax", 63, draft=stamp_tax.draft, after=("documents",))
