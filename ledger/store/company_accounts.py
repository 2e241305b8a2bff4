"""Rows of the company's sign-in: accounts linked once, and ceremonies answered once, in time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ledger.store.schema.company_sign_in import company_account, company_sign_in
from ledger.store.schema.people import person
from ledger.store.sealed_fields import SIGN_IN
from ledger.store.sealing import opening_ring, seal, sealing_ring, unseal
from ledger.store.short_lived import make_room
from ledger.store.unit import Unit

CEREMONY_LASTS = timedelta(minutes=10)
MOST_CEREMONIES = 5_000


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What was begun: PKCE verifier, nonce, and who links their account (empty: somebody signs in)."""

    verifier: str
    nonce: str
    user: str


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def begin(unit: Unit, state: str, made: Ceremony, now: datetime) -> None:
    """Write a ceremony down under its state; the old ones go, and the oldest where somebody begins too many."""
    make_room(unit, company_sign_in, company_sign_in.c.state_hash, MOST_CEREMONIES, now)
    place = SIGN_IN.place(unit.tenant, {"state_hash": _hash(state)})
    verifier = SIGN_IN.pack(seal(sealing_ring(unit), place, made.verifier.encode()))
    unit.connection.execute(
        insert(company_sign_in).values(
            tenant_id=unit.tenant, state_hash=_hash(state), verifier=verifier, nonce=made.nonce, user=made.user,
            expires_at=now + CEREMONY_LASTS,
        )
    )  # fmt: skip


def finish(unit: Unit, state: str, now: datetime) -> Ceremony | None:
    """What was begun under a state, once and in time."""
    c = company_sign_in.c
    mine = (c.tenant_id == unit.tenant, c.state_hash == _hash(state))
    row = unit.connection.execute(select(company_sign_in).where(*mine, c.expires_at >= now)).one_or_none()
    if row is None or unit.connection.execute(delete(company_sign_in).where(*mine)).rowcount != 1:
        return None
    sealed = SIGN_IN.unpack(row.verifier)
    verifier = unseal(opening_ring(unit), SIGN_IN.place(unit.tenant, row._mapping), sealed) if sealed else None
    return Ceremony(verifier.decode(), row.nonce, row.user) if isinstance(verifier, bytes) else None


def user_of(unit: Unit, issuer: str, subject: str) -> str:
    """Who an account there is here; empty where it is linked to nobody."""
    c = company_account.c
    mine = (c.tenant_id == unit.tenant, c.issuer == issuer, c.subject == subject)
    return str(unit.connection.execute(select(c.user).where(*mine)).scalar_one_or_none() or "")


def linked_at(unit: Unit, user: str) -> datetime | None:
    """Since when somebody's account there is linked; None where none is."""
    c = company_account.c
    found: datetime | None = unit.connection.execute(
        select(c.linked_at).where(c.tenant_id == unit.tenant, c.user == user)
    ).scalar_one_or_none()
    return found


def link(unit: Unit, issuer: str, subject: str, user: str, now: datetime) -> bool:
    """Link an account to a person; False where either is linked already."""
    if user_of(unit, issuer, subject) or linked_at(unit, user) is not None:
        return False
    unit.connection.execute(
        insert(company_account).values(tenant_id=unit.tenant, issuer=issuer, subject=subject, user=user, linked_at=now)
    )
    return True


def unlink(unit: Unit, user: str) -> bool:
    """End a person's link; whether there was one."""
    c = company_account.c
    done = unit.connection.execute(delete(company_account).where(c.tenant_id == unit.tenant, c.user == user))
    return done.rowcount == 1


def invited_as(unit: Unit, email: str) -> list[str]:
    """People whom an administrator invited by this address and who have not come in yet: no password, not shut out."""
    wanted = (person.c.tenant_id == unit.tenant, person.c.email == email.casefold(), person.c.email != "",
              person.c.password_hash.is_(None), person.c.disabled == False)  # noqa: E712 - a comparison for SQL  # fmt: skip
    return [str(user) for user in unit.connection.execute(select(person.c.user).where(*wanted)).scalars()]


def set_email(unit: Unit, user: str, email: str) -> None:
    """Remember the address by which somebody was invited."""
    mine = (person.c.tenant_id == unit.tenant, person.c.user == user)
    unit.connection.execute(update(person).where(*mine).values(email=email.casefold()))
