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

Columns = Mapping[str, ColumnElement[Any]]
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


class _Translator:
    def __init__(self, kind: str, columns: Columns) -> None:
        self.kind = kind
        self.columns = columns

    def _is_resource(self, node: Any) -> bool:
        return bool(node == {"unknown": [{"Value": "resource"}]})

    def value(self, node: dict[str, Any]) -> Any:
        """A column or a literal."""
        ((operator, body),) = node.items()
        if operator == "Value" and isinstance(body, bool | int):
            return literal(int(body), BigInteger)
        if operator == "Value" and isinstance(body, str):
            return literal(body)
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
            return type_coerce(self.value(node), BigInteger) == literal(1, BigInteger)
        if operator in _COMPARE:
            return _COMPARE[operator](self.value(body["left"]), self.value(body["right"]))
        raise UnknownOperator(operator)

    def _present(self, attribute: str) -> ColumnElement[bool]:
        column = self.columns.get(attribute)
        return false() if column is None else column.is_not(None)

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
    complete = [columns[name].is_not(None) for name in sorted(book.required.get(kind, frozenset()))]
    allowed = or_(false(), *(func.coalesce(permit, false()) for permit in permits))
    forbidden = or_(false(), *(func.coalesce(forbid, true()) for forbid in forbids))
    return and_(*complete, allowed, not_(forbidden)) if complete else and_(allowed, not_(forbidden))


def sees_every(principal: Principal, action: str, kind: str, book: Rulebook) -> bool:
    """Whether every complete row of ``kind`` is allowed whatever it holds: totals may then be read as they are."""
    return book.once(("every", known_by(principal), action, kind), lambda: _every(principal, action, kind, book))


def _every(principal: Principal, action: str, kind: str, book: Rulebook) -> bool:
    names = book.required.get(kind, frozenset()) | book.optional.get(kind, frozenset())
    left = _residuals(principal, action, kind, {name: literal_column(name) for name in names}, book)
    if left is None:
        return False
    permits, forbids = left
    certain = any(isinstance(permit, True_) for permit in permits)
    return certain and all(isinstance(forbid, False_) for forbid in forbids)
