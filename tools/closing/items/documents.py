"""Papers and proposals of the month that are not in the books yet."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import and_

from ledger.books.periods import PeriodState, find_period
from ledger.core import problem
from ledger.evidence import documents
from ledger.evidence.documents import DocumentState
from ledger.proposals import INTAKE
from ledger.store.schema.evidence import document as table
from tools.closing.item import Item, Look, Seen, Standing
from tools.closing.waiting import others

UNREAD = (DocumentState.RECEIVED, DocumentState.READ)
MOST = 1000


def _papers(look: Look) -> int:
    """Papers dated this month without a proposal; in a soft-closed month they go into the next and count no more."""
    month = look.month
    period = find_period(month.unit, month.book.code, month.period)
    if period is None or period.state is not PeriodState.OPEN:
        return 0
    first, last = date.fromisoformat(month.first_day), date.fromisoformat(month.last_day)
    dated = and_(table.c.issue_date >= first, table.c.issue_date <= last)
    return len(documents.listing(month.unit, dated, UNREAD, MOST))


def _look(look: Look) -> Seen:
    held, papers, told = others(look.month), _papers(look), []
    if papers:
        told.append(problem("closing.papers", count=papers))
    if held:
        told.append(problem("closing.proposals", count=len(held)))
    if not told:
        return Seen(Standing.DONE)
    makers = Counter(one.maker for one in held if one.maker != INTAKE)
    return Seen(Standing.WAITING, tuple(told), tuple(user for user, _ in makers.most_common()), "/inbox")


ITEM = Item("documents", 10, look=_look)
