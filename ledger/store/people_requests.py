"""Requests for a way in that want a second person: asked, then agreed to or not. Kept for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from ledger.core import new_id
from ledger.store.schema.people import people_request as table
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class PeopleRequest:
    """``kind`` is ``invite``, ``reset``, ``change``, ``engage`` or ``passkeys``; ``alone`` where there was nobody else who could have agreed.

    ``wanted`` are the duties that a change would give: roles, limit_minor, department.
    """

    request_id: str
    kind: str
    user: str
    asked_by: str
    asked_at: datetime
    alone: bool
    wanted: Mapping[str, Any] | None = None


def ask(
    unit: Unit, kind: str, user: str, asked_by: str, now: datetime, *, alone: bool,
    wanted: Mapping[str, Any] | None = None,
) -> PeopleRequest:  # fmt: skip
    """Write a request down; one made alone is settled at once, and says so."""
    made = PeopleRequest(new_id(), kind, user, asked_by, now, alone, wanted)
    settled = {"settled_by": asked_by, "settled_at": now, "agreed": True} if alone else {}
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, request_id=made.request_id, kind=kind, user=user, asked_by=asked_by, asked_at=now,
            alone=alone, wanted=dict(wanted) if wanted else None, **({"settled_by": None, "settled_at": None, "agreed": None} | settled),
        )
    )  # fmt: skip
    return made


def waiting(unit: Unit) -> list[PeopleRequest]:
    """Requests nobody settled yet, oldest first."""
    found = select(table).where(table.c.tenant_id == unit.tenant, table.c.settled_at.is_(None))
    return [
        PeopleRequest(row.request_id, row.kind, row.user, row.asked_by, row.asked_at, row.alone, row.wanted)
        for row in unit.connection.execute(found.order_by(table.c.asked_at, table.c.request_id))
    ]


def settle(unit: Unit, request_id: str, by: str, now: datetime, *, agreed: bool) -> bool:
    """Agree or not; True for exactly one of many at once."""
    done = unit.connection.execute(
        update(table)
        .where(table.c.tenant_id == unit.tenant, table.c.request_id == request_id, table.c.settled_at.is_(None))
        .values(settled_by=by, settled_at=now, agreed=agreed)
    )
    return bool(done.rowcount == 1)


def made_alone(unit: Unit) -> frozenset[str]:
    """People whose way in one person alone decided."""
    found = select(table.c.user).where(table.c.tenant_id == unit.tenant, table.c.alone == True)  # noqa: E712 - a comparison for SQL
    return frozenset(unit.connection.execute(found).scalars())


def ever_agreed(unit: Unit, user: str) -> bool:
    """Whether somebody was ever given what wants two people: their way in is worth two words from then on."""
    found = select(table.c.request_id).where(
        table.c.tenant_id == unit.tenant,
        table.c.user == user,
        table.c.agreed == True,  # noqa: E712 - a comparison for SQL
    )
    return unit.connection.execute(found.limit(1)).first() is not None
