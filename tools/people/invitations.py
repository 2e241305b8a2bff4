"""Who comes in: invited by a link, or given a new one. A role that may confirm wants a second person's word."""

from __future__ import annotations

import re

from pydantic import Field

from ledger.books.accounts import create_values, dimension_values
from ledger.core import Problem, Refused, problem
from ledger.store import company_accounts
from ledger.store.engagements import engage
from ledger.store.people import Person, Role, add_person, people
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.engaging import WantedEngagement, engagement_of
from tools.shared.second_word import CONFIRMING, LIMITED, decides_alone
from tools.shared.ways_in import (
    department_of,
    limit_of,
    must_be_open,
    one_person,
    only_this_link,
    told,
    way_in,
)

MOST_AT_ONCE = 50
RESERVED = frozenset({"system", "intake", "founder", "agent"})
_ADDRESS = re.compile(r"<?([\w.+-]+)@[\w.-]+>?")
_USER = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class InvitePeople(WantedEngagement):
    """One person a line: ``李敏 limin``, ``Li Min <limin@example.com>`` or an address alone; the same role for all.

    Days, books and years are for external auditors; an auditor without any sees all books (internal audit).
    """

    lines: str = Field(max_length=4000)
    role: Role = "employee"
    department: str = ""
    limit: str = ""


def _parse(line: str, place: int) -> tuple[str, str, str] | Problem:
    """Sign-in name, name and address (empty where none is there) of a line."""
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
    return user, (name or user)[:60], found.group().strip("<>") if found else ""


def _parsed(context: Context, request: InvitePeople) -> list[tuple[str, str, str]]:
    lines = [one.strip() for one in re.split(r"[\n;；]+", request.lines) if one.strip()]
    if not lines or len(lines) > MOST_AT_ONCE:
        raise Refused(problem("people.none_named" if not lines else "people.too_many", "lines", most=MOST_AT_ONCE))
    found = [_parse(line, place) for place, line in enumerate(lines, 1)]
    faults = [one for one in found if isinstance(one, Problem)]
    named = [one for one in found if not isinstance(one, Problem)]
    known = {one.user for one in people(context.unit)}
    twice = [
        user for place, (user, *_) in enumerate(named) if user in known or user in {one[0] for one in named[:place]}
    ]
    faults += [problem("people.there_already", "lines", user=user) for user in dict.fromkeys(twice)]
    if faults:
        raise Refused(*faults)
    return named


@tool(action="people.change", effect="commit", people_only=True)
def invite_people(context: Context, request: InvitePeople) -> Done:
    """Take people in with a role, each with a one-time link that holds for three days."""
    named = _parsed(context, request)
    if request.says_anything and request.role != "auditor":
        raise Refused(problem("audit.only_auditors", "role"))
    engaged = engagement_of(context, request) if request.says_anything else None
    limit = limit_of(context, request.limit) if request.role in LIMITED else 0
    department = department_of(context, request.department)
    made = []
    for user, name, email in named:
        waits = request.role in CONFIRMING and not decides_alone(context)
        who = Person(user, name, name, "", "", frozenset({request.role}), department, limit, context.company.language,
                     disabled=waits)  # fmt: skip
        add_person(context.unit, who, context.now)
        if engaged is not None:
            engage(context.unit, user, engaged, context.principal.user, context.now)
        company_accounts.set_email(context.unit, user, email)
        if user not in dimension_values(context.unit, "employee"):
            create_values(context.unit, "employee", {user: name})
        made.append(way_in(context, "invite", user, name, who.roles))
    return told(context, tuple(made))


class OnePerson(Request):
    """By sign-in name."""

    person: str = Field(max_length=40)


@tool(action="people.change", effect="commit", people_only=True)
def reset_person(context: Context, request: OnePerson) -> Done:
    """A new one-time link for somebody who lost the way in: what they held before opens nothing any more."""
    who = one_person(context, request.person)
    must_be_open(context, who)
    done = way_in(context, "reset", who.user, who.name, who.roles)
    if not done.waits:
        only_this_link(context, who.user, done.link)
    return told(context, (done,))
