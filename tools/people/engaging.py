"""An external auditor's days, books and years: changed later, and shown to themselves."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store import people_requests, sessions
from ledger.store.engagements import engage, engagements
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.engaging import EngagementShown, WantedEngagement, engagement_of, shown
from tools.shared.second_word import decides_alone
from tools.shared.ways_in import must_be_open, one_person


class EngageAuditor(WantedEngagement):
    """Who, and all that holds from now on."""

    person: str = Field(max_length=40)


class Engaged(BaseModel):
    """What holds, or would hold once a second person agreed; ``alone`` where there was nobody yet who could have."""

    user: str
    engagement: EngagementShown
    waits: bool = False
    alone: bool = False


@tool(action="people.change", effect="commit", people_only=True)
def engage_auditor(context: Context, request: EngageAuditor) -> Done:
    """Change until when, which books and which years an external auditor may look at; more than before wants two people."""
    who = one_person(context, request.person)
    must_be_open(context, who)
    if "auditor" not in who.roles:
        raise Refused(problem("audit.no_auditor", "person", name=who.called(context.language)))
    wanted = engagement_of(context, request)
    widens = who.engaged is not None and not wanted.within(who.engaged)
    alone = decides_alone(context)
    if widens:
        people_requests.ask(
            context.unit, "engage", who.user, context.principal.user, context.now, alone=alone, wanted=wanted.wanted()
        )
    waits = widens and not alone
    if not waits:
        engage(context.unit, who.user, wanted, context.principal.user, context.now)
        sessions.end_sessions(context.unit, who.user)
    name = who.called(context.language)
    told = Text(text=context.say("audit.engaged_waits" if waits else "audit.engaged", name=name))
    result = Engaged(user=who.user, engagement=shown(context, wanted), waits=waits, alone=widens and alone)
    return Done(result, (told,))


class OwnEngagement(BaseModel):
    """What one may look at; None for whoever no engagement narrows."""

    engagement: EngagementShown | None


@tool(action="help.read", effect="read")
def my_engagement(context: Context, request: Nothing) -> Done:
    """Until when, which books and which years one may look at, for an external auditor."""
    given = engagements(context.unit, [context.principal.user]).get(context.principal.user)
    if given is None:
        return Done(OwnEngagement(engagement=None), (Text(text=context.say("audit.not_narrowed")),))
    found = shown(context, given)
    return Done(OwnEngagement(engagement=found), (Text(text=context.say("audit.strip", until=found.until, books=found.called, years=found.years)),))  # fmt: skip
