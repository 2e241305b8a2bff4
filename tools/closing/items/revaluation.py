"""期末调汇: what stands in foreign currency, at the closing rate."""

from __future__ import annotations

from ledger.business.closing import revaluation
from tools.closing.item import Item

ITEM = Item(
    "revaluation", 70, draft=revaluation.draft, after=("documents", "revaluation_back", "accruals_back", "recurring")
)
