"""计提附加税费: urban maintenance tax and the two education surcharges on the month's VAT and consumption tax.

The base is what the month owes: VAT transferred to 未交增值税 less what was overpaid, VAT of the month paid in it,
the simplified method and consumption tax. What the month has accrued already is taken off.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.core import problem
from ledger.posting_rules.closing import surcharges


def base_minor(month: Month) -> int:
    """What surcharges are worked out on, in minor units; never below zero."""
    other = month.moved(month.account("vat_simplified")).credit + month.moved(month.account("consumption_tax")).credit
    if month.facts.taxpayer == "small":
        return max(month.moved(month.roles.get("vat_columns", "")).credit + other, 0)
    transferred = (
        month.moved(month.account("vat_out_unpaid")).debit - month.moved(month.account("vat_out_overpaid")).credit
    )
    return max(transferred + month.moved(month.account("vat_paid")).debit + other, 0)


def draft(month: Month) -> Drafted:
    """The accrual still missing, as one voucher: each tax to its own expense account where the chart has one."""
    rates = surcharges(date.fromisoformat(month.last_day), month.facts.taxpayer, month.facts.place)
    borne = {one.name: month.account(f"surcharges_{one.name}") or month.account("surcharges") for one in rates}
    if not all(borne.values()) or any(one.account not in month.postable for one in rates):
        return Drafted(not_needed=problem("closing.no_account"))
    base, memo, lines = base_minor(month), month.say("closing.memo_surcharges"), []
    expense: dict[str, int] = {}
    for one in rates:
        wanted = int((Decimal(base) * one.rate).quantize(Decimal(1), ROUND_HALF_UP))
        missing = wanted - month.moved(one.account).credit
        if missing:
            lines.append(month.line(one.account, Side.CREDIT, missing, memo))
            expense[borne[one.name]] = expense.get(borne[one.name], 0) + missing
    if not lines:
        return Drafted()
    lines[:0] = [month.line(account, Side.DEBIT, amount, memo) for account, amount in expense.items() if amount]
    return Drafted((month.entry(EntryKind.NORMAL, "surcharges", *lines),))
