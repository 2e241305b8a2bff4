"""增值税结清 of a regime with boxes: output, reverse charge and input tax of the period go to what is owed, or to a refund due.

Filed by the month or the quarter: the step stands in the last month of the return. The target is what the period moved on
the tax accounts before its own settlements, so a later voucher leaves only its difference.
"""

from __future__ import annotations

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.facts import BY_STANDARD
from ledger.business.closing.month import Drafted, Month
from ledger.core import problem

STEP = "tax_settlement"
ROLES = ("tax_output", "tax_reverse", "tax_input")


def months_of_return(month: Month) -> tuple[str, str]:
    """First and last month of the return that holds a month."""
    if month.facts.tax_period != "quarterly":
        return month.period, month.period
    year, number = month.period[:4], int(month.period[5:7])
    first = number - (number - 1) % 3
    return f"{year}-{first:02}", f"{year}-{first + 2:02}"


def draft(month: Month) -> Drafted:
    """The transfer still missing, as one voucher: each tax account is emptied by what still stands on it."""
    if month.facts.tax_regime == BY_STANDARD:
        return Drafted(not_needed=problem("closing.no_tax_regime"))
    accounts = [month.account(role) for role in ROLES]
    payable, receivable = month.account("tax_payable"), month.account("tax_receivable")
    if not (all(accounts) and payable and receivable):
        return Drafted(not_needed=problem("closing.no_account"))
    if months_of_return(month)[1] != month.period:
        return Drafted(not_needed=problem("closing.return_not_ended", period=months_of_return(month)[1]))
    memo = month.say("closing.memo_tax_settlement")
    lines = [
        month.line(account, Side.DEBIT, -closing, memo) if closing < 0 else month.line(account, Side.CREDIT, closing, memo)
        for account in accounts if (closing := month.moved(account).closing)
    ]  # fmt: skip
    owed = -sum(month.moved(account).closing for account in accounts)
    if owed > 0:
        lines.append(month.line(payable, Side.CREDIT, owed, memo))
    elif owed < 0:
        lines.append(month.line(receivable, Side.DEBIT, -owed, memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),)) if lines else Drafted()
