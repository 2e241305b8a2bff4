"""Who may do what, as the company decided it: read, tried, drafted by one person, published by another, taken back.

A draft is bound to its digest and to the version it was written against. What it answers otherwise than the shipped
table of expectations, its author names row by row, and whoever publishes sees exactly that list.
"""

from __future__ import annotations

import difflib
from datetime import datetime

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store import access_versions
from ledger.store.access_versions import Draft, Rules, Version
from ledger.store.people import people
from policies.access import LAWS, Difference, Rule, Rulebook, Trial, rulebook, shipped_text, try_out
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.rule_words import said

LONGEST = 60_000


class RuleShown(BaseModel):
    """One rule in words; ``law`` stands in every version, ``own`` is the company's or changed by it."""

    id: str
    effect: str
    sentence: str
    law: bool
    own: bool


class DifferenceShown(BaseModel):
    """A row of a table that a text answers otherwise; ``key`` names it when it is accepted."""

    key: str
    role: str
    department: str
    action: str
    about: str
    via: str
    expected: str
    rule: str
    why: str


class VersionShown(BaseModel):
    """A published version and what it changed: lines beginning with ``+`` and ``-``."""

    number: int
    author: str
    published_by: str
    published_at: str
    reason: str
    restores: int | None
    changes: tuple[str, ...]


class DraftShown(BaseModel):
    """A draft that waits; ``mine`` where this person wrote it, ``stale`` where another version came in between."""

    draft: str
    digest: str
    author: str
    reason: str
    written_at: str
    mine: bool
    stale: bool
    changes: tuple[str, ...]
    differences: tuple[DifferenceShown, ...]


class AccessRules(BaseModel):
    """The version in force (0 ships with the product), its rules, the versions before, the drafts that wait.

    ``accepted`` are the shipped expectations that it changes.
    """

    number: int
    text: str
    expectations: str
    accepted: tuple[str, ...]
    rules: tuple[RuleShown, ...]
    versions: tuple[VersionShown, ...]
    waiting: tuple[DraftShown, ...]


def changes(before: Rules, after: Rules) -> tuple[str, ...]:
    """What the second says that the first does not, and the other way round, rules and own expectations."""
    one, other = (f"{each.text.strip()}\n{each.expectations}".splitlines() for each in (before, after))
    lines = difflib.unified_diff(one, other, lineterm="", n=0)
    return tuple(line for line in lines if not line.startswith(("+++", "---", "@@")) and line[1:].strip())


def _shipped() -> Rules:
    return Rules(shipped_text())


def in_words(context: Context, found: Difference) -> DifferenceShown:
    row = found.row
    return DifferenceShown(
        key=row.key, role=row.role, department=row.department, action=row.action,
        about=f"{row.kind} {row.facts}".strip(), via=row.via, expected=row.expected, rule=found.decision.rule,
        why=context.say(row.why_key) if row.why_key else row.why,
    )  # fmt: skip


def rules_shown(book: Rulebook, language: str) -> tuple[RuleShown, ...]:
    """Every rule in force, laws first."""
    ours = rulebook().by_id

    def one(rule: Rule) -> RuleShown:
        same = rule.id in ours and ours[rule.id].policy == rule.policy
        return RuleShown(
            id=rule.id, effect=rule.effect, sentence=said(rule, language), law=rule.id in LAWS, own=not same
        )

    return tuple(sorted((one(rule) for rule in book.by_id.values()), key=lambda shown: not shown.law))


def _named(context: Context) -> dict[str, str]:
    return {one.user: one.called(context.language) for one in people(context.unit)}


def _called(context: Context, user: str) -> str:
    known: dict[str, str] = context.once("names", lambda: _named(context))
    if user.startswith("machine"):
        return context.say("access.the_machine")
    return known.get(user, user)


