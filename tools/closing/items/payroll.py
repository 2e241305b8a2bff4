"""计提工资: that the month's pay is accrued where the months before had it. Looked at; it may well be none."""

from __future__ import annotations

from ledger.business.closing import payroll
from ledger.core import problem
from tools.closing.item import Item, Look, Seen, Standing


def _look(look: Look) -> Seen:
    missing = payroll.is_missing(look.month)
    if missing is None:
        return Seen(Standing.UNNEEDED, (problem("closing.no_payroll_before"),))
    if missing:
        return Seen(Standing.NOTICE, (problem("closing.payroll_missing"),), link="/vouchers/new")
    return Seen(Standing.DONE)


ITEM = Item("payroll", 56, look=_look, stops=False)
