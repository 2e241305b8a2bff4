"""Taxes on the month's VAT."""

from __future__ import annotations

from ledger.business.closing import surcharges
from tools.closing.item import Item

ITEM = Item("surcharges", 62, draft=surcharges.draft, after=("documents", "vat"))
