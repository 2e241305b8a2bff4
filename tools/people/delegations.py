"""我不在时 While I'm away: a colleague confirms for me, between two days and up to an amount. It ends by itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from ledger.core import Refused, grouped, problem
from ledger.proposals import delegations as kept
from ledger.proposals.delegations import LONGEST_DAYS, Delegation
from ledger.store.people import Person, people
from policies.access import Resource
from policies.access.duties import incompatible
from tools.blocks import Column, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.ways_in import limit_of

ACTION = "proposal.confirm"
NOTED = timedelta(days=3)
"""So long after its end both people still see that a delegation is over."""


class DelegateRequest(Request):
    """Who confirms instead (sign-in name), the first and the last day, and up to which amount of the base currency."""

    person: str = Field(min_length=1, max_length=40)
    first: date
    last: date
    limit: str = Field(min_length=1, max_length=30)


class DelegationShown(BaseModel):
    """A delegation: days inclusive, in the company's time zone; ``mine`` where this person gave it; ``now`` while it holds."""

    delegation: str
    delegator: str
    delegator_name: str
    user: str
    name: str
    first: str
    last: str
    limit_minor: int
    limit: str
    mine: bool
    now: bool


class DelegationNote(BaseModel):
    """What a delegation has come to, in a sentence for this person; ``phase`` to_come, holds or over."""

    delegation: str
    phase: str
    sentence: str


class Colleague(BaseModel):
    """Whom this person may let confirm, and up to which amount at most."""

    user: str
    name: str
    most_minor: int
    most: str


class Delegations(BaseModel):
    """What stands, the next to begin first; ``colleagues`` is empty where this person may not give any.

    ``notes`` are of these and of what ended within ``NOTED``.
    """

    delegations: tuple[DelegationShown, ...]
    colleagues: tuple[Colleague, ...]
    notes: tuple[DelegationNote, ...] = ()


def _shown(context: Context, one: Delegation) -> DelegationShown:
    named = context.once(
        "names of people", lambda: {who.user: who.called(context.language) for who in people(context.unit)}
    )
    zone = ZoneInfo(context.company.time_zone)
    last = (one.until_at - timedelta(microseconds=1)).astimezone(zone)
    return DelegationShown(
        delegation=one.delegation_id, delegator=one.delegator, delegator_name=named.get(one.delegator, one.delegator),
        user=one.delegate, name=named.get(one.delegate, one.delegate), first=f"{one.from_at.astimezone(zone):%Y-%m-%d}",
        last=f"{last:%Y-%m-%d}", limit_minor=one.limit_minor, limit=grouped(one.limit_minor, context.company.currency),
        mine=one.delegator == context.principal.user, now=one.holds(context.now),
    )  # fmt: skip


def _note(context: Context, one: Delegation) -> DelegationNote:
    shown, phase = _shown(context, one), one.phase(context.now)
    whose = "mine" if shown.mine else "theirs"
    other = shown.name if shown.mine else shown.delegator_name
    ended = f"{one.over_at.astimezone(ZoneInfo(context.company.time_zone)):%Y-%m-%d %H:%M}"
    said = context.say(
        f"delegation.note_{phase.value}_{whose}", name=other, first=shown.first, last=shown.last, limit=shown.limit,
        ended=ended,
    )  # fmt: skip
    return DelegationNote(delegation=one.delegation_id, phase=phase.value, sentence=said)


def _me(context: Context) -> Person:
    return next(one for one in people(context.unit, [context.principal.user]))


def _why_not(context: Context, mine: Person, one: Person) -> str:
    """The key of why a colleague may not confirm for this person; empty where they may."""
    company = Resource("Company", context.company.tenant)
    who = one.principal(company.id, context.principal.channel, "session")
    if one.user == mine.user or one.disabled or not context.might(who, ACTION, company).allowed:
        return "delegation.cannot_confirm"
    together = incompatible(mine.roles | one.roles)
    if any(pair not in incompatible(mine.roles) and pair not in incompatible(one.roles) for pair in together):
        return "delegation.incompatible"
    return "" if min(mine.limit_minor, one.limit_minor) > 0 else "delegation.cannot_confirm"


def _colleague(context: Context, mine: Person, one: Person) -> Colleague:
    most = min(mine.limit_minor, one.limit_minor)
    amount = grouped(most, context.company.currency)
    return Colleague(user=one.user, name=one.called(context.language), most_minor=most, most=amount)


