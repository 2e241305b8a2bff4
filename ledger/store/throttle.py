"""How often somebody may guess: misses by name as typed and by address, in one table for all web processes.

A try is counted before the password is looked at, so that many at once are no more than many one after another; a right
one takes its count back. After :data:`FREE` misses each further one is preceded by a pause that doubles.
Only hashes of names and addresses are kept, for a day.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ledger.store.schema.people import sign_in_try as table
from ledger.store.unit import Unit

FREE = {"name": 10, "address": 50}
"""Misses before the first pause. Many people may sit behind one address."""
PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=2)
FORGOTTEN = timedelta(days=1)
"""So long after the last miss the count begins anew."""
MOST_KEYS = 20_000


def key_of(kind: str, value: str) -> bytes:
    """What is kept of a name or an address."""
    return hashlib.sha256(f"{kind}:{value.casefold()[:80]}".encode()).digest()


def pause_after(kind: str, misses: int) -> timedelta:
    """How long to wait after so many misses: none, then ten minutes, twice as long after each further one, two hours at most."""
    over = misses - FREE[kind]
    return timedelta(0) if over < 0 else min(LONGEST_PAUSE, PAUSE * 2 ** min(over, 10))


def count_try(unit: Unit, kind: str, value: str, now: datetime) -> datetime | None:
    """Count a try as missed until it turns out right; when the pause ends where there is one: then it is no try.

    The row is locked from its first statement on, so that of many at once each sees those before it.
    """
    mine = (table.c.tenant_id == unit.tenant, table.c.key == key_of(kind, value))
    dialect = sqlite if unit.engine_name == "sqlite" else postgresql
    first = dialect.insert(table).values(
        tenant_id=unit.tenant, key=key_of(kind, value), misses=1, last_at=now, until=now
    )  # fmt: skip
    again = case((table.c.last_at < now - FORGOTTEN, 1), else_=table.c.misses + 1)
    counted = first.on_conflict_do_update(index_elements=[table.c.tenant_id, table.c.key], set_={"misses": again})
    row = unit.connection.execute(counted.returning(table.c.misses, table.c.until)).one()
    if row.until > now:
        unit.connection.execute(update(table).where(*mine).values(misses=table.c.misses - 1))
        return row.until  # type: ignore[no-any-return]
    kept = {"last_at": now, "until": now + pause_after(kind, row.misses)}
    unit.connection.execute(update(table).where(*mine).values(**kept))
    return None


def forgive(unit: Unit, kind: str, value: str) -> None:
    """The name was proved: its count begins anew."""
    unit.connection.execute(delete(table).where(table.c.tenant_id == unit.tenant, table.c.key == key_of(kind, value)))


def take_back(unit: Unit, kind: str, value: str, now: datetime) -> None:
    """One try of an address turned out right: it was no miss, and there is no pause for it."""
    mine = (table.c.tenant_id == unit.tenant, table.c.key == key_of(kind, value), table.c.misses > 0)
    unit.connection.execute(update(table).where(*mine).values(misses=table.c.misses - 1, until=now))


def sweep(unit: Unit, now: datetime) -> None:
    """Forget what is old, and the oldest where somebody fills the table with names."""
    mine = table.c.tenant_id == unit.tenant
    unit.connection.execute(delete(table).where(mine, table.c.last_at < now - FORGOTTEN))
    count = unit.connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
    if count > MOST_KEYS:
        oldest = select(table.c.key).where(mine).order_by(table.c.last_at).limit(count - MOST_KEYS)
        unit.connection.execute(delete(table).where(mine, table.c.key.in_(oldest)))
