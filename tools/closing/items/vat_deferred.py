"""Output tax of revenue recognised before its tax point becomes due."""

from __future__ import annotations

from ledger.business.closing import vat_deferred
from tools.closing.item import Item

ITEM = Item(
    "vat_deferred",
    57,
    draft=vat_deferred.draft,
    after=(
        "documents",
        "recurring",
    ),
)
