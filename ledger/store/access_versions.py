"""Versions of a company's access rules: written once, by one person, published by another, never changed.

Nothing here knows what the text means; policies/access reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from ledger.core import canonical, new_id, sha256_hex
from ledger.store.schema.access import access_draft, access_version
from ledger.store.unit import Unit

_NEWEST = "SELECT number, digest FROM access_version WHERE tenant_id = :tenant ORDER BY number DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a version says: the rules, the company's own expectations (CSV), and the shipped expectations it changes."""

    text: str
    expectations: str = ""
    accepted: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all three: what a second person publishes is exactly this."""
        return sha256_hex(canonical({"t": self.text, "e": self.expectations, "a": list(self.accepted)}))


@dataclass(frozen=True, slots=True)
class Version:
    """A published version; ``restores`` is the number of the older one it says again."""

    number: int
    rules: Rules
    digest: str
    author: str
    reason: str
    published_by: str
    published_at: datetime
    restores: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Written against version ``based_on``; waits for another person than ``author``."""

    draft_id: str
    based_on: int
    rules: Rules
    digest: str
    author: str
    reason: str
    written_at: datetime


def newest(unit: Unit) -> tuple[int, str] | None:
    """Number and digest of the version in force; None before a company published one. Asked at every call."""
    found = unit.run(_NEWEST, {"tenant": unit.tenant}).fetchone()
    return (int(found[0]), str(found[1])) if found else None


def versions(unit: Unit, number: int | None = None) -> list[Version]:
    """All published versions, newest first, or the one of that number."""
    query = select(access_version).where(access_version.c.tenant_id == unit.tenant)
    if number is not None:
        query = query.where(access_version.c.number == number)
    return [
        Version(row.number, Rules(row.text, row.expectations, tuple(row.accepted)), row.digest, row.author, row.reason,
                row.published_by, row.published_at, row.restores)
        for row in unit.connection.execute(query.order_by(access_version.c.number.desc()))
    ]  # fmt: skip


def publish(
    unit: Unit, rules: Rules, author: str, reason: str, by: str, now: datetime, restores: int | None = None
) -> int:
    """Put the next version in force; its number. The database refuses an author who publishes."""
    last = newest(unit)
    number = last[0] + 1 if last else 1
    unit.connection.execute(
        insert(access_version).values(
            tenant_id=unit.tenant, number=number, text=rules.text, expectations=rules.expectations,
            accepted=list(rules.accepted), digest=rules.digest, author=author, reason=reason, published_by=by,
            published_at=now, restores=restores,
        )
    )  # fmt: skip
    return number


def write_draft(unit: Unit, rules: Rules, based_on: int, author: str, reason: str, now: datetime) -> Draft:
    """Keep a draft for a second person."""
    made = Draft(new_id(), based_on, rules, rules.digest, author, reason, now)
    unit.connection.execute(
        insert(access_draft).values(
            tenant_id=unit.tenant, draft_id=made.draft_id, based_on=based_on, text=rules.text,
            expectations=rules.expectations, accepted=list(rules.accepted), digest=made.digest, author=author,
            reason=reason, written_at=now, settled_by=None, settled_at=None, published=None,
        )
    )  # fmt: skip
    return made


def waiting(unit: Unit) -> Sequence[Draft]:
    """Drafts nobody settled, newest first."""
    query = select(access_draft).where(access_draft.c.tenant_id == unit.tenant, access_draft.c.settled_at.is_(None))
    return [
        Draft(row.draft_id, row.based_on, Rules(row.text, row.expectations, tuple(row.accepted)), row.digest,
              row.author, row.reason, row.written_at)
        for row in unit.connection.execute(query.order_by(access_draft.c.written_at.desc(), access_draft.c.draft_id))
    ]  # fmt: skip


def settle(unit: Unit, draft_id: str, by: str, now: datetime, *, published: bool) -> bool:
    """Publish or set aside; True for exactly one of many at once."""
    done = unit.connection.execute(
        update(access_draft)
        .where(
            access_draft.c.tenant_id == unit.tenant,
            access_draft.c.draft_id == draft_id,
            access_draft.c.settled_at.is_(None),
        )
        .values(settled_by=by, settled_at=now, published=published)
    )
    return bool(done.rowcount == 1)
