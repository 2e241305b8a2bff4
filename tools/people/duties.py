"""Roles, limit and department of somebody, changed: what widens waits for a second person, what narrows holds at once."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store import people_requests
from ledger.store.people import Person, Role, people
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.giving_duties import give_duties, must_be_compatible
from tools.shared.second_word import CONFIRMING, LIMITED, decides_alone
from tools.shared.ways_in import department_of, limit_of, must_be_open, one_person


class ChangePerson(Request):
    """Who, and all that they do from now on: ``duties`` is every role of theirs, the limit (empty: none), the department (empty: none)."""

    person: str = Field(max_length=40)
    duties: tuple[Role, ...] = Field(min_length=1, max_length=8)
    limit: str = ""
    department: str = ""


class PersonChanged(BaseModel):
    """Whether it waits for a second person; ``alone`` where there was nobody yet who could have agreed."""

    user: str
    waits: bool
    alone: bool = False


def _widens(who: Person, wanted: dict[str, Any]) -> bool:
    """Whether a change gives a right to confirm, raises a limit, or makes somebody confirm for another department."""
    roles = frozenset(wanted["roles"])
    confirms = bool(roles & LIMITED)
    return (
        bool(roles & CONFIRMING - who.roles)
        or wanted["limit_minor"] > who.limit_minor
        or (confirms and wanted["department"] != who.department)
    )


def _must_leave_an_administrator(context: Context, who: Person, roles: tuple[str, ...]) -> None:
    rest = [one for one in people(context.unit) if "admin" in one.roles and not one.disabled and one.user != who.user]
    if "admin" not in roles and not rest:
        raise Refused(problem("people.last_admin", "duties"))


@tool(action="people.change", effect="commit", people_only=True)
def change_person(context: Context, request: ChangePerson) -> Done:
    """Change somebody's roles, limit and department; a right to confirm or a higher limit waits for a second person."""
    who = one_person(context, request.person)
    must_be_open(context, who)
    if set(request.duties) != who.roles:
        must_be_compatible(context, request.duties)
    _must_leave_an_administrator(context, who, request.duties)
    limit = limit_of(context, request.limit) if LIMITED & set(request.duties) else 0
    wanted = {"roles": sorted(set(request.duties)), "limit_minor": limit,
              "department": department_of(context, request.department)}  # fmt: skip
    widens, alone = _widens(who, wanted), decides_alone(context)
    if widens:
        people_requests.ask(
            context.unit, "change", who.user, context.principal.user, context.now, alone=alone, wanted=wanted
        )
    waits = widens and not alone
    if not waits:
        give_duties(context, who, wanted)
    told = context.say("people.change_waits" if waits else "people.changed", name=who.called(context.language))
    return Done(PersonChanged(user=who.user, waits=waits, alone=widens and alone), (Text(text=told),))
