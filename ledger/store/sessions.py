"""Sessions: opened by a proof, renewed with a new secret when the proof changes, ended by time, by hand or with the account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ledger.core import new_secret
from ledger.store.people import Person, find_person
from ledger.store.schema.people import session
from ledger.store.unit import Unit

SESSION_LASTS = timedelta(hours=12)
IDLE_LASTS = timedelta(hours=2)
"""So long unused, a session ends; those of a demo company's invented people last until their end."""
SEEN_WITHIN = timedelta(minutes=5)
"""How exactly the last use is kept: not every page writes."""
LONGEST_DEVICE = 120


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person; ``csrf`` must come back with every form. ``session_id`` names it and opens nothing.

    ``see_as`` is whom this person sees as for now, empty for themselves.
    """

    person: Person
    proved: str
    csrf: str
    session_id: str
    stale: bool
    see_as: str = ""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its person sees it: where it was opened, how it was proved, when it was last used."""

    session_id: str
    proved: str
    device: str
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _ended(proved: str, seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
    return expires_at < now or (proved != "demo" and seen_at + IDLE_LASTS < now)


def open_session(unit: Unit, user: str, proved: str, now: datetime, device: str = "") -> str:
    """Start a session; the secret is returned once and only its hash kept."""
    secret = new_secret()
    unit.connection.execute(delete(session).where(session.c.tenant_id == unit.tenant, session.c.expires_at < now))
    unit.connection.execute(
        insert(session).values(
            tenant_id=unit.tenant, secret_hash=_hash(secret), user=user, proved=proved, csrf=new_secret(),
            opened_at=now, expires_at=now + SESSION_LASTS, seen_at=now, device=device[:LONGEST_DEVICE],
        )
    )  # fmt: skip
    return secret


def find_session(unit: Unit, secret: str, now: datetime) -> Session | None:
    """The session of a secret, None when unknown, ended or unused too long, or when its person is disabled."""
    row = unit.connection.execute(
        select(session).where(session.c.tenant_id == unit.tenant, session.c.secret_hash == _hash(secret))
    ).one_or_none()
    if row is None or _ended(row.proved, row.seen_at, row.expires_at, now):
        return None
    who = find_person(unit, row.user)
    if who is None:
        return None
    return Session(who, row.proved, row.csrf, row.secret_hash.hex()[:16], now - row.seen_at > SEEN_WITHIN,
                   row.see_as if row.see_until > now else "")  # fmt: skip


def seen_now(unit: Unit, secret: str, now: datetime) -> None:
    """Write a session's last use down."""
    mine = (session.c.tenant_id == unit.tenant, session.c.secret_hash == _hash(secret))
    unit.connection.execute(update(session).where(*mine).values(seen_at=now))


def renew_session(unit: Unit, secret: str, proved: str, now: datetime) -> str | None:
    """The same session under a new secret and form token, with what is proved now; its end stays. None when it ended."""
    if find_session(unit, secret, now) is None:
        return None
    fresh = new_secret()
    mine = (session.c.tenant_id == unit.tenant, session.c.secret_hash == _hash(secret))
    done = unit.connection.execute(
        update(session).where(*mine).values(secret_hash=_hash(fresh), csrf=new_secret(), proved=proved, seen_at=now)
    )
    return fresh if done.rowcount == 1 else None


def see_as(unit: Unit, user: str, session_id: str, target: str, until: datetime) -> bool:
    """Let one of a person's own sessions see as another until then, or as themselves (empty); whether there was one."""
    mine = (session.c.tenant_id == unit.tenant, session.c.user == user)
    hashes = unit.connection.execute(select(session.c.secret_hash).where(*mine)).scalars()
    named = [one for one in hashes if one.hex()[:16] == session_id]
    changed = update(session).where(*mine, session.c.secret_hash.in_(named)).values(see_as=target, see_until=until)
    return bool(unit.connection.execute(changed).rowcount)


def close_session(unit: Unit, secret: str) -> None:
    """Sign out."""
    unit.connection.execute(
        delete(session).where(session.c.tenant_id == unit.tenant, session.c.secret_hash == _hash(secret))
    )


def sessions_of(unit: Unit, user: str, now: datetime) -> list[OpenSession]:
    """A person's open sessions, last used first."""
    mine = select(session).where(session.c.tenant_id == unit.tenant, session.c.user == user)
    return [
        OpenSession(
            row.secret_hash.hex()[:16],
            row.proved,
            row.device,
            row.opened_at,
            max(row.opened_at, row.seen_at),
            row.expires_at,
        )
        for row in unit.connection.execute(mine.order_by(session.c.seen_at.desc(), session.c.secret_hash))
        if not _ended(row.proved, row.seen_at, row.expires_at, now)
    ]


def end_sessions(unit: Unit, user: str, but: str = "") -> int:
    """End all sessions of a person but the one of this secret; how many."""
    mine = (session.c.tenant_id == unit.tenant, session.c.user == user, session.c.secret_hash != _hash(but))
    return unit.connection.execute(delete(session).where(*mine)).rowcount
