"""On which day a paper is proposed, and how a paper of a month that is closed already is marked: 跨期."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ledger.books.calendar import day_text
from ledger.books.periods import PeriodState, periods
from ledger.core import say
from ledger.posting_rules.facts import Proposed
from ledger.store import Unit


@dataclass(frozen=True, slots=True)
class PostingDay:
    """ISO day; ``late_month`` is the paper's own month where it takes no more papers, else empty."""

    day: str
    late_month: str = ""


def posting_day(unit: Unit, book: str, issued: date, today: date) -> PostingDay:
    """Today, or the first day of the next open month where this one is closed, softly or for good.

    A paper of an earlier month that is closed is late: it is marked as of its own month.
    """
    known = {one.period: one for one in periods(unit, book)}
    now = known.get(f"{today:%Y-%m}")
    day = today.isoformat()
    if now is not None and now.state is not PeriodState.OPEN:
        later = [one for one in known.values() if one.first_day > now.last_day and one.state is PeriodState.OPEN]
        day = day_text(min(one.first_day for one in later)) if later else day
    own = known.get(f"{issued:%Y-%m}")
    late = own is not None and own.state is not PeriodState.OPEN and own.period < day[:7]
    return PostingDay(day, own.period if late and own else "")


def marked(proposed: Proposed, at: PostingDay, language: str) -> Proposed:
    """The lines with the mark before their memos, once; as they are where the paper is not late."""
    if not at.late_month:
        return proposed
    mark = say("closing.memo_late", language, month=at.late_month, memo="")
    lines = tuple(
        line
        if line.memo.startswith(mark)
        else replace(line, memo=say("closing.memo_late", language, month=at.late_month, memo=line.memo))
        for line in proposed.lines
    )
    return replace(proposed, lines=lines)
