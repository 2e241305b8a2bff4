"""A proposed voucher that reverses itself: from the day people typed to the mark the books keep."""

from __future__ import annotations

from typing import Any

from ledger.books.entries import EntryDraft
from ledger.business.closing.accruals import next_reversal_day, reversing
from ledger.core import Problem, Refused, problem
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
    day = entry.source.split(":")[1]
    return {"code": "accrual.reverses_on", "parameters": {"day": day}}
