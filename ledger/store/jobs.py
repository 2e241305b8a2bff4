"""The truth of pending work: a table of the tenant, written with the act; workers lease rows from it.

A worker that dies loses its lease and another takes the job; each step of a job is done once, since
:func:`remember_step` writes its result in the transaction of its effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, insert, or_, select, update

from ledger.core import new_id
from ledger.store.schema.jobs import job, job_step
from ledger.store.unit import Unit

MAX_ATTEMPTS = 8
LONG_ENOUGH = timedelta(minutes=1)
"""What waited so long is done next whatever its kind, so that no kind starves another."""


@dataclass(frozen=True, slots=True)
class Job:
    """A leased piece of work."""

    job_id: str
    kind: str
    arguments: Mapping[str, Any]
    attempts: int


def enqueue(
    unit: Unit, kind: str, arguments: Mapping[str, Any], now: datetime, *, due: datetime | None = None, job_id: str = ""
) -> str:
    """Add work in the caller's transaction; the id of an existing job makes this a no-op."""
    name = job_id or new_id()
    found = unit.connection.execute(select(job.c.job_id).where(job.c.tenant_id == unit.tenant, job.c.job_id == name))
    if found.first() is None:
        unit.connection.execute(
            insert(job).values(
                tenant_id=unit.tenant, job_id=name, kind=kind, arguments=dict(arguments), state="waiting", attempts=0,
                due_at=due or now, created_at=now,
            )
        )  # fmt: skip
    return name


def lease(unit: Unit, worker: str, now: datetime, *, seconds: int = 60, kinds: tuple[str, ...] = ()) -> Job | None:
    """Take a due job, or one whose worker let its lease run out: what waited LONG_ENOUGH, then by the order of ``kinds``,
    then the oldest; None when there is nothing.
    """
    free = or_(
        and_(job.c.state == "waiting", job.c.due_at <= now), and_(job.c.state == "running", job.c.lease_until < now)
    )
    query = select(job).where(job.c.tenant_id == unit.tenant, free, job.c.attempts < MAX_ATTEMPTS)
    order: list[ColumnElement[Any]] = [job.c.due_at, job.c.job_id]
    if kinds:
        query = query.where(job.c.kind.in_(kinds))
        late = (job.c.due_at < now - LONG_ENOUGH, -1)
        order.insert(0, case(late, *((job.c.kind == kind, place) for place, kind in enumerate(kinds))))
    row = unit.connection.execute(query.order_by(*order).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    _set(unit, row.job_id, state="running", attempts=row.attempts + 1, leased_by=worker,
         lease_until=now + timedelta(seconds=seconds))  # fmt: skip
    return Job(row.job_id, row.kind, row.arguments, row.attempts + 1)


def spent(unit: Unit, now: datetime, *, kinds: tuple[str, ...]) -> list[Job]:
    """Work whose last try ended without a word (its worker was killed): nobody would lease it again."""
    rows = unit.connection.execute(
        select(job).where(
            job.c.tenant_id == unit.tenant, job.c.kind.in_(kinds), job.c.state == "running",
            job.c.lease_until < now, job.c.attempts >= MAX_ATTEMPTS,
        ).order_by(job.c.job_id)
    )  # fmt: skip
    return [Job(row.job_id, row.kind, row.arguments, row.attempts) for row in rows]


def heartbeat(unit: Unit, job_id: str, worker: str, now: datetime, *, seconds: int = 60) -> bool:
    """Extend the lease; False when it has been lost to another worker."""
    changed = unit.connection.execute(
        update(job)
        .where(job.c.tenant_id == unit.tenant, job.c.job_id == job_id, job.c.leased_by == worker,
               job.c.state == "running")
        .values(lease_until=now + timedelta(seconds=seconds))
    )  # fmt: skip
    return changed.rowcount == 1


def finish(unit: Unit, job_id: str, result: Any = None) -> None:
    """Mark done, in the transaction of the last effect."""
    _set(unit, job_id, state="done", result=result, leased_by=None, lease_until=None)


def fail(unit: Unit, job_id: str, error: str, now: datetime, *, retry_in: timedelta | None) -> None:
    """Put back for a later try, or give up when ``retry_in`` is None."""
    if retry_in is None:
        _set(unit, job_id, state="failed", error=error[:2000], leased_by=None, lease_until=None)
    else:
        _set(unit, job_id, state="waiting", error=error[:2000], due_at=now + retry_in, leased_by=None, lease_until=None)


def again(unit: Unit, job_id: str, now: datetime) -> None:
    """Give work that ended, well or not, all its tries once more."""
    _set(
        unit, job_id, state="waiting", attempts=0, due_at=now, error=None, result=None, leased_by=None, lease_until=None
    )


def running(unit: Unit, job_ids: Sequence[str]) -> set[str]:
    """Those of some jobs that a worker has in hand."""
    c = job.c
    query = select(c.job_id).where(c.tenant_id == unit.tenant, c.job_id.in_(job_ids), c.state == "running")
    return set(unit.connection.execute(query).scalars())


def step_result(unit: Unit, job_id: str, step: str) -> tuple[bool, Any]:
    """Whether a step was done, and its result."""
    row = unit.connection.execute(
        select(job_step.c.result).where(
            job_step.c.tenant_id == unit.tenant, job_step.c.job_id == job_id, job_step.c.step == step
        )
    ).first()
    return (False, None) if row is None else (True, row[0])


def remember_step(unit: Unit, job_id: str, step: str, result: Any, now: datetime) -> None:
    """Write a step's result in the transaction of its effect."""
    unit.connection.execute(
        insert(job_step).values(tenant_id=unit.tenant, job_id=job_id, step=step, result=result, done_at=now)
    )


def _set(unit: Unit, job_id: str, **values: Any) -> None:
    unit.connection.execute(update(job).where(job.c.tenant_id == unit.tenant, job.c.job_id == job_id).values(**values))
