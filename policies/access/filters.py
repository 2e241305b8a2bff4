"""The same rules as a row filter: Cedar's partial evaluation with the resource unknown, turned into SQL.

Upstream calls partial evaluation experimental, so the version is pinned, a property test proves the
filter equal to deciding row by row, and every row acted on is decided again by :func:`decide`. An
operator this translator does not know raises, and the caller denies.

SQL stays two-valued where it matters: a row lacking any required attribute is out, a permit that is
NULL is false, a forbid that is NULL is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import cedarpy
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    true,
    type_coerce,
)
from sqlalchemy.sql.elements import False_, True_

from ledger.core import Principal
from policies.access.access import known_by, person_entity, request
from policies.access.rulebook import Rulebook

Columns = Mapping[str, ColumnElement[Any] | str | int]
"""SQL of each attribute of a type; a plain value where it is the same for all rows asked for."""
_COMPARE: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_NEVER = {"kind": "when", "body": {"Value": False}}
_ERRORS: tuple[dict[str, Any], ...] = ({"effect": "error"},)


class UnknownOperator(ValueError):
    """A residual this translator cannot express; the caller must deny."""


def _both(left: ColumnElement[bool], right: ColumnElement[bool]) -> ColumnElement[bool]:
    """AND that folds constants to ``true()`` and ``false()`` themselves, as Cedar's short circuit does."""
    if isinstance(left, False_) or isinstance(right, True_):
        return left
    return right if isinstance(left, True_) or isinstance(right, False_) else and_(left, right)


def _either(left: ColumnElement[bool], right: ColumnElement[bool]) -> ColumnElement[bool]:
    """OR that folds constants likewise."""
    if isinstance(left, True_) or isinstance(right, False_):
        return left
    return right if isinstance(left, False_) or isinstance(right, True_) else or_(left, right)


def _compared(operator: str, left: Any, right: Any, *, number: bool = False) -> ColumnElement[bool]:
    """Two plain values are compared here and now, so that what does not depend on the row folds away."""
    if not isinstance(left, ColumnElement) and not isinstance(right, ColumnElement):
        return true() if bool(_COMPARE[operator](left, right)) else false()
    sides = [
        (type_coerce(one, BigInteger) if number else one) if isinstance(one, ColumnElement)
        else literal(one) if isinstance(one, str) else literal(one, BigInteger)
        for one in (left, right)
    ]  # fmt: skip
    return _COMPARE[operator](*sides)


class _Translator:
    def __init__(self, kind: str, columns: Columns) -> None:
        self.kind = kind
        self.columns = columns

    def _is_resource(self, node: Any) -> bool:
        return bool(node == {"unknown": [{"Value": "resource"}]})

    def value(self, node: dict[str, Any]) -> Any:
        """A column or a plain value."""
        ((operator, body),) = node.items()
        if operator == "Value" and isinstance(body, bool | int):
            return int(body)
        if operator == "Value" and isinstance(body, str):
            return body
        if operator == "." and self._is_resource(body["left"]):
            return self.columns[body["attr"]]
        raise UnknownOperator(operator)

    def condition(self, node: dict[str, Any]) -> ColumnElement[bool]:
        """A truth value in SQL."""
        ((operator, body),) = node.items()
        if operator == "Value" and isinstance(body, bool):
            return true() if body else false()
        if operator == "&&":
            left = self.condition(body["left"])
            return left if isinstance(left, False_) else _both(left, self.condition(body["right"]))
        if operator == "||":
            left = self.condition(body["left"])
            return left if isinstance(left, True_) else _either(left, self.condition(body["right"]))
        if operator == "!":
            return not_(self.condition(body["arg"]))
        if operator == "is" and self._is_resource(body["left"]) and "in" not in body:
            return true() if body["entity_type"] == self.kind else false()
        if operator == "has" and self._is_resource(body["left"]):
            return self._present(body["attr"])
        if operator == "." and self._is_resource(body["left"]):
            return _compared("==", self.value(node), 1, number=True)
        if operator == "contains":
            return self._among(self.value(body["right"]), body["left"])
        if operator in _COMPARE:
            return _compared(operator, self.value(body["left"]), self.value(body["right"]))
        raise UnknownOperator(operator)

    def _among(self, value: Any, node: dict[str, Any]) -> ColumnElement[bool]:
        """A value among those of a set written out."""
        kept = node["Value"] if set(node) == {"Value"} else node.get("Set")
        if not isinstance(kept, list):
            raise UnknownOperator("contains")
        known = [one["Value"] if isinstance(one, dict) and "Value" in one else one for one in kept]
        if not all(isinstance(one, str) for one in known):
            raise UnknownOperator("contains")
        if isinstance(value, str):
            return true() if value in known else false()
        return value.in_(known) if known else false()

    def _present(self, attribute: str) -> ColumnElement[bool]:
        column = self.columns.get(attribute)
        if column is None:
            return false()
        return column.is_not(None) if isinstance(column, ColumnElement) else true()

    def policy(self, policy: dict[str, Any]) -> ColumnElement[bool]:
        """All conditions of one residual rule."""
        for scope in ("principal", "action", "resource"):
            if policy[scope] != {"op": "All"}:
                raise UnknownOperator(f"{scope} {policy[scope]}")
        parts = []
        for clause in policy["conditions"]:
            body = self.condition(clause["body"])
            parts.append(body if clause["kind"] == "when" else not_(body))
        return reduce(_both, parts, true())


