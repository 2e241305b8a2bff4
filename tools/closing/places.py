"""A check that lists places: none is done, some stop the close or are only to be looked at."""

from __future__ import annotations

from collections.abc import Callable

from ledger.business.closing import Month
from ledger.business.closing.gaps import Gap, Gaps
from ledger.core import Problem, grouped, problem
from tools.closing.item import Look, Seen, Standing

SHOWN = 5


def _told(gap: Gap, key: str) -> Problem:
    amounts = {
        name: grouped(value, gap.currency) if gap.currency else ""
        for name, value in (("amount", gap.amount_minor), ("other", gap.other_minor))
    }
    return problem(key, gap.name, name=gap.name, day=gap.day, **amounts)


def listed(ask: Callable[[Month], Gaps], key: str, *, stops: bool, link: str) -> Callable[[Look], Seen]:
    """The check over one query of gaps; ``key`` is the sentence of one place."""

    def look(one: Look) -> Seen:
        found = ask(one.month)
        if not found.count:
            return Seen(Standing.DONE)
        told = [_told(gap, key) for gap in found.places[:SHOWN]]
        if found.count > len(told):
            told.append(problem("closing.and_more", count=found.count - len(told)))
        return Seen(Standing.TODO if stops else Standing.NOTICE, tuple(told), link=link)

    return look
