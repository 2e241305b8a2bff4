"""期间损益结转: income and expense to the year's profit."""

from __future__ import annotations

from ledger.business.closing import result
from tools.closing.item import Item

ITEM = Item(
    "result",
    80,
    draft=result.draft,
    after=(
        "documents",
        "accruals_back",
        "recurring",
        "depreciation",
        "deferrals",
        "surcharges",
        "stamp_tax",
        "revaluation",
        "bad_debts",
    ),
)
