"""计提坏账准备: receivables by their age, where the company chose so."""

from __future__ import annotations

from ledger.business.closing import bad_debts
from tools.closing.item import Item

ITEM = Item("bad_debts", 74, draft=bad_debts.draft, after=("documents", "revaluation"))
