"""我来处理: who works on what waits, shown to the others; a mark and no lock."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.taken import Mark, release, take
from ledger.proposals import ProposalView, get
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.proposal_cards import decide_act, resource
from tools.shared.settling import may_open
from tools.shared.standing_in import require_or_stand_in
from tools.shared.taken import mark_on, thing_of


class ThingRequest(Request):
    """A document or a proposal by id."""

    thing: str = Field(max_length=64)


class Taken(BaseModel):
    """Who works on it and since when; both empty where nobody says so."""

    thing: str
    by: str = ""
    since: str = ""
    mine: bool = False


def _opened(context: Context, asked: str) -> tuple[str, ProposalView | None]:
    """What the mark is kept under, and the proposal; for who may see the thing."""
    document = store_of.find(context.unit, asked)
    if document is not None and not document.proposal_id:
        may_open(context, document)
        return asked, None
    view = get(context.unit, document.proposal_id if document and document.proposal_id else asked)
    require_or_stand_in(context, view, resource(view), "proposal.read")
    return thing_of(view), view


def _may_work_on(context: Context, view: ProposalView | None) -> None:
    """Whoever keeps the books works on anything; an approver, on what they may send back."""
    if context.may("voucher.propose", Resource("Company", context.company.tenant)).allowed:
        return
    if view is None or not decide_act(context, view, "return").allowed:
        raise Refused(problem("proposals.not_yours_to_take", "thing"))


def _told(context: Context, thing: str, mark: Mark | None) -> Done:
    if mark is None:
        return Done(Taken(thing=thing), (Text(text=context.say("proposals.taken_by_none")),))
    mine = mark.worker == context.principal.user
    return Done(Taken(thing=thing, by=mark.worker, since=mark.since.isoformat(), mine=mine), ())


@tool(action="document.read", effect="read", people_only=True)
def who_works_on(context: Context, request: ThingRequest) -> Done:
    """Who works on a document or a proposal at the moment, and since when."""
    thing, view = _opened(context, request.thing)
    return _told(context, thing, mark_on(context, thing, view))


class TakeWork(ThingRequest):
    """``told`` is who one was shown to be working on it: a mark nobody was told of is not taken over."""

    told: str = Field(default="", max_length=80)


@tool(action="work.take", effect="propose", people_only=True)
def take_work(context: Context, request: TakeWork) -> Done:
    """我来处理: say that one works on a document or a proposal; others see it and may act all the same."""
    thing, view = _opened(context, request.thing)
    _may_work_on(context, view)
    mark = mark_on(context, thing, view)
    if mark is not None and mark.worker not in (context.principal.user, request.told):
        raise Refused(problem("proposals.taken", "thing", who=mark.worker))
    return _told(context, thing, take(context.unit, thing, context.principal.user, context.now))


@tool(action="work.take", effect="propose", people_only=True)
def hand_back_work(context: Context, request: ThingRequest) -> Done:
    """放回: say that one does not work on it any more."""
    thing, view = _opened(context, request.thing)
    mark = mark_on(context, thing, view)
    if mark is not None and mark.worker != context.principal.user:
        raise Refused(problem("proposals.taken", "thing", who=mark.worker))
    release(context.unit, thing)
    return _told(context, thing, None)
