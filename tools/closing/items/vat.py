"""Month end of VAT: the columns of 应交增值税 to 未交增值税."""

from __future__ import annotations

from ledger.business.closing import vat
from tools.closing.item import Item

ITEM = Item(
    "vat", 60, draft=vat.draft,
    after=("documents", "recurring", "vat_deferred", "input_computed", "input_vat", "input_mixed",
           "input_mixed_year"),
)  # fmt: skip
