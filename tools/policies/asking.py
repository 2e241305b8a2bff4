"""Policies: published by compliance, asked by everybody, answered with the clause in hand."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from policies.library import Answer, Citation, Version, ask_library, keep_vectors, library, publish, versions
from tools.blocks import AnyBlock, Ref, Scope, Text
from tools.blocks import Citation as CitationBlock
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool


class Cited(BaseModel):
    """A clause, verbatim, with its place and version."""

    path: str
    title: str
    clause: str
    quote: str
    version: str
    effective_from: date | None
    effective_to: date | None


class PolicyAnswer(BaseModel):
    """``verdict`` answered, depends or not_found; ``answer`` is made of the clause's own words."""

    verdict: Literal["answered", "depends", "not_found"]
    answer: str
    citations: tuple[Cited, ...]
    as_of: date


class PolicyQuestion(Request):
    """``as_of`` asks what was in force on that day (default today)."""

    question: str
    as_of: date | None = None
    topic: str | None = None


def _cited(one: Citation) -> Cited:
    return Cited(
        path=one.path, title=one.title, clause=one.clause, quote=one.quote, version=one.version,
        effective_from=one.effective_from, effective_to=one.effective_to,
    )  # fmt: skip


def _blocks(context: Context, found: Answer, day: date) -> tuple[AnyBlock, ...]:
    quotes = tuple(
        CitationBlock(
            path=one.path, title=one.title, clause=one.clause, quote=one.quote, version=one.version,
            effective_from=one.effective_from, effective_to=one.effective_to, ref=Ref(kind="clause", id=one.path),
        )
        for one in found.citations
    )  # fmt: skip
    scope = Scope(
        parts=(context.company.title(context.language), context.say("policy.in_force_on", day=day.isoformat()))
    )
    return (Text(text=found.answer), *quotes, scope)


def _answer(context: Context, question: str, as_of: date | None) -> Done:
    day = as_of or context.today
    found = ask_library(library(context.unit, context.store.home), question, day)
    context.tally.rows = len(found.citations)
    result = PolicyAnswer(
        verdict=found.verdict.value,
        answer=found.answer,
        citations=tuple(_cited(one) for one in found.citations),
        as_of=day,
    )
    return Done(result, _blocks(context, found, day))


@tool(
    action="policy.read",
    effect="read",
    examples={"zh": ("去苏州出差住宿上限是多少",), "en": ("What is the hotel limit in Suzhou?",)},
)
def policy_question(context: Context, request: PolicyQuestion) -> Done:
    """Answer a question from the house's policies, quoting the clause in force."""
    return _answer(context, request.question, request.as_of)


@tool(
    action="policy.read",
    effect="read",
    examples={"zh": ("给客户送 800 块的茶叶能走公司账吗",), "en": ("May I give a client a gift worth 800?",)},
)
def compliance_check(context: Context, request: PolicyQuestion) -> Done:
    """Check a plan against the policies: what the clause in force says about it."""
    return _answer(context, request.question, request.as_of)


class PolicySearch(Request):
    """``as_of`` asks what was in force on that day (default today)."""

    question: str
    as_of: date | None = None
    limit: int = Field(default=5, ge=1, le=50)


class PolicyHit(BaseModel):
    """A clause that search found; ``score`` lies in 0…1."""

    path: str
    clause: str
    text: str
    version: str
    effective_from: date | None
    effective_to: date | None
    score: float


class PolicyHits(BaseModel):
    """Clauses in force, best first."""

    results: tuple[PolicyHit, ...]


@tool(action="policy.read", effect="read")
def search_policies(context: Context, request: PolicySearch) -> Done:
    """The clauses in force that speak of something, best first, without answering."""
    day = request.as_of or context.today
    found = library(context.unit, context.store.home).search(request.question, day, request.limit)
    context.tally.rows = len(found)
    quotes = tuple(
        CitationBlock(
            path=hit.version.path, title=hit.version.title, clause=hit.clause.locator, quote=hit.clause.text,
            version=hit.version.label, effective_from=hit.version.effective_from,
            effective_to=hit.version.effective_to, ref=Ref(kind="clause", id=hit.version.path),
        )
        for hit in found
    )  # fmt: skip
    said: tuple[AnyBlock, ...] = quotes or (Text(text=context.say("policy.not_found", day=day.isoformat())),)
    return Done(PolicyHits(results=tuple(PolicyHit(**hit.as_dict()) for hit in found)), said)


class PolicyListed(BaseModel):
    """One published version."""

    path: str
    title: str
    language: str
    version: str
    effective_from: date | None
    effective_to: date | None
    in_force: bool
    clauses: int


class PoliciesListed(BaseModel):
    """Everything published, those in force first."""

    policies: tuple[PolicyListed, ...]


def _listed(one: Version, today: date) -> PolicyListed:
    return PolicyListed(
        path=one.path, title=one.title, language=one.language, version=one.label, effective_from=one.effective_from,
        effective_to=one.effective_to, in_force=one.in_force(today), clauses=len(one.clauses),
    )  # fmt: skip


@tool(action="policy.read", effect="read")
def list_policies(context: Context, request: Nothing) -> Done:
    """All policies that were published, with their versions."""
    found = [_listed(one, context.today) for one in versions(context.unit)]
    found.sort(key=lambda one: (not one.in_force, one.language != context.language, one.title, one.version))
    context.tally.rows = len(found)
    said = tuple(Text(text=f"{one.title} {one.version}") for one in found)
    return Done(PoliciesListed(policies=tuple(found)), said)


class OpenPolicy(Request):
    """By path."""

    path: str


class ClauseShown(BaseModel):
    """A clause, verbatim."""

    locator: str
    heading: tuple[str, ...]
    text: str


class PolicyShown(PolicyListed):
    """A version with its clauses."""

    texts: tuple[ClauseShown, ...]


@tool(action="policy.read", effect="read")
def open_policy(context: Context, request: OpenPolicy) -> Done:
    """A policy whole, clause by clause."""
    found = next((one for one in versions(context.unit) if one.path == request.path), None)
    if found is None:
        raise Refused(problem("policy.unknown", path=request.path))
    texts = tuple(ClauseShown(locator=one.locator, heading=one.heading, text=one.text) for one in found.clauses)
    context.tally.rows = len(texts)
    shown = PolicyShown(**_listed(found, context.today).model_dump(), texts=texts)
    return Done(shown, tuple(Text(text=f"{one.locator} {one.text}") for one in texts))


class PublishPolicies(Request):
    """Texts by path."""

    texts: dict[str, str]
    model_config = Request.model_config | {"str_max_length": 2_000_000}


class Published(BaseModel):
    """What was new."""

    paths: tuple[str, ...]
    vectors: int


@tool(action="policy.publish", effect="commit")
def publish_policies(context: Context, request: PublishPolicies) -> Done:
    """Publish policy texts; each path once, a new wording is a new version."""
    fresh = publish(context.unit, request.texts, context.principal.user, context.now)
    vectors = keep_vectors(context.unit)
    said = Text(text=context.say("policy.published", count=len(fresh)))
    return Done(Published(paths=tuple(fresh), vectors=vectors), (said,))
