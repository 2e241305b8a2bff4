"""以此人视角看: what another person may see, read only, for half an hour; each call says in the audit who really looked."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store import sessions
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.ways_in import must_have_proved_anew, one_person

SEEING_LASTS = timedelta(minutes=30)


class SeeAs(Request):
    """Whom, by sign-in name, and which of one's own sessions, by the name ``my_ways_in`` gives it."""

    person: str = Field(max_length=40)
    session: str = Field(max_length=40)


class Seeing(BaseModel):
    """Whom the session sees as and until when (ISO instant, UTC); both empty once it ended."""

    person: str
    until: str


@tool(action="people.see_as", effect="commit", people_only=True)
def see_as(context: Context, request: SeeAs) -> Done:
    """See for half an hour what another person may see: nothing can be done, and it is in the audit who looked."""
    must_have_proved_anew(context)
    who = one_person(context, request.person)
    if who.user == context.principal.user or who.disabled:
        raise Refused(problem("people.see_as_whom", "person"))
    until = context.now + SEEING_LASTS
    if not sessions.see_as(context.unit, context.principal.user, request.session, who.user, until):
        raise Refused(problem("people.see_as_session", "session"))
    told = Text(text=context.say("people.see_as_now", name=who.called(context.language)))
    return Done(Seeing(person=who.user, until=until.isoformat()), (told,))


class EndSeeing(Request):
    """Which of one's own sessions."""

    session: str = Field(max_length=40)


@tool(action="self.change", effect="commit", people_only=True)
def end_see_as(context: Context, request: EndSeeing) -> Done:
    """See with one's own eyes again."""
    sessions.see_as(context.unit, context.principal.user, request.session, "", context.now)
    return Done(Seeing(person="", until=""), (Text(text=context.say("people.see_as_ended")),))
