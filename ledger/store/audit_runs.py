"""Which run of the audit a time spans: from the first record inside it to the last, with all between."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from ledger.store.schema.audit import audit_act, audit_read
from ledger.store.unit import Unit

Run = tuple[int, int]


def acts_between(unit: Unit, start: datetime, end: datetime) -> Run | None:
    """First and last act from ``start`` to before ``end``; None where there is none."""
    of = audit_act.c
    query = select(func.min(of.number), func.max(of.number))
    row = unit.connection.execute(query.where(of.tenant_id == unit.tenant, of.at >= start, of.at < end)).one()
    return None if row[0] is None else (row[0], row[1])


def groups_between(stream: Unit, start: datetime, end: datetime) -> tuple[Run, int] | None:
    """First and last group of reads with a record in that time, and how many records the run holds."""
    of = audit_read.c
    query = select(func.min(of.group_number), func.max(of.group_number))
    row = stream.connection.execute(query.where(of.tenant_id == stream.tenant, of.at >= start, of.at < end)).one()
    if row[0] is None:
        return None
    counted = select(func.count()).where(of.tenant_id == stream.tenant, of.group_number.between(row[0], row[1]))
    return (row[0], row[1]), int(stream.connection.scalar(counted) or 0)
