"""Rows of passkeys: the public half of each, and challenges that are answered once, in time, for what they were made for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ledger.store.schema.passkeys import passkey, passkey_challenge
from ledger.store.short_lived import make_room
from ledger.store.unit import Unit

CHALLENGE_LASTS = timedelta(minutes=5)
CHALLENGE_BYTES = 32
MOST_CHALLENGES = 5_000
"""Whoever is at the door may ask for one: beyond this the oldest make room."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A registered passkey; ``sign_count`` as its last use said, 0 where it counts nothing."""

    credential_id: bytes
    user: str
    public_key: bytes
    sign_count: int
    label: str
    made_at: datetime
    used_at: datetime | None


def _passkey(row: object) -> Passkey:
    return Passkey(*(getattr(row, name) for name in Passkey.__slots__))


def passkeys_of(unit: Unit, user: str) -> list[Passkey]:
    """A person's passkeys, oldest first."""
    mine = select(passkey).where(passkey.c.tenant_id == unit.tenant, passkey.c.user == user)
    return [_passkey(row) for row in unit.connection.execute(mine.order_by(passkey.c.made_at, passkey.c.credential_id))]


def have_passkeys(unit: Unit) -> frozenset[str]:
    """Everybody who has one."""
    kept = select(passkey.c.user).where(passkey.c.tenant_id == unit.tenant)
    return frozenset(unit.connection.execute(kept).scalars())


def find_passkey(unit: Unit, credential_id: bytes) -> Passkey | None:
    """The passkey of that id, whoever's it is."""
    mine = (passkey.c.tenant_id == unit.tenant, passkey.c.credential_id == credential_id)
    row = unit.connection.execute(select(passkey).where(*mine)).one_or_none()
    return _passkey(row) if row is not None else None


def add_passkey(unit: Unit, made: Passkey) -> None:
    """Keep a new one; its id must not be there yet."""
    unit.connection.execute(
        insert(passkey).values(tenant_id=unit.tenant, **{name: getattr(made, name) for name in Passkey.__slots__})
    )


def count_on(unit: Unit, known: Passkey, sign_count: int, now: datetime) -> bool:
    """Write a use down; False where another use was faster."""
    mine = (passkey.c.tenant_id == unit.tenant, passkey.c.credential_id == known.credential_id)
    done = unit.connection.execute(
        update(passkey)
        .where(*mine, passkey.c.sign_count == known.sign_count)
        .values(sign_count=sign_count, used_at=now)
    )
    return done.rowcount == 1


def remove_passkey(unit: Unit, user: str, credential_id: bytes) -> bool:
    """End one of a person's own; whether there was one."""
    mine = (passkey.c.tenant_id == unit.tenant, passkey.c.user == user, passkey.c.credential_id == credential_id)
    return unit.connection.execute(delete(passkey).where(*mine)).rowcount == 1


def make_challenge(unit: Unit, purpose: str, user: str, bound: str, now: datetime) -> bytes:
    """A fresh challenge for one purpose, one person (empty: whoever signs in) and what it is ``bound`` to."""
    make_room(unit, passkey_challenge, passkey_challenge.c.challenge, MOST_CHALLENGES, now)
    made = secrets.token_bytes(CHALLENGE_BYTES)
    unit.connection.execute(
        insert(passkey_challenge).values(
            tenant_id=unit.tenant, challenge=made, purpose=purpose, user=user, bound=bound,
            expires_at=now + CHALLENGE_LASTS,
        )
    )  # fmt: skip
    return made


def spend_challenge(unit: Unit, challenge: bytes, purpose: str, user: str, bound: str, now: datetime) -> bool:
    """Use a challenge up: True once, in time, for exactly what it was made for."""
    c = passkey_challenge.c
    mine = (
        c.tenant_id == unit.tenant,
        c.challenge == challenge,
        c.purpose == purpose,
        c.user == user,
        c.bound == bound,
    )
    return unit.connection.execute(delete(passkey_challenge).where(*mine, c.expires_at >= now)).rowcount == 1
