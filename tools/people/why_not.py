"""Why may I not: the rule and its sentence, who could, and what to do. About oneself; about others for administrators."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from ledger.core import Principal, Refused, Via, problem, say
from ledger.core.words import LANGUAGES
from ledger.store.people import Person, people
from policies.access import Resource, limits, nearest
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, registry, tool
from tools.shared.asked_things import Thing, find_thing, reads_it
from tools.shared.rule_words import said

MOST_NAMED = 5
TOPICS = (
    ("payroll", "voucher.read"), ("number", "account.see"), ("confirm", "proposal.confirm"), ("return", "proposal.return"),
    ("reject", "proposal.reject"), ("reverse", "voucher.reverse"), ("reopen", "period.reopen"),
    ("close", "period.change"), ("people", "people.read"), ("rules", "access.read"), ("audit", "audit.read"),
    ("chart", "chart.change"), ("publish", "policy.publish"), ("type", "voucher.propose"), ("report", "report.read"),
    ("voucher", "voucher.read"), ("alert", "alert.read"), ("paper", "document.read"), ("party", "party.read"),
    ("proposal", "proposal.read"),
)  # fmt: skip
"""What people call what they want to do; the first that a question holds. Words: ``why.words_…``, both languages."""


class WhyNot(Request):
    """``about``: a tool or an action; ``thing``: a voucher's number, an alert, a proposal or document by id;
    ``topic``: the question in words; ``person``: somebody else, by name."""

    about: str | None = Field(default=None, max_length=80)
    thing: str | None = Field(default=None, max_length=80)
    topic: str | None = None
    person: str | None = Field(default=None, max_length=60)


class Answer(BaseModel):
    """``rule`` names what decided, or comes nearest; ``depends`` are sentences of what else may stand against it."""

    allowed: bool
    who: str
    action: str
    what: str
    rule: str
    sentence: str
    depends: tuple[str, ...]
    could: tuple[str, ...]
    todo: str


@dataclass(frozen=True, slots=True)
class _Asked:
    action: str
    thing: Thing | None = None
    about: Resource | None = None


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
        return _Asked(action if fits else thing.reads, thing)
    if not action:
        raise Refused(problem("why.say_what", "topic"))
    paid = Resource("Line", "-", {"payroll": True}) if heard == "payroll" and not request.about else None
    return _Asked(action, None, paid)


def _may(context: Context, who: Principal, asked: _Asked) -> tuple[bool, Resource]:
    """Whether somebody may, and the resource that shows why: the company first, then the thing itself."""
    company = Resource("Company", context.company.tenant)
    if not context.might(who, asked.action, company).allowed:
        return False, company
    if asked.thing and asked.action == asked.thing.reads:
        denied = (one for one in asked.thing.resources if not context.might(who, asked.action, one).allowed)
        return reads_it(context, who, asked.thing), next(denied, asked.thing.resources[0])
    about = asked.thing.resources[0] if asked.thing else asked.about
    return (context.might(who, asked.action, about).allowed, about) if about else (True, company)


def _could(context: Context, asked: _Asked, but: str) -> tuple[str, ...]:
    tenant, channel = context.company.tenant, context.principal.channel

    def may(one: Person) -> bool:
        return _may(context, one.principal(tenant, channel, "session"), asked)[0]

    others = (one for one in people(context.unit) if not one.disabled and one.user != but)
    return tuple(one.called(context.language) for one in others if may(one))[:MOST_NAMED]


def _todo(context: Context, could: tuple[str, ...], rule: str) -> str:
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
    could = () if allowed else _could(context, asked, who.user)
    general = allowed and asked.thing is None
    answer = Answer(
        allowed=allowed, who=name, action=asked.action, rule=rule.id if rule else decision.rule, sentence=sentence,
        what=request.thing or asked.action, could=could, todo="" if allowed else _todo(context, could, decision.rule),
        depends=tuple(said(one, context.language) for one in limits(who, asked.action, context.book)) if general else (),
    )  # fmt: skip
    verdict = context.say("why.may" if allowed else "why.may_not", who=name, sentence=sentence, rule=answer.rule)
    depends = [context.say("why.unless", sentences=" ".join(answer.depends))] if answer.depends else []
    return Done(answer, tuple(Text(text=one) for one in (verdict, *depends, answer.todo) if one))
