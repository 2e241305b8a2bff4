"""Computed deductions of confirmed invoices, from cost to input tax."""

from __future__ import annotations

from ledger.business.closing import input_computed
from tools.closing.item import Item

ITEM = Item("input_computed", 58, draft=input_computed.draft, after=("documents",))
