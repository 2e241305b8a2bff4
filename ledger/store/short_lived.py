"""Rows that are good for minutes: the old ones go, and half of them where somebody makes too many."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, func, select

from ledger.store.unit import Unit


def make_room(unit: Unit, table: Table, key: Column[Any], most: int, now: datetime) -> None:
    """Before one more row: what has ended goes; from ``most`` on, the half that ends soonest."""
    c = table.c
    unit.connection.execute(delete(table).where(c.tenant_id == unit.tenant, c.expires_at < now))
    count = unit.connection.execute(
        select(func.count()).select_from(table).where(c.tenant_id == unit.tenant)
    ).scalar_one()
    if count >= most:
        oldest = select(key).where(c.tenant_id == unit.tenant).order_by(c.expires_at).limit(count // 2)
        unit.connection.execute(delete(table).where(c.tenant_id == unit.tenant, key.in_(oldest)))
