"""Why not, of a decision: the rule that says so, or, where nothing permits, the rules under which it could be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.core import Principal
from policies.access.access import decide
from policies.access.decision import Decision, Resource
from policies.access.rulebook import Rule, Rulebook


def _actions(scope: Any, book: Rulebook) -> set[str]:
    """Actions that a rule's scope names, groups taken apart."""
    if scope["op"] == "All":
        return set(book.actions)
    named = [scope["entity"]] if "entity" in scope else scope["entities"]
    ids = {one["id"] for one in named}
    return {action for action, group in book.actions.items() if action in ids or group in ids}


def _kinds(scope: Any, kinds: frozenset[str]) -> set[str]:
    return {scope["entity_type"]} if scope["op"] == "is" else set(kinds)


def _role(rule: Rule) -> str:
    """The role that a rule is for; ``member`` is everybody, empty where it names none."""
    scope = rule.policy["principal"]
    named = scope.get("entity") or scope.get("in", {}).get("entity") or {}
    return str(named["id"]) if named.get("type") == "Role" else ""


def permits(book: Rulebook, action: str, kind: str) -> Iterator[tuple[str, Rule]]:
    """Rules that could permit an action on that kind of thing, each with the role it is for."""
    if kind not in book.kinds.get(action, frozenset()):
        return
    for rule in book.by_id.values():
        about = _actions(rule.policy["action"], book), _kinds(rule.policy["resource"], book.kinds[action])
        if rule.effect == "permit" and action in about[0] and kind in about[1]:
            yield _role(rule), rule


def nearest(principal: Principal, action: str, resource: Resource, book: Rulebook) -> tuple[Decision, Rule | None]:
    """The decision, and the rule to name for it.

    A forbid or a permit that decided is named; where nothing permits, the permit of the person's own roles that comes
    nearest (its conditions did not hold on this thing), none where no role of theirs has any.
    """
    decision = decide(principal, action, resource, book)
    if decision.rule in book.by_id:
        return decision, book.by_id[decision.rule]
    theirs = [(role, rule) for role, rule in permits(book, action, resource.kind) if role in principal.roles]
    everybodys = [(role, rule) for role, rule in permits(book, action, resource.kind) if role in ("member", "")]
    return decision, next((rule for _, rule in [*theirs, *everybodys]), None)


def limits(principal: Principal, action: str, book: Rulebook) -> list[Rule]:
    """Rules about single things that may still stand against an action which somebody's role allows in general.

    Forbids of one kind of thing, and the conditions of their own roles' permits, in the order of the book.
    """
    kinds = book.kinds.get(action, frozenset()) - {"Company"}
    found = []
    for rule in book.by_id.values():
        scope = rule.policy["resource"]
        fits = scope["op"] == "is" and scope["entity_type"] in kinds and action in _actions(rule.policy["action"], book)
        mine = _role(rule) in (principal.roles if rule.effect == "permit" else principal.roles | {"member", ""})
        if fits and mine and rule.policy["conditions"]:
            found.append(rule)
    return found
