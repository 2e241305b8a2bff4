"""Saved views of reports: a name, a report and what it was asked for, seen by nobody but the person who saved them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from ledger.core import new_id, problem
from ledger.core.problem import Refused
from ledger.store.conversations import speak_for
from ledger.store.schema.views import saved_view as table
from ledger.store.unit import Unit

MOST_VIEWS = 100
"""Of one person."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """``asked`` are the report's filters by name."""

    view_id: str
    name: str
    report: str
    asked: Mapping[str, str]
    kept_at: datetime


def _mine(unit: Unit, person: str, view_id: str = "") -> tuple[ColumnElement[bool], ...]:
    speak_for(unit, person)
    own = (table.c.tenant_id == unit.tenant, table.c.person == person)
    return (*own, table.c.view_id == view_id) if view_id else own


def views_of(unit: Unit, person: str) -> list[SavedView]:
    """A person's views, by name."""
    rows = unit.connection.execute(select(table).where(*_mine(unit, person)).order_by(table.c.name, table.c.view_id))
    return [SavedView(row.view_id, row.name, row.report, row.asked, row.kept_at) for row in rows]


def view_of(unit: Unit, person: str, view_id: str) -> SavedView:
    """One of a person's views; refused where there is none."""
    found = next((one for one in views_of(unit, person) if one.view_id == view_id), None)
    if found is None:
        raise Refused(problem("view.unknown", "view"))
    return found


def _free(unit: Unit, person: str, name: str, view_id: str = "") -> None:
    known = views_of(unit, person)
    if any(one.name == name and one.view_id != view_id for one in known):
        raise Refused(problem("view.name_taken", "name", name=name))
    if not view_id and len(known) >= MOST_VIEWS:
        raise Refused(problem("view.too_many", "name", most=MOST_VIEWS))


def save_view(unit: Unit, person: str, name: str, report: str, asked: Mapping[str, str], now: datetime) -> SavedView:
    """Save a view under a name that no other of this person has; refused above 100."""
    _free(unit, person, name)
    made = SavedView(new_id(), name, report, dict(asked), now)
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, person=person, view_id=made.view_id, name=name, report=report, asked=dict(asked),
            kept_at=now,
        )
    )  # fmt: skip
    return made


def rename_view(unit: Unit, person: str, view_id: str, name: str) -> None:
    """Give one another name."""
    view_of(unit, person, view_id)
    _free(unit, person, name, view_id)
    unit.connection.execute(update(table).where(*_mine(unit, person, view_id)).values(name=name))


def forget_view(unit: Unit, person: str, view_id: str) -> None:
    """Let one go; refused where there is none."""
    if not unit.connection.execute(delete(table).where(*_mine(unit, person, view_id or "-"))).rowcount:
        raise Refused(problem("view.unknown", "view"))
