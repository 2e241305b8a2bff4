"""我来处理: the mark that says who works on a thing of the queue. It holds nobody back, and goes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from ledger.store import Unit
from ledger.store.schema.taken import taken as table

HOLDS = timedelta(minutes=30)
"""A mark older than this says nothing: whoever set it was called away."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Who works on a document, or on a proposal made from none, and since when."""

    thing: str
    worker: str
    since: datetime


def take(unit: Unit, thing: str, worker: str, now: datetime) -> Mark:
    """Mark a thing as this person's; a mark of somebody else gives way."""
    release(unit, thing)
    unit.connection.execute(insert(table).values(tenant_id=unit.tenant, thing=thing, worker=worker, since=now))
    return Mark(thing, worker, now)


def release(unit: Unit, thing: str) -> None:
    """Take the mark away, whoever set it."""
    unit.connection.execute(delete(table).where(table.c.tenant_id == unit.tenant, table.c.thing == thing))


def marks(unit: Unit, now: datetime) -> dict[str, Mark]:
    """All marks that are not too old, by what they are on."""
    query = select(table).where(table.c.tenant_id == unit.tenant, table.c.since > now - HOLDS)
    found = (Mark(row.thing, row.worker, row.since) for row in unit.connection.execute(query))
    return {one.thing: one for one in found}
