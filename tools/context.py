"""What a tool is given beside its request: who asks, when, in which transaction, and which rows they may see."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import ColumnElement, false

from ledger.core import Clock, Principal, company_date, say
from ledger.store import Store, Unit
from ledger.store.company import Company
from policies.access import Decision, Resource, Rulebook, UnknownOperator, decide, row_filter, sees_every

T = TypeVar("T")
log = structlog.get_logger("zhangfang.tools")


class Forbidden(Exception):
    """Raised by ``Context.require``; the gateway turns it into Denied and nothing is kept."""

    def __init__(self, decision: Decision, resource: Resource | None = None) -> None:
        super().__init__(decision.rule)
        self.decision = decision
        self.resource = resource


@dataclass(slots=True)
class Tally:
    """What the audit record says of a call: the rule that let it in, and the rows it showed, which a tool counts."""

    rows: int = 0
    tainted: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """One call. ``unit`` is the transaction (reading for effect ``read``, writing otherwise), ``book`` the rules in force.

    ``address`` is where people reach the web app, empty where nobody said.
    """

    principal: Principal
    action: str
    unit: Unit
    store: Store
    clock: Clock
    company: Company
    book: Rulebook
    prepared: Any = None
    tally: Tally = field(default_factory=Tally)
    address: str = ""
    _looked_up: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The instant, from the clock that was passed in."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The company's date."""
        return company_date(self.now, self.company.time_zone)

    @property
    def language(self) -> str:
        """Language of the answer."""
        return self.principal.language

    def once(self, key: Hashable, look_up: Callable[[], T]) -> T:
        """What was looked up under this key in this call, looked up now where it was not yet."""
        if key not in self._looked_up:
            self._looked_up[key] = look_up()
        found: T = self._looked_up[key]
        return found

    def say(self, key: str, /, **parameters: object) -> str:
        """A message in the language of the answer."""
        return say(key, self.language, **parameters)

    def may(self, action: str, resource: Resource) -> Decision:
        """The decision on one thing, for showing or greying what may follow."""
        return decide(self.principal, action, resource, self.book)

    def might(self, who: Principal, action: str, resource: Resource) -> Decision:
        """The decision for somebody else, for saying who could."""
        return decide(who, action, resource, self.book)

    def require(self, resource: Resource, action: str = "") -> None:
        """Decide again on the very thing acted on; Forbidden where denied."""
        decision = decide(self.principal, action or self.action, resource, self.book)
        if not decision.allowed:
            raise Forbidden(decision, resource)

    def rows(self, kind: str, columns: Mapping[str, ColumnElement[Any]], action: str = "") -> ColumnElement[bool]:
        """SQL that is true for exactly the rows this person may see under the tool's action."""
        try:
            return row_filter(self.principal, action or self.action, kind, columns, self.book)
        except UnknownOperator:
            log.exception("a rule cannot be written as a filter, so no row is shown", kind=kind)
            return false()

    def sees_every(self, kind: str, action: str = "") -> bool:
        """Whether this person sees all rows of a kind whatever they hold."""
        try:
            return sees_every(self.principal, action or self.action, kind, self.book)
        except UnknownOperator:
            return False
