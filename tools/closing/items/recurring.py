"""周期凭证: the vouchers that recur every month, from their templates."""

from __future__ import annotations

from ledger.business.templates import recurring
from tools.closing.item import Item

ITEM = Item("recurring", 48, draft=recurring.draft)
