"""What strangers in Slack sent, sealed: taken once when they are linked, erased when its time is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from ledger.core import new_id
from ledger.store.schema.slack import slack_sealed as table
from ledger.store.sealed_fields import SLACK_WORDS
from ledger.store.sealing import Closed, opening_ring, seal, sealing_ring, unseal
from ledger.store.unit import Unit


def keep(unit: Unit, team: str, slack_user: str, plain: bytes, expires_at: datetime, most: int) -> bool:
    """Keep a message, sealed; False where this account has ``most`` waiting already."""
    c = table.c
    mine = (c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user)
    if unit.connection.execute(select(func.count()).select_from(table).where(*mine)).scalar_one() >= most:
        return False
    row = {"sealed_id": new_id(), "team": team, "slack_user": slack_user}
    body = seal(sealing_ring(unit), SLACK_WORDS.place(unit.tenant, row), plain)
    unit.connection.execute(insert(table).values(tenant_id=unit.tenant, body=body, expires_at=expires_at, **row))
    return True


def take(unit: Unit, team: str, slack_user: str, now: datetime) -> list[bytes]:
    """What waits for an account, opens and is still in time, in its order; nothing of it is kept after."""
    c = table.c
    mine = (c.tenant_id == unit.tenant, c.team == team, c.slack_user == slack_user)
    query = select(table).where(*mine, c.expires_at > now).order_by(c.sealed_id)
    rows, ring = unit.connection.execute(query).mappings().all(), opening_ring(unit)
    unit.connection.execute(delete(table).where(*mine))
    opened = (unseal(ring, SLACK_WORDS.place(unit.tenant, row), row["body"]) for row in rows)
    return [one for one in opened if not isinstance(one, Closed)]


def any_old(unit: Unit, now: datetime) -> bool:
    """Whether something's time is over."""
    query = select(table.c.sealed_id).where(table.c.tenant_id == unit.tenant, table.c.expires_at <= now)
    return unit.connection.execute(query.limit(1)).first() is not None


def erase_old(unit: Unit, now: datetime) -> int:
    """Erase it; how many."""
    old = delete(table).where(table.c.tenant_id == unit.tenant, table.c.expires_at <= now)
    return unit.connection.execute(old).rowcount
