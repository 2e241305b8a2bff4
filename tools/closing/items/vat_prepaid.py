"""What was prepaid, to unpaid VAT."""

from __future__ import annotations

from ledger.business.closing import vat_prepaid
from tools.closing.item import Item

ITEM = Item("vat_prepaid", 63, draft=vat_prepaid.draft, after=("documents",))
