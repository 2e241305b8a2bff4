"""费用分摊: a department's costs of the month spread over others, by the company's rules."""

from __future__ import annotations

from ledger.business.allocation import run
from tools.closing.item import Item

ITEM = Item(
    "allocation", 72, draft=run.draft, after=("documents", "accruals_back", "recurring", "depreciation", "deferrals")
)
