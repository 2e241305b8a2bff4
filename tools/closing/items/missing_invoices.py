"""待到票据: invoices the books wait for. Looked at, never a reason to refuse the close."""

from __future__ import annotations

from ledger.core import problem
from tools.closing.item import Item, Look, Seen, Standing
from tools.shared.missing import Stand, missing


def _look(look: Look) -> Seen:
    found = missing(look.month)
    monthly = sum(1 for one in found.monthly if one.stand is Stand.MISSING)
    paid = sum(1 for one in found.paid if not one.excuse)
    told = []
    if monthly:
        told.append(problem("missing.monthly_left", count=monthly))
    if paid:
        told.append(problem("missing.paid_left", count=paid))
    standing = Standing.NOTICE if told else Standing.DONE
    return Seen(standing, tuple(told), link=f"/missing-invoices?month={look.month.period}")


ITEM = Item("missing_invoices", 12, look=_look, stops=False)
