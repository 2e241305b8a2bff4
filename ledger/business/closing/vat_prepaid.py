"""预交增值税结转: what was prepaid at the place of work or property goes to 未交增值税 at month end (财会〔2016〕22号 二（五）).

A developer of real estate keeps it until its tax point: the fact ``prepaid_vat`` says so, and a voucher by hand moves it.
"""

from __future__ import annotations

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.core import problem

STEP = "vat_prepaid"


def draft(month: Month) -> Drafted:
    """The transfer of all that stands on 预交增值税."""
    if month.facts.prepaid_vat == "kept_prepaid":
        return Drafted(not_needed=problem("closing.prepaid_kept"))
    prepaid, unpaid = month.account("vat_prepaid"), month.account("vat_unpaid")
    if not (prepaid and unpaid):
        return Drafted(not_needed=problem("closing.no_account"))
    balance = month.moved(prepaid).closing
    if not balance and not month.moved(prepaid).debit:
        return Drafted(not_needed=problem("closing.nothing_prepaid"))
    if not balance:
        return Drafted()
    memo = month.say("closing.memo_vat_prepaid")
    lines = (month.line(unpaid, Side.DEBIT, balance, memo), month.line(prepaid, Side.CREDIT, balance, memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),))
