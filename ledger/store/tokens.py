"""API tokens of people: only their hashes are kept, each with a label, a scope that narrows it, and an end."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ledger.core import new_secret
from ledger.store.people import Person, find_person
from ledger.store.schema.people import api_token
from ledger.store.unit import Unit

USED_WITHIN = timedelta(minutes=1)
"""How exactly the last use is kept: not every call writes."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its person sees it; ``token_id`` names it and opens nothing. ``scope``: actions and effects."""

    token_id: str
    label: str
    scope: frozenset[str]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token was shown, and what it is narrowed to; ``stale`` where its last use should be written down."""

    person: Person
    scope: frozenset[str]
    stale: bool


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def make_token(unit: Unit, user: str, label: str, now: datetime, lasts: timedelta, scope: frozenset[str]) -> str:
    """An API token of a person; returned once."""
    secret = f"zf_{new_secret()}"
    unit.connection.execute(
        insert(api_token).values(
            tenant_id=unit.tenant, secret_hash=_hash(secret), user=user, label=label, expires_at=now + lasts,
            scope=" ".join(sorted(scope)), made_at=now, used_at=None,
        )
    )  # fmt: skip
    return secret


def tokens_of(unit: Unit, user: str) -> list[Token]:
    """A person's tokens, newest first; those past their end too, until they are withdrawn."""
    mine = select(api_token).where(api_token.c.tenant_id == unit.tenant, api_token.c.user == user)
    return [
        Token(row.secret_hash.hex()[:16], row.label, frozenset(row.scope.split()), row.made_at, row.expires_at,
              row.used_at)
        for row in unit.connection.execute(mine.order_by(api_token.c.made_at.desc(), api_token.c.secret_hash))
    ]  # fmt: skip


def withdraw_token(unit: Unit, user: str, token_id: str) -> bool:
    """End one of a person's own tokens; whether there was one."""
    mine = (api_token.c.tenant_id == unit.tenant, api_token.c.user == user)
    hashes = unit.connection.execute(select(api_token.c.secret_hash).where(*mine)).scalars()
    named = [one for one in hashes if one.hex()[:16] == token_id]
    if not named:
        return False
    done = unit.connection.execute(delete(api_token).where(*mine, api_token.c.secret_hash.in_(named)))
    return bool(done.rowcount)


def find_token(unit: Unit, secret: str, now: datetime) -> Bearer | None:
    """Whose token a secret is, None when unknown or expired, or when its person is disabled."""
    row = unit.connection.execute(
        select(api_token).where(
            api_token.c.tenant_id == unit.tenant, api_token.c.secret_hash == _hash(secret),
            api_token.c.expires_at >= now,
        )
    ).one_or_none()  # fmt: skip
    who = find_person(unit, row.user) if row is not None else None
    if row is None or who is None:
        return None
    return Bearer(who, frozenset(row.scope.split()), row.used_at is None or now - row.used_at > USED_WITHIN)


def used_now(unit: Unit, secret: str, now: datetime) -> None:
    """Write a token's last use down."""
    mine = (api_token.c.tenant_id == unit.tenant, api_token.c.secret_hash == _hash(secret))
    unit.connection.execute(update(api_token).where(*mine).values(used_at=now))
