"""Tax of invoices that were confirmed for use: from 待认证进项税额 to 进项税额, before the columns are transferred."""

from __future__ import annotations

from ledger.business.closing import input_vat
from tools.closing.item import Item

ITEM = Item("input_vat", 58, draft=input_vat.draft, after=("documents",))
