"""Who comes in: invited by a link, given a new one, shut out. A role that may confirm wants a second person's word."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import create_values, dimension_values
from ledger.books.retiring import offered_values
from ledger.core import Problem, Refused, problem, to_minor
from ledger.core.money import MoneyError
from ledger.store import identity, people_requests
from ledger.store.people import Person, add_person, people, set_disabled
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.door.doorkeeper import JOIN
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

LINK_LASTS = timedelta(days=3)
CONFIRMING = frozenset({"accountant", "approver", "controller", "admin"})
"""Roles that may confirm, or bring in who may."""
MOST_AT_ONCE = 50
RESERVED = frozenset({"system", "intake", "founder", "agent"})
_ADDRESS = re.compile(r"<?([\w.+-]+)@[\w.-]+>?")
_USER = re.compile(r"[a-z][a-z0-9._-]{1,31}")
Role = Literal["employee", "accountant", "approver", "controller", "compliance", "auditor", "admin"]


class InvitePeople(Request):
    """One person a line: ``李敏 limin``, ``Li Min <limin@example.com>`` or an address alone; the same role for all."""

    lines: str = Field(max_length=4000)
    role: Role = "employee"
    department: str = ""
    limit: str = ""


class Invited(BaseModel):
    """A person taken in: ``link`` is shown this once; empty while a second person has not agreed."""

    user: str
    name: str
    link: str = ""
    waits: bool = False
    alone: bool = False


class AllInvited(BaseModel):
    """Everybody of the list, in its order; links are ``/join?…`` of this company and hold for three days."""

    people: tuple[Invited, ...]


def _parse(line: str, place: int) -> tuple[str, str] | Problem:
    """Sign-in name and name of a line."""
    found = _ADDRESS.search(line)
    if found:
        user, name = (
            found.group(1).lower().partition("+")[0],
            (line[: found.start()] + line[found.end() :]).strip(' ,;，；"'),
        )
    else:
        words = line.split()
        latin = [word for word in words if _USER.fullmatch(word)]
        user = latin[-1] if latin else re.sub(r"[^a-z0-9]+", ".", line.casefold()).strip(".")
        name = " ".join(word for word in words if word != user) if latin else line
    if not _USER.fullmatch(user) or user in RESERVED:
        return problem("people.no_user", "lines", line=place, text=line[:60])
    return user, (name or user)[:60]


def _parsed(context: Context, request: InvitePeople) -> list[tuple[str, str]]:
    lines = [one.strip() for one in re.split(r"[\n;；]+", request.lines) if one.strip()]
    if not lines or len(lines) > MOST_AT_ONCE:
        raise Refused(problem("people.none_named" if not lines else "people.too_many", "lines", most=MOST_AT_ONCE))
    found = [_parse(line, place) for place, line in enumerate(lines, 1)]
    faults = [one for one in found if isinstance(one, Problem)]
    named = [one for one in found if not isinstance(one, Problem)]
    known = {one.user for one in people(context.unit)}
    twice = [user for place, (user, _) in enumerate(named) if user in known or user in {u for u, _ in named[:place]}]
    faults += [problem("people.there_already", "lines", user=user) for user in dict.fromkeys(twice)]
    if faults:
        raise Refused(*faults)
    return named


def _limit(context: Context, request: InvitePeople) -> int:
    if request.role not in ("accountant", "approver", "controller") or not request.limit:
        return 0
    try:
        amount = to_minor(Decimal(request.limit.replace(",", "").replace("，", "")), context.company.currency)
    except (ArithmeticError, MoneyError) as error:
        raise Refused(problem("people.bad_limit", "limit", given=request.limit[:40])) from error
    if not 0 <= amount < 10**17:
        raise Refused(problem("people.bad_limit", "limit", given=request.limit[:40]))
    return amount


def _department(context: Context, asked: str) -> str | None:
    known = offered_values(context.unit, "department")
    if asked and asked not in known:
        raise Refused(problem("people.no_department", "department", department=asked))
    return asked or None


def who_could_agree(context: Context, target: str) -> list[Person]:
    """Those who came in, may agree, and are neither who asks nor whom it is about."""
    came_in, asker = identity.have_passwords(context.unit), context.principal.user
    company = Resource("Company", context.company.tenant)
    return [
        one
        for one in people(context.unit)
        if one.user in came_in and not one.disabled and one.user not in (asker, target)
        and context.might(one.principal(company.id, context.principal.channel, "session"), "people.agree", company).allowed
    ]  # fmt: skip


def _link(context: Context, user: str) -> str:
    secret = identity.make_link(context.unit, JOIN, user, context.now, LINK_LASTS)
    return f"/join?company={context.company.tenant}&k={secret}"


def _way_in(context: Context, kind: str, user: str, name: str, roles: frozenset[str]) -> Invited:
    """The link at once, or a request that waits for a second person."""
    if not roles & CONFIRMING:
        return Invited(user=user, name=name, link=_link(context, user))
    alone = not who_could_agree(context, user)
    people_requests.ask(context.unit, kind, user, context.principal.user, context.now, alone=alone)
    return Invited(user=user, name=name, link=_link(context, user) if alone else "", waits=not alone, alone=alone)


def _told(context: Context, found: tuple[Invited, ...]) -> Done:
    context.tally.rows = len(found)
    lines = [
        context.say("people.link_waits", name=one.name, user=one.user)
        if one.waits
        else context.say("people.link_is", name=one.name, user=one.user, link=one.link)
        for one in found
    ]
    return Done(AllInvited(people=found), tuple(Text(text=line) for line in lines))


@tool(action="people.change", effect="commit", people_only=True)
def invite_people(context: Context, request: InvitePeople) -> Done:
    """Take people in with a role, each with a one-time link that holds for three days."""
    named, limit = _parsed(context, request), _limit(context, request)
    department = _department(context, request.department)
    made = []
    for user, name in named:
        waits = request.role in CONFIRMING and bool(who_could_agree(context, user))
        who = Person(user, name, name, "", "", frozenset({request.role}), department, limit, context.company.language,
                     disabled=waits)  # fmt: skip
        add_person(context.unit, who, context.now)
        if user not in dimension_values(context.unit, "employee"):
            create_values(context.unit, "employee", {user: name})
        made.append(_way_in(context, "invite", user, name, who.roles))
    return _told(context, tuple(made))


class OnePerson(Request):
    """By sign-in name."""

    person: str = Field(max_length=40)


def _one(context: Context, user: str) -> Person:
    found = next((one for one in people(context.unit, [user])), None)
    if found is None:
        raise Refused(problem("door.unknown_person", "person", user=user))
    return found


@tool(action="people.change", effect="commit", people_only=True)
def reset_person(context: Context, request: OnePerson) -> Done:
    """A new one-time link for somebody who lost the way in: what they held before opens nothing any more."""
    who = _one(context, request.person)
    if who.disabled or any(one.user == who.user for one in people_requests.waiting(context.unit)):
        raise Refused(problem("people.not_open", "person", name=who.called(context.language)))
    done = _way_in(context, "reset", who.user, who.name, who.roles)
    if not done.waits:
        _only_this_link(context, who.user, done.link)
    return _told(context, (done,))


def _only_this_link(context: Context, user: str, link: str) -> None:
    """Shut out everything but the link just made."""
    identity.shut_out(context.unit, user, but=link.rpartition("k=")[2])


@tool(action="people.change", effect="commit", people_only=True)
def disable_person(context: Context, request: OnePerson) -> Done:
    """Shut a person out: sessions, tokens and links end at once; what they did stays. Not the last administrator."""
    who = _one(context, request.person)
    rest = [one for one in people(context.unit) if "admin" in one.roles and not one.disabled and one.user != who.user]
    if not rest:
        raise Refused(problem("people.last_admin", "person"))
    set_disabled(context.unit, who.user, disabled=True)
    identity.shut_out(context.unit, who.user)
    for one in people_requests.waiting(context.unit):
        if one.user == who.user:
            people_requests.settle(context.unit, one.request_id, context.principal.user, context.now, agreed=False)
    return Done(
        AllInvited(people=()), (Text(text=context.say("people.disabled_now", name=who.called(context.language))),)
    )


class AgreeRequest(Request):
    """The waiting request, and whether this person agrees."""

    request: str
    agree: bool = True


@tool(action="people.agree", effect="commit", people_only=True)
def agree_person(context: Context, request: AgreeRequest) -> Done:
    """Agree (or not) that somebody gets a role that may confirm, or a new way in: never one's own request."""
    found = next((one for one in people_requests.waiting(context.unit) if one.request_id == request.request), None)
    if found is None:
        raise Refused(problem("people.no_request"))
    if context.principal.user in (found.asked_by, found.user):
        raise Refused(problem("people.second_person"))
    if not people_requests.settle(
        context.unit, found.request_id, context.principal.user, context.now, agreed=request.agree
    ):
        raise Refused(problem("people.no_request"))
    who = _one(context, found.user)
    if not request.agree:
        return Done(AllInvited(people=()), (Text(text=context.say("people.not_agreed", name=who.name)),))
    if found.kind == "invite":
        set_disabled(context.unit, who.user, disabled=False)
    done = Invited(user=who.user, name=who.name, link=_link(context, who.user))
    _only_this_link(context, who.user, done.link)
    return _told(context, (done,))


