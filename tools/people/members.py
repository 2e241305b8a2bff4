"""Who belongs to the company, in which roles, and what each may confirm alone."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel

from ledger.core import from_minor
from ledger.store.people import people
from tools.blocks import Column, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.engaging import EngagementShown, shown


class PersonOut(BaseModel):
    """Someone of the company."""

    user: str
    name: str
    name_en: str
    title: str
    title_en: str
    roles: tuple[str, ...]
    department: str | None
    limit: Decimal
    limit_minor: int
    disabled: bool
    engagement: EngagementShown | None = None


class People(BaseModel):
    """Everybody, in order of joining."""

    people: tuple[PersonOut, ...]


@tool(action="people.read", effect="read")
def list_people(context: Context, request: Nothing) -> Done:
    """Everybody in the company with their roles and limits."""
    currency = context.company.currency
    found = tuple(
        PersonOut(
            user=one.user, name=one.name, name_en=one.name_en, title=one.title, title_en=one.title_en,
            roles=tuple(sorted(one.roles)), department=one.department, limit=from_minor(one.limit_minor, currency),
            limit_minor=one.limit_minor, disabled=one.disabled,
            engagement=shown(context, one.engaged) if one.engaged else None,
        )
        for one in people(context.unit)
    )  # fmt: skip
    context.tally.rows = len(found)
    columns = tuple(
        Column(title=context.say(f"people.{head}"), numeric=head == "limit") for head in ("name", "role", "limit")
    )
    rows = tuple(
        Row(
            cells=(
                words(one.name_en if context.language == "en" else one.name),
                words(", ".join(context.say(f"people.role_{role}") for role in one.roles)),
                money(one.limit_minor, currency),
            )
        )
        for one in found
    )
    return Done(People(people=found), (Table(columns=columns, rows=rows),))
