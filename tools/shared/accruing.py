"""A proposed voucher that reverses itself: from the day people typed to the mark the books keep."""

from __future__ import annotations

from typing import Any

from ledger.books.entries import EntryDraft
from ledger.business.closing.accruals import accrued, mark_of, next_reversal_day, reversing
from ledger.business.missing_invoices.usual import MONTHS, months_before
from ledger.core import Problem, Refused, grouped, problem
from tools.context import Context
from tools.shared.typed_amounts import typed_day

NEXT = "next"
"""Typed for a day: the first of the next month that takes vouchers."""


def accruing(context: Context, entry: EntryDraft, reverses_on: str) -> EntryDraft:
    """The voucher as an accrual that reverses itself on a day (ISO, or ``next``); refused where the day is none or too early."""
    if reverses_on == NEXT:
        return reversing(entry, next_reversal_day(context.unit, context.company.book, entry.posting_date))
    day = typed_day(reverses_on, "reverses_on")
    if day is None or isinstance(day, Problem):
        raise Refused(day or problem("typed.day", "reverses_on", text=reverses_on))
    return reversing(entry, day)


def told(entry: EntryDraft) -> dict[str, Any]:
    """The note of a proposal that says on which day it reverses itself."""
    return {"code": "accrual.reverses_on", "parameters": {"day": mark_of(entry.source)[0]}}


def notes_on_invoice(context: Context, party: str, period: str) -> list[dict[str, Any]]:
    """For the proposal of an invoice: what was accrued for its vendor in the last months, the newest that stands first."""
    first = months_before(period, MONTHS)[0]
    own = [one for one in accrued(context.unit, context.company.book, period, first) if party and one.about == party]
    if not own:
        return []
    one = max(own, key=lambda made: (not made.reversed, made.day))
    amount = grouped(one.amount_minor, context.company.currency)
    given = {"number": one.label, "date": one.day, "amount": amount, "day": one.reverses_on}
    return [{"code": "accrual.of_invoice_back" if one.reversed else "accrual.of_invoice", "parameters": given}]