class WaitingRequest(BaseModel):
    """A request that waits for a second person; ``mine`` where this person asked and so cannot agree."""

    request: str
    kind: str
    user: str
    name: str
    roles: tuple[str, ...]
    asked_by: str
    mine: bool


class WaitingRequests(BaseModel):
    """What waits, oldest first, and who came in by one person's word alone."""

    requests: tuple[WaitingRequest, ...]
    came_in: tuple[str, ...]
    alone: tuple[str, ...]


@tool(action="people.requests", effect="read", people_only=True)
def people_waiting(context: Context, request: Nothing) -> Done:
    """Who waits for a second person's word, and who has come in."""
    known = {one.user: one for one in people(context.unit)}
    found = tuple(
        WaitingRequest(request=one.request_id, kind=one.kind, user=one.user, name=known[one.user].name,
                       roles=tuple(sorted(known[one.user].roles)), asked_by=known[one.asked_by].name,
                       mine=context.principal.user in (one.asked_by, one.user))
        for one in people_requests.waiting(context.unit)
    )  # fmt: skip
    context.tally.rows = len(found)
    shown = WaitingRequests(
        requests=found, came_in=tuple(sorted(identity.have_passwords(context.unit))),
        alone=tuple(sorted(people_requests.made_alone(context.unit))),
    )  # fmt: skip
    return Done(
        shown, tuple(Text(text=context.say("people.waits", name=one.name, asker=one.asked_by)) for one in found)
    )
