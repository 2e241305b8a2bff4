"""Bank statements reach the end of the month and both adjusted balances agree: said, nothing is stopped."""

from __future__ import annotations

from ledger.business.cash.places import places
from ledger.core import Problem, grouped, problem
from ledger.reports.reconciliation import reconciliation
from tools.closing.item import Item, Look, Seen, Standing


def _look(look: Look) -> Seen:
    """Accounts without money and without statements need none."""
    told: list[Problem] = []
    looked = 0
    for place in places(look.month.unit, look.month.book.code):
        if place.on_hand:
            continue
        code, currency = place.account.code, place.currency
        found = reconciliation(look.month.unit, look.month.book.code, code, currency, look.month.last_day)
        if not found.reaches and not found.book_balance:
            continue
        looked += 1
        if found.reaches < look.month.last_day:
            told.append(problem("closing.gap_bank_missing", code, name=f"{code} {currency}", day=look.month.last_day))
        elif not found.agrees:
            gap = grouped(abs(found.bank_adjusted - found.book_adjusted), currency)
            told.append(problem("closing.gap_bank_differs", code, name=f"{code} {currency}", amount=gap))
    if not looked:
        return Seen(Standing.UNNEEDED)
    return Seen(Standing.NOTICE if told else Standing.DONE, tuple(told), link="/bank" if told else "")


ITEM = Item("bank", 35, look=_look, stops=False)
"""A bank's own papers come from outside: without them the month can be closed, but it is said."""
