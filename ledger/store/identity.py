"""Proving who one is: passwords (argon2) and one-time links; only hashes are stored. Sessions and tokens: their own files."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache

from pwdlib import PasswordHash
from sqlalchemy import delete, insert, select, update

from ledger.core import new_secret
from ledger.store.schema.company_sign_in import company_account, company_sign_in
from ledger.store.schema.passkeys import passkey, passkey_challenge
from ledger.store.schema.people import api_token, one_time_link, person, session
from ledger.store.slack import remove_link
from ledger.store.unit import Unit

JOIN = "join"
"""Purpose of the link with which an invited person comes in and chooses a password."""
_HASHER = PasswordHash.recommended()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Compared with for unknown names, so that both take as long; not made in a process that asks for no password."""
    return _HASHER.hash(new_secret())


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def set_password(unit: Unit, user: str, password: str) -> None:
    """Store the argon2 hash of a person's password."""
    unit.connection.execute(
        update(person)
        .where(person.c.tenant_id == unit.tenant, person.c.user == user)
        .values(password_hash=_HASHER.hash(password))
    )


def check_password(unit: Unit, user: str, password: str) -> bool:
    """True for the right password of an enabled person; takes as long when there is no such person."""
    nobody = _nobody()  # whoever it is: the first to be asked must not take longer for being unknown
    row = unit.connection.execute(
        select(person.c.password_hash, person.c.disabled).where(
            person.c.tenant_id == unit.tenant, person.c.user == user
        )
    ).one_or_none()
    known = row.password_hash if row is not None and row.password_hash and not row.disabled else None
    good = _HASHER.verify(password, known or nobody)
    return bool(good and known)


def make_link(unit: Unit, purpose: str, user: str, now: datetime, lasts: timedelta) -> str:
    """A one-time secret for a purpose; ``user`` may be empty where the link chooses nobody."""
    secret = new_secret()
    unit.connection.execute(
        insert(one_time_link).values(
            tenant_id=unit.tenant, secret_hash=_hash(secret), purpose=purpose, user=user, expires_at=now + lasts,
            used_at=None,
        )
    )  # fmt: skip
    return secret


def spend_link(unit: Unit, purpose: str, secret: str, now: datetime) -> str | None:
    """Use a link once: the user it names, or None when unknown, used or expired."""
    link = one_time_link
    mine = (link.c.tenant_id == unit.tenant, link.c.secret_hash == _hash(secret), link.c.purpose == purpose)
    done = unit.connection.execute(
        update(link).where(*mine, link.c.used_at.is_(None), link.c.expires_at >= now).values(used_at=now)
    )
    if done.rowcount != 1:
        return None
    return str(unit.connection.execute(select(link.c.user).where(*mine)).scalar_one())


def peek_link(unit: Unit, purpose: str, secret: str, now: datetime) -> str | None:
    """The user a link names, without using it: None when unknown, used or expired."""
    link = one_time_link
    found = unit.connection.execute(
        select(link.c.user).where(
            link.c.tenant_id == unit.tenant, link.c.secret_hash == _hash(secret), link.c.purpose == purpose,
            link.c.used_at.is_(None), link.c.expires_at >= now,
        )
    ).one_or_none()  # fmt: skip
    return None if found is None else str(found.user)


def has_password(unit: Unit, user: str) -> bool:
    """Whether somebody has chosen a password."""
    kept = select(person.c.password_hash).where(person.c.tenant_id == unit.tenant, person.c.user == user)
    return bool(unit.connection.execute(kept).scalar_one_or_none())


def have_passwords(unit: Unit) -> frozenset[str]:
    """Everybody who has chosen a password: those who came in."""
    kept = select(person.c.user).where(person.c.tenant_id == unit.tenant, person.c.password_hash.is_not(None))
    return frozenset(unit.connection.execute(kept).scalars())


def shut_out(unit: Unit, user: str, but: str = "") -> None:
    """End what a person held (sessions, tokens, links, Slack, passkeys, company sign-in, password): nothing opens the door ``but`` a link."""
    remove_link(unit, user)
    for kept in (passkey, passkey_challenge, company_account, company_sign_in):
        unit.connection.execute(delete(kept).where(kept.c.tenant_id == unit.tenant, kept.c.user == user))
    for table in (session, api_token, one_time_link):
        unit.connection.execute(
            delete(table).where(
                table.c.tenant_id == unit.tenant, table.c.user == user, table.c.secret_hash != _hash(but)
            )
        )
    unit.connection.execute(
        update(person).where(person.c.tenant_id == unit.tenant, person.c.user == user).values(password_hash=None)
    )
