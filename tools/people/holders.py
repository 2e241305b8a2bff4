"""Who has a proposal in hand: the people who may decide it now, the department's own first."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from ledger.proposals import INTAKE, ProposalView, State, get
from ledger.proposals.delegations import of_everybody
from ledger.store.people import Person, people
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.confirming import could_confirm
from tools.shared.proposal_cards import resource
from tools.shared.standing_in import stands_in


class HoldersRequest(Request):
    """A proposal by id."""

    proposal: str


class Holder(BaseModel):
    """Somebody who may act now; ``near`` when they are of the proposal's department, ``behalf`` for whom who is away."""

    user: str
    name: str
    near: bool
    behalf: str = ""


class Holders(BaseModel):
    """Nobody when it is settled; the sender or maker when it is with them.

    ``checkers`` are those who may confirm it after whoever asks has handed it in: never that person.
    """

    state: str
    holders: tuple[Holder, ...]
    checkers: tuple[Holder, ...] = ()


@tool(action="proposal.read", effect="read")
def proposal_holders(context: Context, request: HoldersRequest) -> Done:
    """Who has a proposal now: its sender while it is a draft or sent back, then those who may confirm it."""
    view = get(context.unit, request.proposal)
    thing = resource(view)
    context.require(thing)
    state = view.row.state
    everybody = [one for one in people(context.unit) if not one.disabled]
    found = []
    if state in (State.DRAFT, State.RETURNED):
        own = str(view.context.get("sender") or view.row.maker)
        found = [one for one in everybody if own not in ("", INTAKE) and one.user == own]
    elif state is State.PROPOSED:
        found = could_confirm(context, view, thing)
    department = view.context.get("department")
    holders = _named(context, found, department)
    if state is State.PROPOSED:
        holders += _delegates(context, view, thing, {one.user for one in found})
    checkers: list[Person] = []
    if state in (State.DRAFT, State.RETURNED):
        own = context.principal.user
        checkers = [one for one in could_confirm(context, view, thing) if one.user != own]
    context.tally.rows = len(holders)
    told = tuple(
        Text(text=context.say("proposal.holder_for", name=one.name, other=one.behalf) if one.behalf else one.name)
        for one in holders
    )
    return Done(Holders(state=state.value, holders=holders, checkers=_named(context, checkers, department)), told)


def _named(context: Context, found: list[Person], department: object) -> tuple[Holder, ...]:
    """The department's own first."""
    holders = [
        Holder(user=one.user, name=one.called(context.language), near=bool(department and one.department == department))
        for one in found
    ]
    return tuple(sorted(holders, key=lambda one: not one.near))


def _delegates(context: Context, view: ProposalView, thing: Resource, but: set[str]) -> tuple[Holder, ...]:
    """Who may confirm it only for a colleague who is away, each with that colleague."""
    now, found = context.now, []
    away = {one.delegate for one in of_everybody(context.unit, now) if one.holds(now)} - but
    for one in people(context.unit, sorted(away)) if away else ():
        person = one.principal(context.principal.tenant, context.principal.channel, "session", context.language)
        held = None if one.disabled else stands_in(replace(context, principal=person, _looked_up={}), view, thing)
        if held:
            found.append(Holder(user=one.user, name=one.called(context.language), near=False, behalf=held.name))
    return tuple(found)
