"""Drafts of what people typed: kept as typed, faults and all, and seen by nobody else.

Every change counts ``version`` up and names the one it was made from, so that a second window never overwrites the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from ledger.core import new_id, problem
from ledger.core.problem import Refused
from ledger.store.conversations import speak_for
from ledger.store.schema.typed import typed_draft as table
from ledger.store.unit import Unit

MOST_DRAFTS = 100
"""Of one person."""


@dataclass(frozen=True, slots=True)
class TypedDraft:
    """``body`` is plain JSON, as the page sent it."""

    draft_id: str
    title: str
    version: int
    body: Mapping[str, Any]
    kept_at: datetime


def _mine(unit: Unit, person: str, draft_id: str = "") -> tuple[ColumnElement[bool], ...]:
    speak_for(unit, person)
    own = (table.c.tenant_id == unit.tenant, table.c.person == person)
    return (*own, table.c.draft_id == draft_id) if draft_id else own


def drafts_of(unit: Unit, person: str) -> list[TypedDraft]:
    """A person's drafts, newest first."""
    rows = unit.connection.execute(
        select(table).where(*_mine(unit, person)).order_by(table.c.kept_at.desc(), table.c.draft_id)
    )
    return [TypedDraft(row.draft_id, row.title, row.version, row.body, row.kept_at) for row in rows]


def draft_of(unit: Unit, person: str, draft_id: str) -> TypedDraft:
    """One of a person's drafts; refused where there is none."""
    row = unit.connection.execute(select(table).where(*_mine(unit, person, draft_id or "-"))).first()
    if row is None:
        raise Refused(problem("draft.unknown", "draft"))
    return TypedDraft(row.draft_id, row.title, row.version, row.body, row.kept_at)


def keep(
    unit: Unit, person: str, title: str, body: Mapping[str, Any], now: datetime, *, draft_id: str = "", version: int = 0
) -> TypedDraft:
    """Keep a new draft, or what ``version`` of one has become; refused where it changed elsewhere, or above 100."""
    if draft_id:
        done = unit.connection.execute(
            update(table).where(*_mine(unit, person, draft_id), table.c.version == version)
            .values(title=title, body=body, version=version + 1, kept_at=now)
        )  # fmt: skip
        if done.rowcount:
            return TypedDraft(draft_id, title, version + 1, body, now)
        draft_of(unit, person, draft_id)
        raise Refused(problem("draft.changed", "draft"))
    count = unit.connection.execute(select(func.count()).where(*_mine(unit, person))).scalar_one()
    if count >= MOST_DRAFTS:
        raise Refused(problem("draft.too_many", "draft", most=MOST_DRAFTS))
    made = TypedDraft(new_id(), title, 1, body, now)
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, person=person, draft_id=made.draft_id, title=title, version=1, body=body, kept_at=now
        )
    )
    return made


def discard(unit: Unit, person: str, draft_id: str) -> bool:
    """Let one go; False where there was none."""
    return bool(unit.connection.execute(delete(table).where(*_mine(unit, person, draft_id or "-"))).rowcount)
