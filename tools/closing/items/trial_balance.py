"""Debit equals credit over the whole book at the end of the month."""

from __future__ import annotations

from ledger.business.closing import gaps
from ledger.core import grouped, problem
from tools.closing.item import Item, Look, Seen, Standing


def _look(look: Look) -> Seen:
    apart = gaps.unbalanced(look.month)
    if not apart:
        return Seen(Standing.DONE)
    amount = grouped(apart, look.month.book.base_currency)
    return Seen(Standing.TODO, (problem("closing.gap_trial_balance", amount=amount),), link="/verify")


ITEM = Item("trial_balance", 86, look=_look)
