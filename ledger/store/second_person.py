"""Since when a company has a second person who may agree: from then on nobody decides alone, whoever leaves later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from ledger.store.locks import hold
from ledger.store.schema.people import second_person as table
from ledger.store.unit import Unit


def had_second(unit: Unit) -> bool:
    """Whether there has ever been one."""
    return unit.connection.execute(select(table.c.user).where(table.c.tenant_id == unit.tenant)).first() is not None


def note_second(unit: Unit, user: str, now: datetime) -> None:
    """Write it down for good; the first one counts."""
    hold(unit, "second person")
    if not had_second(unit):
        unit.connection.execute(insert(table).values(tenant_id=unit.tenant, user=user, since=now))