def _left(principal: Principal, action: str, book: Rulebook) -> tuple[dict[str, Any], ...]:
    """The rules that could still decide, whatever the resource; ``_ERRORS`` where evaluating failed."""
    outcome = cedarpy.is_authorized_partial(
        request(principal, action), book.rules, [person_entity(principal)], book.schema
    )
    if outcome.diagnostics.errors:
        return _ERRORS
    return tuple(one for one in outcome.residuals.values() if all(clause != _NEVER for clause in one["conditions"]))


def _residuals(
    principal: Principal, action: str, kind: str, columns: Columns, book: Rulebook
) -> tuple[list[ColumnElement[bool]], list[ColumnElement[bool]]] | None:
    """What is left of permits and forbids for one type of resource; None where nothing can be allowed."""
    if kind not in book.kinds.get(action, frozenset()) or not principal.in_scope(action, book.actions[action]):
        return None
    left = book.once(("left", known_by(principal), action), lambda: _left(principal, action, book))
    if left is _ERRORS:
        return None
    translator = _Translator(kind, columns)
    permits: list[ColumnElement[bool]] = []
    forbids: list[ColumnElement[bool]] = []
    for residual in left:
        (permits if residual["effect"] == "permit" else forbids).append(translator.policy(residual))
    return permits, forbids


def row_filter(principal: Principal, action: str, kind: str, columns: Columns, book: Rulebook) -> ColumnElement[bool]:
    """A SQL condition true for exactly the rows of ``kind`` on which ``action`` is allowed.

    ``columns`` gives the SQL of each attribute of the entity type; a required attribute without a
    column raises KeyError, an optional one without a column counts as absent.
    """
    left = _residuals(principal, action, kind, columns, book)
    if left is None:
        return false()
    permits, forbids = left
    asked = [columns[name] for name in sorted(book.required.get(kind, frozenset()))]
    complete = [one.is_not(None) for one in asked if isinstance(one, ColumnElement)]
    allowed = or_(false(), *(func.coalesce(permit, false()) for permit in permits))
    forbidden = or_(false(), *(func.coalesce(forbid, true()) for forbid in forbids))
    return and_(*complete, allowed, not_(forbidden)) if complete else and_(allowed, not_(forbidden))


def sees_every(
    principal: Principal, action: str, kind: str, book: Rulebook, known: Mapping[str, str | int] | None = None
) -> bool:
    """Whether every complete row of ``kind`` is allowed whatever it holds: totals may then be read as they are.

    ``known`` are attributes that all rows asked for share: the book and the year of a report.
    """
    told = dict(known or {})
    key = ("every", known_by(principal), action, kind, tuple(sorted(told.items())))
    return book.once(key, lambda: _every(principal, action, kind, book, told))


def _every(principal: Principal, action: str, kind: str, book: Rulebook, known: Mapping[str, str | int]) -> bool:
    names = book.required.get(kind, frozenset()) | book.optional.get(kind, frozenset())
    columns: dict[str, ColumnElement[Any] | str | int] = {name: literal_column(name) for name in names}
    left = _residuals(principal, action, kind, {**columns, **known}, book)
    if left is None:
        return False
    permits, forbids = left
    certain = any(isinstance(permit, True_) for permit in permits)
    return certain and all(isinstance(forbid, False_) for forbid in forbids)
