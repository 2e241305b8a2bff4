"""Who leaves: what they have in hand goes to a colleague first, then the account loses everything at once.

A colleague who takes it over stands where the leaving person stood, as sender and as maker, so they cannot confirm it.
Papers stay those of who sent them (what is owed stays owed to them); whoever types vouchers answers for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.evidence import documents
from ledger.evidence.documents import BARE
from ledger.proposals import ProposalView, hand_over, in_hand
from ledger.store import identity, people_requests
from ledger.store.people import Person, people, set_disabled
from ledger.store.schema.evidence import document as papers_table
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.proposal_cards import resource
from tools.shared.second_word import decides_alone
from tools.shared.ways_in import one_person


@dataclass(frozen=True, slots=True)
class _InHand:
    """What somebody has in hand; ``papers`` are those of which no voucher was proposed yet."""

    proposals: list[ProposalView]
    papers: list[documents.Document]


def _in_hand(context: Context, who: Person) -> _InHand:
    theirs = papers_table.c.sender == who.user
    return _InHand(in_hand(context.unit, who.user), documents.listing(context.unit, theirs, list(BARE)))


def _could_take(context: Context, one: Person, held: _InHand) -> bool:
    """Whether somebody may read and go on with all of it already: handing over shows nobody anything new."""
    company = Resource("Company", context.company.tenant)
    who = one.principal(company.id, context.principal.channel, "session")

    def may(action: str, thing: Resource) -> bool:
        return context.might(who, action, company).allowed and context.might(who, action, thing).allowed

    for view in held.proposals:
        thing = resource(view)
        theirs = replace(thing, attributes={**thing.attributes, "sender": one.user})
        if not may("proposal.read", thing) or not may("proposal.edit", theirs):
            return False
    for paper in held.papers:
        facts = {"owner": paper.sender} | ({"department": paper.department} if paper.department else {})
        if not may("document.read", Resource("Document", paper.document_id, facts)) or not may(
            "voucher.propose", company
        ):
            return False
    return True


def _takers(context: Context, who: Person, held: _InHand) -> list[Person]:
    came_in = identity.have_passwords(context.unit)
    others = (one for one in people(context.unit) if not one.disabled and one.user != who.user)
    return [one for one in others if (one.user in came_in or context.company.demo) and _could_take(context, one, held)]


class OneLeaving(Request):
    """By sign-in name."""

    person: str = Field(max_length=40)


class Taker(BaseModel):
    """Somebody who could take it over."""

    user: str
    name: str


class Leaving(BaseModel):
    """How much somebody has in hand, and who could take all of it over."""

    user: str
    name: str
    proposals: int
    papers: int
    takers: tuple[Taker, ...]


@tool(action="people.read", effect="read", people_only=True)
def leaving_person(context: Context, request: OneLeaving) -> Done:
    """What somebody who leaves has in hand, counted, and to whom it could go."""
    who = one_person(context, request.person)
    held = _in_hand(context, who)
    takers = tuple(Taker(user=one.user, name=one.called(context.language)) for one in _takers(context, who, held))
    found = Leaving(user=who.user, name=who.called(context.language), proposals=len(held.proposals),
                    papers=len(held.papers), takers=takers)  # fmt: skip
    context.tally.rows = len(takers)
    return Done(
        found,
        (Text(text=context.say("people.in_hand", name=found.name, proposals=found.proposals, papers=found.papers)),),
    )


class DisablePerson(OneLeaving):
    """``hand_to`` takes over what is open; ``leave_open`` where nobody can yet and the account must end now."""

    hand_to: str = Field(default="", max_length=40)
    leave_open: bool = False


class PersonDisabled(BaseModel):
    """How many proposals went to ``hand_to``, and how many could not be moved (a closed month, say)."""

    user: str
    hand_to: str
    handed: int
    left: int


def _hand_all(context: Context, who: Person, held: _InHand, hand_to: str) -> tuple[int, int]:
    """To one who could take it, each by itself; how many went and how many stayed."""
    if hand_to not in {one.user for one in _takers(context, who, held)}:
        raise Refused(problem("people.cannot_take", "hand_to", name=hand_to))
    left = 0
    for view in held.proposals:
        step = context.unit.connection.begin_nested()
        try:
            hand_over(context.unit, context.principal, view, who.user, hand_to, context.now)
            step.commit()
        except Refused:
            step.rollback()
            left += 1
    return len(held.proposals) - left, left


@tool(action="people.change", effect="commit", people_only=True)
def disable_person(context: Context, request: DisablePerson) -> Done:
    """Shut a person out, once a colleague has what they had in hand: every way in ends at once; what they did stays."""
    who = one_person(context, request.person)
    rest = [one for one in people(context.unit) if "admin" in one.roles and not one.disabled and one.user != who.user]
    if not rest:
        raise Refused(problem("people.last_admin", "person"))
    held = _in_hand(context, who)
    handed = left = 0
    if held.proposals or held.papers:
        if request.hand_to:
            handed, left = _hand_all(context, who, held, request.hand_to)
        elif not request.leave_open:
            counts = {"proposals": len(held.proposals), "papers": len(held.papers)}
            raise Refused(problem("people.hand_to_whom", "hand_to", name=who.called(context.language), **counts))
    decides_alone(context)  # that there was a second person stays known, also after they are shut out
    set_disabled(context.unit, who.user, disabled=True)
    identity.shut_out(context.unit, who.user)
    for one in people_requests.waiting(context.unit):
        if one.user == who.user:
            people_requests.settle(context.unit, one.request_id, context.principal.user, context.now, agreed=False)
    done = PersonDisabled(user=who.user, hand_to=request.hand_to, handed=handed, left=left)
    told = context.say("people.disabled_now", name=who.called(context.language))
    return Done(done, (Text(text=told),))