def _at(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")


def _history(context: Context) -> tuple[VersionShown, ...]:
    found = access_versions.versions(context.unit)
    before = [*(one.rules for one in found), _shipped()][1:]

    def one(version: Version, last: Rules) -> VersionShown:
        return VersionShown(
            number=version.number, author=_called(context, version.author), reason=version.reason,
            published_by=_called(context, version.published_by), published_at=_at(version.published_at),
            restores=version.restores, changes=changes(last, version.rules),
        )  # fmt: skip

    return tuple(one(version, last) for version, last in zip(found, before, strict=True))


def _now(context: Context) -> Rules:
    """The rules of the version in force."""
    if context.book.number == 0:
        return _shipped()
    (found,) = access_versions.versions(context.unit, context.book.number)
    return found.rules


def _draft(context: Context, one: Draft, now: Rules) -> DraftShown:
    found = try_out(one.rules)
    return DraftShown(
        draft=one.draft_id, digest=one.digest, author=_called(context, one.author), reason=one.reason,
        written_at=_at(one.written_at), mine=one.author == context.principal.user,
        stale=one.based_on != context.book.number, changes=changes(now, one.rules),
        differences=tuple(in_words(context, each) for each in found.shipped),
    )  # fmt: skip


@tool(action="access.read", effect="read", people_only=True)
def access_rules(context: Context, request: Nothing) -> Done:
    """The access rules in force: each in words, who wrote and who published them, every version with what it changed."""
    now = _now(context)
    shown = AccessRules(
        number=context.book.number, text=now.text, expectations=now.expectations, accepted=now.accepted,
        rules=rules_shown(context.book, context.language), versions=_history(context),
        waiting=tuple(_draft(context, one, now) for one in access_versions.waiting(context.unit)),
    )  # fmt: skip
    context.tally.rows = len(shown.rules)
    heads = tuple(Column(title=context.say(f"access.head_{name}")) for name in ("rule", "says"))
    rows = tuple(Row(cells=(words(rule.id), words(rule.sentence))) for rule in shown.rules)
    first = Text(text=context.say("access.in_force", number=shown.number))
    return Done(shown, (first, Table(columns=heads, rows=rows)))


class TryRules(Request):
    """A text of rules (Cedar), and the company's own expectations (CSV), which may be empty."""

    text: str = Field(max_length=LONGEST)
    expectations: str = Field(default="", max_length=LONGEST)


class Tried(BaseModel):
    """``changes``: rows of the shipped table answered otherwise; ``fails``: rows of the own table that do not hold."""

    faults: tuple[str, ...]
    changes: tuple[DifferenceShown, ...]
    fails: tuple[DifferenceShown, ...]


def _plain(text: str) -> str:
    """A form's line ends and margins say nothing."""
    lines = text.replace("\r\n", "\n").strip()
    return f"{lines}\n" if lines else ""


def _rules(request: TryRules, accepted: tuple[str, ...] = ()) -> Rules:
    return Rules(_plain(request.text), _plain(request.expectations), tuple(sorted(set(accepted))))


@tool(action="access.read", effect="read", people_only=True)
def try_access_rules(context: Context, request: TryRules) -> Done:
    """Try a text of access rules against the laws and the tables of expectations; nothing is kept."""
    found = try_out(_rules(request))
    tried = Tried(
        faults=tuple(one.text(context.language) for one in found.faults),
        changes=tuple(in_words(context, one) for one in found.shipped),
        fails=tuple(in_words(context, one) for one in found.own),
    )
    counted = context.say("access.tried", faults=len(tried.faults) + len(tried.fails), changes=len(tried.changes))
    told = [counted, *tried.faults, *(_line(context, one) for one in (*tried.fails, *tried.changes))]
    return Done(tried, tuple(Text(text=one) for one in told))


def _line(context: Context, one: DifferenceShown) -> str:
    expected = context.say(f"access.{one.expected}")
    return context.say("access.difference", key=one.key, expected=expected, rule=one.rule, why=one.why)


class ProposeRules(TryRules):
    """``accepted`` names the shipped expectations that the text changes on purpose, all of them and no other.

    Those that the version in force changes already, and the text still does, stay named.
    """

    reason: str = Field(min_length=1, max_length=400)
    accepted: tuple[str, ...] = ()


class RulesProposed(BaseModel):
    """The draft that waits for a second person."""

    draft: str
    digest: str


def _publishable(found: Trial, accepted: tuple[str, ...]) -> None:
    """Refused with everything that stands against it."""
    faults = list(found.faults)
    faults += [
        problem("access.own_fails", "expectations", key=one.row.key, rule=one.decision.rule) for one in found.own
    ]
    unnamed, vain = set(found.changed) - set(accepted), set(accepted) - set(found.changed)
    faults += [problem("access.not_named", "accepted", key=key) for key in sorted(unnamed)]
    faults += [problem("access.named_in_vain", "accepted", key=key) for key in sorted(vain)]
    if faults:
        raise Refused(*faults)


@tool(action="access.propose", effect="propose", people_only=True)
def propose_access_rules(context: Context, request: ProposeRules) -> Done:
    """Draft the next version of the access rules, for another person to publish."""
    rules, now = _rules(request), _now(context)
    if not changes(now, rules):
        raise Refused(problem("access.nothing_changed", "text"))
    found = try_out(rules)
    before = set(now.accepted) & set(found.changed)
    rules = _rules(request, (*request.accepted, *before))
    _publishable(found, rules.accepted)
    who = context.principal.user
    made = access_versions.write_draft(context.unit, rules, context.book.number, who, request.reason, context.now)
    return Done(RulesProposed(draft=made.draft_id, digest=made.digest), (Text(text=context.say("access.proposed")),))


class PublishRules(Request):
    """The draft, and the digest of what was shown; ``publish`` false sets it aside."""

    draft: str
    digest: str
    publish: bool = True


class RulesPublished(BaseModel):
    """The version now in force; None where the draft was set aside."""

    number: int | None


@tool(action="access.publish", effect="commit", people_only=True)
def publish_access_rules(context: Context, request: PublishRules) -> Done:
    """Put a draft of the access rules in force, or set it aside: never publish one's own."""
    found = next((one for one in access_versions.waiting(context.unit) if one.draft_id == request.draft), None)
    if found is None or found.digest != request.digest or found.rules.digest != request.digest:
        raise Refused(problem("access.no_draft"))
    me = context.principal.user
    if not request.publish:
        access_versions.settle(context.unit, found.draft_id, me, context.now, published=False)
        return Done(RulesPublished(number=None), (Text(text=context.say("access.set_aside")),))
    if found.author == me:
        raise Refused(problem("access.second_person"))
    if found.based_on != context.book.number:
        raise Refused(problem("access.stale", number=context.book.number))
    _publishable(try_out(found.rules), found.rules.accepted)
    if not access_versions.settle(context.unit, found.draft_id, me, context.now, published=True):
        raise Refused(problem("access.no_draft"))
    number = access_versions.publish(context.unit, found.rules, found.author, found.reason, me, context.now)
    return Done(RulesPublished(number=number), (Text(text=context.say("access.published", number=number)),))


@tool(action="access.restore", effect="commit", people_only=True)
def restore_access_rules(context: Context, request: Nothing) -> Done:
    """Go back to the access rules before: the machine's owner only, also where no rule can be read."""
    found = access_versions.versions(context.unit)
    if not found:
        raise Refused(problem("access.no_version_before"))
    target = (found[0].number if found[0].restores is None else found[0].restores) - 1
    if target < 0:
        raise Refused(problem("access.no_version_before"))
    old = next((one for one in found if one.number == target), None)
    rules, author = (old.rules, old.author) if old else (_shipped(), "zhangfang")
    number = access_versions.publish(
        context.unit, rules, author, context.say("access.went_back", number=target), context.principal.user,
        context.now, restores=target,
    )  # fmt: skip
    said_so = context.say("access.restored", number=number, target=target)
    return Done(RulesPublished(number=number), (Text(text=said_so),))
