"""What strangers in Slack sent, sealed: taken once when they are linked, erased when its time is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from ledger.core import new_id
from ledger.store.schema.slack import slack_sealed as table
from ledger.store.unit import Unit


def new_place() -> str:
    """Where something will be kept: sealing binds it to this."""
    return new_id()


def keep(unit: Unit, place: str, team: str, slack_user: str, body: bytes, expires_at: datetime, most: int) -> bool:
    """Keep a sealed message; False where this account has ``most`` waiting already."""
    c = table.c
    mine = (c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user)
    if unit.connection.execute(select(func.count()).select_from(table).where(*mine)).scalar_one() >= most:
        return False
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, sealed_id=place, team=team, slack_user=slack_user, body=body, expires_at=expires_at
        )
    )
    return True


def take(unit: Unit, team: str, slack_user: str, now: datetime) -> list[tuple[str, bytes]]:
    """Place and body of what waits for an account and is still in time, in its order; nothing of it is kept after."""
    c = table.c
    mine = (c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user)
    rows = unit.connection.execute(select(table).where(*mine, c.expires_at > now).order_by(c.sealed_id)).all()
    unit.connection.execute(delete(table).where(*mine))
    return [(str(row.sealed_id), bytes(row.body)) for row in rows]


def any_old(unit: Unit, now: datetime) -> bool:
    """Whether something's time is over."""
    query = select(table.c.sealed_id).where(table.c.tenant_id == unit.tenant, table.c.expires_at <= now)
    return unit.connection.execute(query.limit(1)).first() is not None


def erase_old(unit: Unit, now: datetime) -> int:
    """Erase it; how many."""
    old = delete(table).where(table.c.tenant_id == unit.tenant, table.c.expires_at <= now)
    return unit.connection.execute(old).rowcount
