"""Pending work and outgoing messages: written in the transaction of the act that causes them."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

job = area_table(
    "job",
    Column("job_id", Text, primary_key=True),
    Column("kind", Text),
    Column("arguments", Json),
    Column("state", Text),  # waiting · running · done · failed
    Column("attempts", Int),
    Column("due_at", Stamp),
    Column("leased_by", Text, nullable=True),
    Column("lease_until", Stamp, nullable=True),
    Column("created_at", Stamp),
    Column("result", Json, nullable=True),
    Column("error", Text, nullable=True),
)
Index("job_due", job.c.tenant_id, job.c.state, job.c.due_at)

job_step = area_table(
    "job_step",
    Column("job_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("result", Json, nullable=True),
    Column("done_at", Stamp),
)

outbox = area_table(
    "outbox",
    Column("message_id", Text, primary_key=True),
    Column("topic", Text),
    Column("payload", Json),
    Column("created_at", Stamp),
    Column("handed_at", Stamp, nullable=True),
    sqlite_with_rowid=False,
)
_WAITS = outbox.c.handed_at.is_(None)
Index("outbox_waiting", outbox.c.tenant_id, outbox.c.message_id, sqlite_where=_WAITS, postgresql_where=_WAITS)
