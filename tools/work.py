"""What the house does by itself: post what people confirmed once its grace is over, read what was handed in."""

from __future__ import annotations

from datetime import timedelta

import structlog
from pydantic import BaseModel

from ledger.core import Channel, Clock, Principal, Via
from ledger.proposals import due, post_due
from ledger.store import Store, jobs
from tools.context import Context
from tools.gateway import Gateway
from tools.outcome import Done
from tools.registry import Nothing, tool

log = structlog.get_logger("zhangfang.work")
RETRY_AFTER = timedelta(seconds=30)


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


def due_work(store: Store, gateway: Gateway, clock: Clock, tenant: str) -> int:
    """Everything that is due now, each through the door; how many things were done."""
    done = 0
    with store.read(tenant) as unit:
        ripe = bool(due(unit, clock.now(), 1))
    if ripe:
        gateway.call(worker(tenant), "post_confirmed", {})
        done += 1
    while (job := _lease(store, clock, tenant)) is not None:
        outcome = gateway.call(worker(tenant), "process_document", dict(job.arguments))
        if not isinstance(outcome, Done):
            log.warning("job failed", job=job.job_id, outcome=repr(outcome)[:300])
            with store.write(tenant) as unit:
                retry = RETRY_AFTER if job.attempts < jobs.MAX_ATTEMPTS else None
                jobs.fail(unit, job.job_id, repr(outcome), clock.now(), retry_in=retry)
        done += 1
    return done


def _lease(store: Store, clock: Clock, tenant: str) -> jobs.Job | None:
    with store.write(tenant) as unit:
        return jobs.lease(unit, "worker", clock.now(), seconds=180, kinds=("read_document",))
