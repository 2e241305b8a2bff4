"""May this person do this to that? Cedar decides; errors in its diagnostics are a denial."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import cedarpy

from ledger.core import Attribute, Principal, Via
from policies.access.decision import Decision, Resource
from policies.access.rulebook import Rulebook


def person_entity(principal: Principal) -> dict[str, Any]:
    """The Cedar entity of a principal; every signed-in person is a ``member``."""
    limit = principal.attributes.get("limit_minor", 0)
    attributes: dict[str, Any] = {
        "name": principal.user,
        "agent": principal.via is Via.AGENT,
        "proved": principal.verified,
        "limit": limit if isinstance(limit, int) else 0,
        "tainted": principal.tainted,
    }
    if department := principal.attributes.get("department"):
        attributes["department"] = department
    if (books := principal.attributes.get("audit_books")) is not None:
        attributes["audits"] = _audits(principal, books)
    roles = [{"type": "Role", "id": role} for role in sorted(principal.roles | {"member"})]
    return {"uid": {"type": "Person", "id": principal.user}, "attrs": attributes, "parents": roles}


def _audits(principal: Principal, books: Attribute) -> dict[str, Any]:
    """What an external auditor may look at; nothing at all where a part of it is missing."""
    told = principal.attributes
    first, last = told.get("audit_first"), told.get("audit_last")
    whole = isinstance(books, tuple) and isinstance(first, int) and isinstance(last, int)
    return {
        "open": whole and told.get("audit_open") is True,
        "books": list(books) if isinstance(books, tuple) else [],
        "first": first if isinstance(first, int) else 1,
        "last": last if isinstance(last, int) else 0,
    }


def _entity(resource: Resource) -> dict[str, Any]:
    return {"uid": {"type": resource.kind, "id": resource.id}, "attrs": dict(resource.attributes), "parents": []}


def request(principal: Principal, action: str) -> dict[str, Any]:
    """The part of a Cedar request that does not depend on the resource."""
    return {"principal": _uid("Person", principal.user), "action": _uid("Action", action), "context": {}}


def _uid(kind: str, name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{kind}::"{escaped}"'


def known_by(principal: Principal) -> Hashable:
    """All that rules can see of a person."""
    told = principal.attributes
    return (principal.user, principal.roles, principal.via is Via.AGENT, principal.verified, principal.scope, principal.tainted,
            told.get("limit_minor"), told.get("department"), told.get("audit_books"), told.get("audit_first"),
            told.get("audit_last"), told.get("audit_open"))  # fmt: skip


def decide(principal: Principal, action: str, resource: Resource, book: Rulebook) -> Decision:
    """Allowed or denied, with the rule; an unknown action, a missing attribute or any error denies."""
    if resource.attributes or resource.kind != "Company":
        return _decide(principal, action, resource, book)
    key = ("decide", known_by(principal), action, resource.id)
    return book.once(key, lambda: _decide(principal, action, resource, book))


def _decide(principal: Principal, action: str, resource: Resource, book: Rulebook) -> Decision:
    if action not in book.actions:
        return Decision(False, "error")
    if not principal.in_scope(action, book.actions[action]):
        return Decision(False, "token_scope")
    asked = request(principal, action) | {"resource": _uid(resource.kind, resource.id)}
    try:
        outcome = cedarpy.is_authorized(asked, book.rules, [person_entity(principal), _entity(resource)], book.schema)
    except ValueError:
        return Decision(False, "error")
    if outcome.diagnostics.errors:
        return Decision(False, "error")
    reasons = outcome.diagnostics.id_annotations_by_reason  # policy0, policy1 … in file order
    first = min(reasons, key=lambda name: int(name.removeprefix("policy")), default="")
    rule = book.by_id.get(reasons[first]) if first else None
    return Decision(outcome.allowed, rule.id, rule.zh, rule.en) if rule else Decision(outcome.allowed, "default")
