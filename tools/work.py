"""What the house does by itself: post what people confirmed, once its grace is over."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Channel, Principal, Via
from ledger.proposals import post_due
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


def worker(tenant: str) -> Principal:
    """The principal of the house's own jobs."""
    return Principal(tenant, "system", frozenset({"system"}), Channel.JOB, Via.SYSTEM, "job")


class Posted(BaseModel):
    """One batch that was sealed, or the proposal that the books refused."""

    proposal: str
    batch: int | None
    period: str | None
    series: str | None
    first_number: int | None
    entries: int
    problems: tuple[str, ...] = ()


class PostedAll(BaseModel):
    """Everything that was due."""

    posted: tuple[Posted, ...]


@tool(action="work.do", effect="commit")
def post_confirmed(context: Context, request: Nothing) -> Done:
    """Post every confirmed proposal whose grace is over."""
    found = []
    for one in post_due(context.unit, context.now):
        sealed = one.sealed
        found.append(
            Posted(
                proposal=one.proposal_id,
                batch=sealed.batch_id if sealed else None,
                period=sealed.period if sealed else None,
                series=sealed.series if sealed else None,
                first_number=sealed.first_number if sealed else None,
                entries=sealed.entry_count if sealed else 0,
                problems=tuple(problem.code for problem in one.problems),
            )
        )
    return Done(PostedAll(posted=tuple(found)))
