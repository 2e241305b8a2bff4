"""Who may confirm a proposal beside what the access rules say: nobody who made or changed it, nobody beyond their limit
for one vendor or colleague within 24 hours. The same stands in the ledger and in its database; here it is said beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledger.books.plain import content_to_plain
from ledger.core import Principal, Problem, Refused, problem
from ledger.proposals import ProposalView
from ledger.proposals.delegations import Delegation, held_by
from ledger.proposals.limits import amounts, confirmed_lately, over_limit
from ledger.store.people import Person, people
from policies.access import Resource
from tools.context import Context
from tools.shared.payment_lock import payment_locked

OWN, BEYOND, LOCKED = "maker_is_not_checker", "within_limit", "payment_locked"
"""The rules of the access rules that the first two stand beside; the third is of no role."""
MOST_NAMED = 5


def hindrance(context: Context, who: Principal, view: ProposalView) -> tuple[str, Problem] | None:
    """What keeps a person from confirming it though the access rules would let them: the rule it belongs to, and why."""
    if who.user in view.makers:
        return OWN, problem("proposals.own_work")
    if any(held.delegator in view.makers for held in delegations_of(context, who.user)):
        return OWN, problem("proposals.delegators_work")
    if locked := payment_locked(context, view):
        return LOCKED, locked
    limit = who.attributes.get("limit_minor")
    if not isinstance(limit, int):
        return None
    asked = context.once(("amounts", view.row.proposal_id, view.row.revision_no), lambda: _amounts(view))
    over = over_limit(context.unit, limit, asked, context.company.currency, _lately(context, who.user))
    return (BEYOND, over) if over else None


def delegations_of(context: Context, user: str) -> list[Delegation]:
    """The delegations on which a person may confirm now."""
    return context.once(("delegations of", user), lambda: held_by(context.unit, user, context.now))


def _amounts(view: ProposalView) -> dict[str, int]:
    return amounts(content_to_plain(view.content)["entries"], view.row.origin)


def _lately(context: Context, user: str) -> Mapping[str, int]:
    return context.once(("confirmed lately", user), lambda: confirmed_lately(context.unit, user, context.now))


def could_confirm(context: Context, view: ProposalView, thing: Resource) -> list[Person]:
    """Everybody who could confirm it now, in order of joining."""
    tenant = context.principal.tenant
    found = []
    for one in people(context.unit):
        who = one.principal(tenant, context.principal.channel, "session")
        company = Resource("Company", tenant)
        may = all(context.might(who, "proposal.confirm", what).allowed for what in (company, thing))
        if may and not one.disabled and hindrance(context, who, view) is None:
            found.append(one)
    return found


def must_not_be_hindered(context: Context, view: ProposalView, thing: Resource) -> None:
    """Refused with why this person may not confirm it, and who could."""
    found = hindrance(context, context.principal, view)
    if found is None:
        return
    named = [one.called(context.language) for one in could_confirm(context, view, thing)[:MOST_NAMED]]
    joined = context.say("proposal.and").join(named)
    who = problem("proposal.could_confirm", names=joined) if named else problem("proposal.nobody_could_confirm")
    raise Refused(found[1], who)
