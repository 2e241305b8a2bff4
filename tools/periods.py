"""Opening and closing months."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.books.periods import close_period, open_period
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool


class Month(Request):
    """A month such as 2026-11."""

    period: str


class PeriodChanged(BaseModel):
    """The month and its new state."""

    period: str
    state: str


@tool(action="period.change", effect="commit")
def open_month(context: Context, request: Month) -> Done:
    """Open a month for posting."""
    open_period(context.unit, context.company.book, request.period, context.principal.user, context.now)
    return Done(PeriodChanged(period=request.period, state="open"))


@tool(action="period.change", effect="commit")
def close_month(context: Context, request: Month) -> Done:
    """Close a month for good; corrections become later vouchers."""
    close_period(context.unit, context.company.book, request.period, context.principal.user, context.now)
    return Done(PeriodChanged(period=request.period, state="closed"))
