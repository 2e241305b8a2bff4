"""Why may I not: the rule and its sentence, who could, and what to do. About oneself; about others for administrators."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from ledger.business.party_changes import find_change
from ledger.core import Principal, Refused, Via, problem, say
from ledger.core.words import LANGUAGES
from ledger.proposals import get
from ledger.store.people import Person, people
from policies.access import Resource, limits, nearest
from policies.risk import find_alert
from tools.blocks import AnyBlock, Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, registry, tool
from tools.shared.asked_things import Thing, find_thing, reads_it
from tools.shared.rule_words import said
from tools.shared.why_grounds import (
    STANDS_IN,
    Ground,
    of_alert,
    of_change,
    of_closing,
    of_confirming,
    of_month,
    of_standing_in,
    standing,
    used_today,
)

MOST_NAMED = 5
TOPICS = (
    ("budget", "help.read"), ("payroll", "voucher.read"), ("number", "account.see"), ("confirm", "proposal.confirm"), ("return", "proposal.return"),
    ("reject", "proposal.reject"), ("reverse", "voucher.reverse"), ("reopen", "period.reopen"),
    ("close", "period.change"), ("people", "people.read"), ("rules", "access.read"), ("audit", "audit.read"),
    ("chart", "chart.change"), ("publish", "policy.publish"), ("type", "voucher.propose"), ("report", "report.read"),
    ("voucher", "voucher.read"), ("alert", "alert.read"), ("paper", "document.read"), ("party", "party.read"),
    ("proposal", "proposal.read"),
)  # fmt: skip
"""What people call what they want to do; the first that a question holds. Words: ``why.words_…``, both languages."""
CONFIRMING = frozenset({"proposal.confirm", "run.confirm", "import.confirm"})
POSTING = frozenset(
    {"voucher.propose", "voucher.reverse", "proposal.confirm", "run.propose", "run.confirm", "period.change"}
)
"""Acts that want an open month."""


class WhyNot(Request):
    """``about``: a tool or an action; ``thing``: a voucher's number, an alert, a month, a proposal, document or change of
    master data by id; ``topic``: the question in words; ``person``: somebody else, by name."""

    about: str | None = Field(default=None, max_length=80)
    thing: str | None = Field(default=None, max_length=80)
    topic: str | None = None
    person: str | None = Field(default=None, max_length=60)


class Answer(BaseModel):
    """``rule`` names what decided, or comes nearest; ``more`` what makes it up: sums with their instants, locks with
    theirs; ``depends`` are sentences of what else may stand against it."""

    allowed: bool
    who: str
    action: str
    what: str
    rule: str
    sentence: str
    more: tuple[str, ...] = ()
    depends: tuple[str, ...]
    could: tuple[str, ...]
    todo: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """``of_thing`` where the access rules decide about the thing itself; else it only gives grounds beside them."""

    action: str
    thing: Thing | None = None
    about: Resource | None = None
    of_thing: bool = True
    bounds: bool = False


def _person(context: Context, named: str | None) -> tuple[Principal, str]:
    """Who is meant, as they would act themselves: a model asking for them changes nothing about what they may."""
    me = context.principal
    known = people(context.unit)
    mine = next((one for one in known if one.user == me.user), None)
    if not named or (mine and named in (mine.user, mine.name, mine.name_en)):
        return replace(me, via=Via.PERSON), mine.called(context.language) if mine else me.user
    context.require(Resource("Company", context.company.tenant), "people.read")
    found = next((one for one in known if named in (one.user, one.name, one.name_en)), None)
    if found is None:
        raise Refused(problem("door.unknown_person", "person", user=named))
    return found.principal(me.tenant, me.channel, "session"), found.called(context.language)


def _heard(topic: str) -> str:
    """The first of TOPICS whose words a question holds."""
    low = topic.lower()
    for name, _ in TOPICS:
        if any(re.search(say(f"why.words_{name}", language), low) for language in LANGUAGES):
            return name
    return ""


def _asked(context: Context, request: WhyNot) -> _Asked:
    heard = _heard(request.topic or "")
    action = dict(TOPICS).get(heard, "")
    if request.about:
        known = registry.get(request.about)
        action = known.action if known else request.about
        if action not in context.book.actions:
            raise Refused(problem("why.no_such_act", "about", about=request.about))
    if request.thing:
        thing = find_thing(context, request.thing)
        fits = action and thing.resources[0].kind in context.book.kinds.get(action, frozenset())
        return _Asked(action if fits or (action and request.about) else thing.reads, thing, of_thing=bool(fits))
    if not action:
        raise Refused(problem("why.say_what", "topic"))
    paid = Resource("Line", "-", {"payroll": True}) if heard == "payroll" and not request.about else None
    return _Asked(action, None, paid, bounds=heard == "budget" and not request.about)


def _may(context: Context, who: Principal, asked: _Asked) -> tuple[bool, Resource]:
    """Whether somebody may, and the resource that shows why: the company first, then the thing itself."""
    company = Resource("Company", context.company.tenant)
    if not context.might(who, asked.action, company).allowed:
        return False, company
    if asked.thing and asked.action == asked.thing.reads:
        denied = (one for one in asked.thing.resources if not context.might(who, asked.action, one).allowed)
        return reads_it(context, who, asked.thing), next(denied, asked.thing.resources[0])
    about = asked.thing.resources[0] if asked.thing and asked.of_thing else asked.about
    return (context.might(who, asked.action, about).allowed, about) if about else (True, company)


def _could(context: Context, asked: _Asked, but: str) -> tuple[str, ...]:
    tenant, channel = context.company.tenant, context.principal.channel

    def may(one: Person) -> bool:
        return _may(context, one.principal(tenant, channel, "session"), asked)[0]

    others = (one for one in people(context.unit) if not one.disabled and one.user != but)
    return tuple(one.called(context.language) for one in others if may(one))[:MOST_NAMED]


def _todo(context: Context, could: tuple[str, ...], rule: str, ground: Ground | None) -> str:
    if ground and (ground.todo or not could):
        return ground.todo
    names = context.say("why.comma").join(could)
    if rule == "agents_never_commit":
        return context.say("why.do_yourself")
    return context.say("why.ask_them", names=names) if could else context.say("why.ask_admin")


@tool(
    action="help.read",
    effect="read",
    examples={
        "zh": ("为什么我看不到工资凭证", "我为什么不能复核这张"),
        "en": ("Why may I not see salary vouchers?", "Why can't I confirm this one?"),
    },
)
def why_not(context: Context, request: WhyNot) -> Done:
    """Why somebody may not see or do something: the rule that says so, who could, and what to do."""
    who, name = _person(context, request.person)
    asked = _asked(context, request)
    allowed, resource = _may(context, who, asked)
    decision, rule = nearest(who, asked.action, resource, context.book)
    sentence = said(rule, context.language) if rule else context.say(f"access.{decision.rule}")
    ground = _ground(context, who, asked) if allowed else None
    if (not allowed or ground) and (instead := _for_a_colleague(context, who, asked)):
        allowed, ground = instead[0], instead[1] or ground
    allowed = allowed and (ground is None or ground.rule == STANDS_IN)
    could = () if allowed else _could_instead(context, asked, ground, who.user)
    answer = Answer(
        allowed=allowed, who=name, action=asked.action, what=request.thing or asked.action,
        rule=ground.rule if ground else rule.id if rule else decision.rule,
        sentence=ground.sentence if ground else sentence, more=ground.more if ground else _general(context, who, asked),
        depends=_depends(context, who, asked) if allowed else (), could=could,
        todo="" if allowed else _todo(context, could, decision.rule, ground),
    )  # fmt: skip
    return Done(answer, _told(context, answer))


def _for_a_colleague(context: Context, who: Principal, asked: _Asked) -> tuple[bool, Ground | None] | None:
    """What a delegation says of a proposal somebody asks about for themselves; None where it says nothing."""
    mine = asked.thing and asked.thing.kind == "proposal" and who.user == context.principal.user
    if not mine or asked.action != "proposal.confirm" or asked.thing is None:
        return None
    found = of_standing_in(context, get(context.unit, asked.thing.key))
    return found if found[1] else None


def _told(context: Context, answer: Answer) -> tuple[AnyBlock, ...]:
    key = "why.may" if answer.allowed else "why.may_not"
    verdict = context.say(key, who=answer.who, sentence=answer.sentence, rule=answer.rule)
    depends = [context.say("why.unless", sentences=" ".join(answer.depends))] if answer.depends else []
    return tuple(Text(text=one) for one in (verdict, *answer.more, *depends, answer.todo) if one)


def _ground(context: Context, who: Principal, asked: _Asked) -> Ground | None:
    """What stands against it beside the access rules, where whoever asks may read the thing."""
    thing = asked.thing
    if thing is None or not reads_it(context, replace(context.principal, via=Via.PERSON), thing):
        return None
    if thing.kind == "proposal" and asked.action in CONFIRMING:
        return of_confirming(context, who, get(context.unit, thing.key))
    if thing.kind == "alert" and asked.action == "alert.settle":
        found = find_alert(context.unit, int(thing.key))
        return of_alert(context, who, found) if found else None
    if thing.kind == "change" and asked.action == "party.change":
        change = find_change(context.unit, thing.key)
        return of_change(context, who, change) if change else None
    if thing.kind == "month" and asked.action == "period.change":
        return of_closing(context, who, thing.key)
    return of_month(context, thing.key) if thing.kind == "month" and asked.action in POSTING else None


def _could_instead(context: Context, asked: _Asked, ground: Ground | None, but: str) -> tuple[str, ...]:
    if ground is None:
        return _could(context, asked, but)
    return tuple(one.called(context.language) for one in ground.could)[:MOST_NAMED]


def _general(context: Context, who: Principal, asked: _Asked) -> tuple[str, ...]:
    """What bounds it in general, asked about no thing: one's own limit and delegations, the bounds of the day."""
    if asked.thing or who.user != context.principal.user:
        return ()
    if asked.action == "proposal.confirm":
        return standing(context, who)
    group = context.book.actions.get(asked.action)
    return used_today(context, who) if asked.bounds or group == "propose" else ()


def _depends(context: Context, who: Principal, asked: _Asked) -> tuple[str, ...]:
    if asked.thing and asked.of_thing:
        return ()
    return tuple(said(one, context.language) for one in limits(who, asked.action, context.book))