@tool(
    action="help.read",
    effect="read",
    examples={
        "zh": ("我不在时谁替我复核", "我在替谁复核"),
        "en": ("Who confirms for me while I'm away?", "For whom am I standing in?"),
    },
)
def my_delegations(context: Context, request: Nothing) -> Done:
    """Who confirms for me and for whom I confirm, from when to when, up to which amount."""
    user = context.principal.user
    lately = kept.of_person(context.unit, user, context.now - NOTED)
    stands = [one for one in lately if one.stands(context.now)]
    noted = [one for one in lately if one.over_at > context.now - NOTED]
    mine, company = _me(context), Resource("Company", context.company.tenant)
    may = context.may("delegation.give", company).allowed
    colleagues = tuple(
        _colleague(context, mine, one)
        for one in (people(context.unit) if may else ())
        if not _why_not(context, mine, one)
    )
    shown = Delegations(
        delegations=tuple(_shown(context, one) for one in stands), colleagues=colleagues,
        notes=tuple(_note(context, one) for one in noted),
    )  # fmt: skip
    context.tally.rows = len(stands)
    if not stands:
        return Done(shown, (Text(text=context.say("delegation.none")),))
    heads = ("delegation", "from", "to", "first", "last", "limit")
    rows = tuple(
        Row(cells=(words(one.delegation), words(one.delegator_name), words(one.name), words(one.first), words(one.last),
                   money(one.limit_minor, context.company.currency)))
        for one in shown.delegations
    )  # fmt: skip
    columns = tuple(Column(title=context.say(f"delegation.{head}"), numeric=head == "limit") for head in heads)
    return Done(shown, (Table(columns=columns, rows=rows),))


def _span(context: Context, request: DelegateRequest) -> tuple[datetime, datetime]:
    """From the first instant of the first day to just after the last day, in the company's time zone."""
    if request.first < context.today or request.last < request.first:
        raise Refused(problem("delegation.bad_days", "last"))
    if (request.last - request.first).days >= LONGEST_DAYS:
        raise Refused(problem("delegation.too_long", "last", most=LONGEST_DAYS))
    zone = ZoneInfo(context.company.time_zone)
    after = request.last + timedelta(days=1)
    return datetime.combine(request.first, time(), zone), datetime.combine(after, time(), zone)


def _limit(context: Context, request: DelegateRequest, mine: Person, to: Person) -> int:
    limit, most = limit_of(context, request.limit), min(mine.limit_minor, to.limit_minor)
    if not 0 < limit <= most:
        amount = grouped(most, context.company.currency)
        raise Refused(problem("delegation.above", "limit", most=amount, name=to.called(context.language)))
    return limit


@tool(action="delegation.give", effect="commit", people_only=True)
def delegate(context: Context, request: DelegateRequest) -> Done:
    """我不在时: let a colleague confirm for me, between two days and up to an amount; it ends by itself."""
    mine = _me(context)
    to = next((one for one in people(context.unit) if request.person in (one.user, one.name, one.name_en)), None)
    if to is None:
        raise Refused(problem("door.unknown_person", "person", user=request.person))
    if key := _why_not(context, mine, to):
        raise Refused(problem(key, "person", name=to.called(context.language)))
    begins, ends = _span(context, request)
    limit = _limit(context, request, mine, to)
    for one in kept.of_person(context.unit, mine.user, context.now):
        same = (one.delegator, one.delegate) == (mine.user, to.user) and one.stands(context.now)
        if same and one.from_at < ends and begins < one.until_at:
            raise Refused(problem("delegation.overlaps", "first", name=to.called(context.language)))
    made = kept.delegate(context.unit, mine.user, to.user, begins, ends, limit, context.now)
    shown = _shown(context, made)
    told = context.say("delegation.given", name=shown.name, first=shown.first, last=shown.last, limit=shown.limit)
    return Done(shown, (Text(text=told),))


class OneDelegation(Request):
    """A delegation by id."""

    delegation: str = Field(max_length=60)


@tool(action="self.change", effect="commit", people_only=True)
def end_delegation(context: Context, request: OneDelegation) -> Done:
    """End a delegation before its last day, as the one who gave it or the one who has it."""
    ended = kept.end(context.unit, request.delegation, context.principal.user, context.now)
    return Done(_shown(context, ended), (Text(text=context.say("delegation.ended")),))
