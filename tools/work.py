"""What the house does by itself: post what people confirmed once its grace is over, read what was handed in."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import structlog
from pydantic import BaseModel

from ledger.core import Channel, Clock, Principal, Refused, Via, new_id, problem
from ledger.evidence import documents
from ledger.evidence.documents import DocumentState
from ledger.proposals import due, post_due
from ledger.proposals.queue import post_one_by_one
from ledger.proposals.requests import left_behind
from ledger.store import Store, jobs
from tools.context import Context
from tools.gateway import Gateway
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

log = structlog.get_logger("zhangfang.work")
RETRY_AFTER = timedelta(seconds=30)
ALONE_AFTER = timedelta(seconds=10)
"""A request of the posting queue nobody settled for so long was handed in by somebody who is gone."""
LEASE_SECONDS = 15
"""A job of a killed worker is taken up by another after this long; a living one renews its lease three times as often."""
ME = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
DOES = {
    "read_document": "process_document", "remove_file": "remove_file", "erase_sample_pack": "erase_sample_pack",
    "read_picture": "process_document",
}  # fmt: skip
"""Kind of job → the tool that does it; done in this order where several wait."""
KINDS = tuple(DOES)
SLICES: list[Callable[[Any, str], int]] = []
"""Work too long for one call: each does a slice of it for a house and a tenant, and says how many it did."""


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


class Served(BaseModel):
    """How many requests of the posting queue came to their end."""

    settled: int


@tool(action="work.do", effect="commit")
def post_left_behind(context: Context, request: Nothing) -> Done:
    """Post what was handed in to the posting queue by somebody who did not come back for it."""
    return Done(Served(settled=post_one_by_one(context.unit, context.now)))


class GiveUp(Request):
    """The document, and the job that has had its last try."""

    document: str
    job: str


class GivenUp(BaseModel):
    """The document's state now."""

    document: str
    state: str


@tool(action="work.do", effect="commit")
def give_up_document(context: Context, request: GiveUp) -> Done:
    """Say of a document that no try could read it, so that its sender sees an end and not a promise."""
    jobs.fail(context.unit, request.job, "no try succeeded", context.now, retry_in=None)
    documents.alone(context.unit)
    found = documents.find(context.unit, request.document)
    if found is None:
        raise Refused(problem("document.unknown", document=request.document))
    if found.state is DocumentState.RECEIVED:
        reading = {"problem_list": [{"code": "document.gave_up", "parameters": {}}]}
        documents.change(context.unit, found.document_id, state=DocumentState.FAILED, reading=reading)
    return Done(GivenUp(document=request.document, state=DocumentState.FAILED.value))


def due_work(store: Store, gateway: Gateway, clock: Clock, tenant: str) -> int:
    """Everything that is due now, each through the door; how many things were done. Posting waits for no pile of papers."""
    done = _post(store, gateway, clock, tenant)
    while (job := _lease(store, clock, tenant)) is not None:
        _do(store, gateway, clock, tenant, job)
        done += 1 + _post(store, gateway, clock, tenant)
    with store.read(tenant) as unit:
        spent = jobs.spent(unit, clock.now(), kinds=KINDS)
    for job in spent:
        _give_up(store, gateway, clock, tenant, job)
        done += 1
    return done


def due_jobs(store: Store, gateway: Gateway, clock: Clock, tenant: str) -> int:
    """The jobs alone: what a second pair of hands does beside ``due_work``, so that a picture holds up no text."""
    done = 0
    while (job := _lease(store, clock, tenant)) is not None:
        _do(store, gateway, clock, tenant, job)
        done += 1
    return done


def _post(store: Store, gateway: Gateway, clock: Clock, tenant: str) -> int:
    """What people confirmed and whose grace is over."""
    with store.read(tenant) as unit:
        ripe = {
            "post_confirmed": bool(due(unit, clock.now(), 1)),
            "post_left_behind": left_behind(unit, clock.now() - ALONE_AFTER),
        }
    names = [name for name, waits in ripe.items() if waits]
    for name in names:
        gateway.call(worker(tenant), name, {})
    return len(names)


def _do(store: Store, gateway: Gateway, clock: Clock, tenant: str, job: jobs.Job) -> None:
    with _holding(store, clock, tenant, job):
        outcome = gateway.call(worker(tenant), DOES[job.kind], dict(job.arguments))
    if not isinstance(outcome, Done):
        log.warning("job failed", job=job.job_id, outcome=repr(outcome)[:300])
        _again_or_never(store, gateway, clock, tenant, job, repr(outcome))


def _again_or_never(store: Store, gateway: Gateway, clock: Clock, tenant: str, job: jobs.Job, error: str) -> None:
    if job.attempts >= jobs.MAX_ATTEMPTS:
        _give_up(store, gateway, clock, tenant, job)
        return
    with store.write(tenant) as unit:
        jobs.fail(unit, job.job_id, error, clock.now(), retry_in=RETRY_AFTER)


def _give_up(store: Store, gateway: Gateway, clock: Clock, tenant: str, job: jobs.Job) -> None:
    if "document" in job.arguments and DOES[job.kind] == "process_document":
        gateway.call(worker(tenant), "give_up_document", {"document": job.arguments["document"], "job": job.job_id})
        return
    with store.write(tenant) as unit:
        jobs.fail(unit, job.job_id, "no try succeeded", clock.now(), retry_in=None)


def _lease(store: Store, clock: Clock, tenant: str) -> jobs.Job | None:
    with store.write(tenant) as unit:
        return jobs.lease(unit, ME, clock.now(), seconds=LEASE_SECONDS, kinds=KINDS)


@contextmanager
def _holding(store: Store, clock: Clock, tenant: str, job: jobs.Job) -> Iterator[None]:
    """Renew the lease while the job is being done."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(LEASE_SECONDS / 3):
            with store.write(tenant) as unit:
                if not jobs.heartbeat(unit, job.job_id, ME, clock.now(), seconds=LEASE_SECONDS):
                    return

    beating = threading.Thread(target=renew, name="heartbeat", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
