"""代为复核: what somebody may see and confirm for a colleague who is away.

Never a right that the colleague lacks: the access rules are asked for the colleague, with the least of both limits and the
delegation's amount. Never what either of them made or changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.core import Principal, Problem, Via, problem
from ledger.proposals import ProposalView
from ledger.proposals.delegations import Delegation
from ledger.store.people import find_person
from policies.access import Resource
from tools.context import Context, Forbidden
from tools.shared.confirming import delegations_of, hindrance


@dataclass(frozen=True, slots=True)
class StandIn:
    """A delegation that holds now, and the colleague as the access rules see them, with the amount it is bound by."""

    held: Delegation
    colleague: Principal
    name: str


def stand_ins(context: Context) -> list[StandIn]:
    """The colleagues for whom this person may confirm now."""
    return context.once("stand-ins", lambda: _stand_ins(context))


def _stand_ins(context: Context) -> list[StandIn]:
    me, found = context.principal, []
    if me.via is Via.SYSTEM:
        return []
    for held in delegations_of(context, me.user):
        away = find_person(context.unit, held.delegator)
        own = me.attributes.get("limit_minor")
        if away is None or not isinstance(own, int):
            continue
        limit = min(away.limit_minor, own, held.limit_minor)
        as_them = away.principal(me.tenant, me.channel, me.verified, me.language)
        bound = {**as_them.attributes, "limit_minor": limit}
        found.append(
            StandIn(held, replace(as_them, via=me.via, scope=me.scope, attributes=bound), away.called(me.language))
        )
    return found


def stands_in(context: Context, view: ProposalView, thing: Resource) -> StandIn | None:
    """For whom this person could confirm it, as a person; None where for nobody."""
    for one in stand_ins(context):
        person = replace(one.colleague, via=Via.PERSON)
        as_me = replace(context.principal, attributes=person.attributes)
        may = context.might(person, "proposal.confirm", thing).allowed
        if may and hindrance(context, person, view) is None and hindrance(context, as_me, view) is None:
            return one
    return None


def hindered_for(context: Context, view: ProposalView, thing: Resource) -> Problem | None:
    """Why not, where a colleague they stand in for could confirm it but the two of them together may not."""
    for one in stand_ins(context):
        person = replace(one.colleague, via=Via.PERSON)
        as_me = replace(context.principal, attributes=person.attributes)
        if one.held.delegator in view.makers and context.might(person, "proposal.read", thing).allowed:
            return problem("proposals.delegators_work")
        if context.might(person, "proposal.confirm", thing).allowed:
            found = hindrance(context, person, view) or hindrance(context, as_me, view)
            return found[1] if found else None
    return None


def may_or_stands_in(context: Context, view: ProposalView, thing: Resource, action: str) -> bool:
    """Whether this person, or a colleague they stand in for, may do it to this very proposal."""
    return context.may(action, thing).allowed or any(
        within(one, view) and context.might(one.colleague, action, thing).allowed for one in stand_ins(context)
    )


def require_or_stand_in(context: Context, view: ProposalView, thing: Resource, action: str) -> None:
    """Forbidden where neither this person nor a colleague they stand in for may do it to this very proposal."""
    if not may_or_stands_in(context, view, thing, action):
        raise Forbidden(context.may(action, thing), thing)


def within(one: StandIn, view: ProposalView) -> bool:
    """Whether the amount of a proposal lies within what was delegated: nothing else of the colleague's is shown."""
    limit = one.colleague.attributes["limit_minor"]
    return isinstance(limit, int) and view.row.amount_minor <= limit
