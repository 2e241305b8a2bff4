"""The second person's word: what waits for it, and giving or refusing it. Never on one's own request."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Refused, problem
from ledger.store import identity, people_requests, sessions
from ledger.store.company import change_facts
from ledger.store.engagements import engage, from_wanted
from ledger.store.people import Person, people, set_disabled
from ledger.store.people_requests import PeopleRequest
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.engaging import EngagementShown, shown
from tools.shared.giving_duties import give_duties
from tools.shared.second_word import could_agree
from tools.shared.ways_in import AllInvited, Invited, join_link, one_person, only_this_link, told


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
    if context.principal.verified == "machine" and could_agree(context, found.asked_by, found.user):
        raise Refused(problem("people.others_could"))
    if not people_requests.settle(
        context.unit, found.request_id, context.principal.user, context.now, agreed=request.agree
    ):
        raise Refused(problem("people.no_request"))
    who = one_person(context, found.user)
    if found.kind == "passkeys" and request.agree:
        least = int((found.wanted or {}).get("passkey_from_minor", 0))
        change_facts(context.unit, {"passkey_from_minor": least}, context.principal.user, context.now)
        return Done(AllInvited(people=()), (Text(text=context.say("passkey.rule_agreed")),))
    if not request.agree:
        return _said(context, "people.not_agreed", who)
    if found.kind == "change":
        give_duties(context, who, found.wanted or {})
        return _said(context, "people.changed", who)
    if found.kind == "engage":
        engage(context.unit, who.user, from_wanted(dict(found.wanted or {})), context.principal.user, context.now)
        sessions.end_sessions(context.unit, who.user)
        return _said(context, "audit.engaged", who)
    if found.kind == "invite":
        set_disabled(context.unit, who.user, disabled=False)
    done = Invited(user=who.user, name=who.name, link=join_link(context, who.user))
    only_this_link(context, who.user, done.link)
    return told(context, (done,))


def _said(context: Context, key: str, who: Person) -> Done:
    return Done(AllInvited(people=()), (Text(text=context.say(key, name=who.called(context.language))),))


class WaitingRequest(BaseModel):
    """A request that waits for a second person; ``mine`` where this person asked and so cannot agree.

    ``least_minor`` is the amount from which passkeys would be wanted, of a request of kind ``passkeys``.
    ``engagement`` is what an external auditor would look at. ``roles``, ``limit_minor`` and ``department`` are those a change would give; else the roles they have. ``nobody_left``
    where only whoever holds the machine could agree.
    """

    request: str
    kind: str
    user: str
    name: str
    roles: tuple[str, ...]
    asked_by: str
    mine: bool
    limit_minor: int | None = None
    department: str | None = None
    least_minor: int | None = None
    nobody_left: bool = False
    engagement: EngagementShown | None = None


class WaitingRequests(BaseModel):
    """What waits, oldest first, and who came in by one person's word alone."""

    requests: tuple[WaitingRequest, ...]
    came_in: tuple[str, ...]
    alone: tuple[str, ...]


def _waiting(context: Context, one: PeopleRequest, known: dict[str, Person]) -> WaitingRequest:
    wanted = one.wanted or {}
    asker = known.get(one.asked_by)
    engaged = shown(context, from_wanted(dict(wanted))) if one.kind == "engage" else None
    return WaitingRequest(
        request=one.request_id, kind=one.kind, user=one.user, name=known[one.user].name,
        roles=tuple(sorted(wanted.get("roles", known[one.user].roles))), asked_by=asker.name if asker else one.asked_by,
        mine=context.principal.user in (one.asked_by, one.user), limit_minor=wanted.get("limit_minor"),
        department=wanted.get("department"), engagement=engaged, least_minor=wanted.get("passkey_from_minor"), nobody_left=not could_agree(context, one.asked_by, one.user),
    )  # fmt: skip


@tool(action="people.requests", effect="read", people_only=True)
def people_waiting(context: Context, request: Nothing) -> Done:
    """Who waits for a second person's word, and who has come in."""
    known = {one.user: one for one in people(context.unit)}
    found = tuple(_waiting(context, one, known) for one in people_requests.waiting(context.unit))
    context.tally.rows = len(found)
    shown = WaitingRequests(
        requests=found, came_in=tuple(sorted(identity.have_passwords(context.unit))),
        alone=tuple(sorted(people_requests.made_alone(context.unit))),
    )  # fmt: skip
    return Done(
        shown, tuple(Text(text=context.say("people.waits", name=one.name, asker=one.asked_by)) for one in found)
    )
