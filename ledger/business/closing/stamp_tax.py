"""计提印花税 on contracts of sale, by month or quarter, where the company chose it.

No contract is kept here, so their amounts are *approximated by what the books sold and bought*: the credit of revenue and
the debit of materials, without VAT. Contracts signed and not yet delivered are not in it, other kinds of contract neither.
"""

from __future__ import annotations

from datetime import date

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.business.invoices.waiting import moved_on
from ledger.charts import accounts_in_role
from ledger.core import problem
from ledger.posting_rules.stamp_tax import stamp_tax

STEP = "stamp_tax"
SOURCE = f"closing:{STEP}"


def _months(month: Month) -> list[str]:
    """The months declared together, this one last."""
    if month.facts.stamp_tax == "monthly":
        return [month.period]
    year, number = int(month.period[:4]), int(month.period[5:7])
    return [f"{year}-{one:02}" for one in range(number - 2, number + 1)]


def base_minor(month: Month) -> int:
    """What was sold and bought in the months declared together, without VAT, base minor units; never below zero."""
    bought = accounts_in_role(month.book.standard.lower(), "materials")
    sums = 0
    for period in _months(month):
        one = month if period == month.period else Month.of(month.unit, month.book.code, period)
        sums += (
            one.moved(month.roles.get("sales_main", "")).credit + one.moved(month.roles.get("sales_other", "")).credit
        )
        sums += sum(one.moved(prefix).debit for prefix in bought)
    return max(sums, 0)


def draft(month: Month) -> Drafted:
    """The accrual still missing, as one voucher of the last month of the quarter, or of the month."""
    if month.facts.stamp_tax == "none":
        return Drafted(not_needed=problem("closing.stamp_not_chosen"))
    if month.facts.stamp_tax == "quarterly" and int(month.period[5:7]) % 3:
        return Drafted(not_needed=problem("closing.stamp_later"))
    expense = month.account("stamp_tax_expense") or month.account("surcharges")
    owed = month.account("stamp_tax")
    if not (expense and owed):
        return Drafted(not_needed=problem("closing.no_account"))
    periods = _months(month)
    year, number = int(periods[0][:4]), int(periods[0][5:7])
    before = f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"
    done = [moved_on(month.unit, month.book.book_id, owed, period, SOURCE) for period in (before, month.period)]
    wanted = stamp_tax(base_minor(month), "sale", date.fromisoformat(month.last_day), month.facts.taxpayer)
    missing = wanted - (done[1] - done[0])
    if not missing:
        return Drafted()
    memo = month.say("closing.memo_stamp_tax")
    lines = (month.line(expense, Side.DEBIT, missing, memo), month.line(owed, Side.CREDIT, missing, memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),))
