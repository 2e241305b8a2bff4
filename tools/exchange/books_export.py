"""The posted books as a journal of another program, a page at a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from ledger.books.entries import VoucherKey
from ledger.core import Refused, problem
from ledger.exchange import Place, journal_page
from ledger.store.commodities import has_commodities
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.customers import require_customers

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]


class ExportJournal(Request):
    """``start`` and ``end`` are posting days, both included; ``following`` of a page asks for the next one."""

    format: Literal["beancount", "hledger"]
    start: Day | None = None
    end: Day | None = None
    following: str | None = Field(default=None, pattern=r"^\d{1,18}:\d{1,18}\.\d{1,18}$")


class JournalText(BaseModel):
    """A page: pages put after one another are the journal. ``following`` is None on the last."""

    format: str
    text: str
    vouchers: int
    following: str | None


def _place(text: str | None) -> Place | None:
    """``12:34.5``: up to batch 12 of the chain, after voucher 34.5."""
    if text is None:
        return None
    position, _, key = text.partition(":")
    batch, _, entry = key.partition(".")
    return Place(int(position), VoucherKey(int(batch), int(entry)))


@tool(action="voucher.read", effect="read", people_only=True)
def export_journal(context: Context, request: ExportJournal) -> Done:
    """The posted books as a beancount or hledger journal, for those who may see every line."""
    if not context.sees_every("Line"):
        raise Refused(problem("books.export_narrowed"))
    require_customers(context)
    if has_commodities(context.unit):
        raise Refused(problem("books.export_foreign"))
    start, end = request.start, request.end
    if start and end and end < start:
        raise Refused(problem("books.export_days", start=start.isoformat(), end=end.isoformat()))
    page = journal_page(
        context.unit, context.company.book, request.format, context.today.isoformat(),
        first=start.isoformat() if start else None, last=end.isoformat() if end else None,
        place=_place(request.following),
    )  # fmt: skip
    context.tally.rows = page.vouchers
    after = page.following
    following = f"{after.position}:{after.after.batch_id}.{after.after.entry_no}" if after else None
    result = JournalText(format=request.format, text=page.text, vouchers=page.vouchers, following=following)
    return Done(result, (Text(text=context.say("books.exported", vouchers=page.vouchers)),))
