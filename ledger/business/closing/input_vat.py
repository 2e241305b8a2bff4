"""已勾选进项税额结转: tax of invoices confirmed for use goes from 待认证进项税额 to 进项税额 (财会〔2016〕22号 二（一）).

The target is all that was confirmed up to this month and is booked, before what this step moved on already: an invoice
booked after its confirmation, or a confirmation taken back, leaves only its difference. Never more than still waits.
"""

from __future__ import annotations

from ledger.books.entries import EntryKind, Side
from ledger.business.closing.month import Drafted, Month
from ledger.business.invoices import booked_of, standings
from ledger.business.invoices.waiting import moved_on, on_account
from ledger.core import problem

STEP = "input_vat"
SOURCE = f"closing:{STEP}"


def draft(month: Month) -> Drafted:
    """The transfer still missing, as one voucher."""
    if month.facts.taxpayer == "small":
        return Drafted(not_needed=problem("closing.small_has_no_columns"))
    waiting, columns = month.account("input_vat_waiting"), month.account("input_vat")
    if not (waiting and columns):
        return Drafted(not_needed=problem("closing.no_account"))
    booked = booked_of(month.unit)
    keys = [
        booked[document].key
        for document, said in standings(month.unit).items()
        if document in booked and booked[document].period <= month.period and said.deducted_by(month.period)
    ]
    wanted = sum(on_account(month.unit, month.book.book_id, waiting, keys).values())
    missing = wanted - moved_on(month.unit, month.book.book_id, waiting, month.period, SOURCE)
    missing = min(missing, max(month.moved(waiting).closing, 0))
    if not keys and not missing:
        return Drafted(not_needed=problem("closing.nothing_confirmed"))
    if not missing:
        return Drafted()
    memo = month.say("closing.memo_input_vat")
    lines = (month.line(columns, Side.DEBIT, missing, memo), month.line(waiting, Side.CREDIT, missing, memo))
    return Drafted((month.entry(EntryKind.NORMAL, STEP, *lines),))
