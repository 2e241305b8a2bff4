"""What a tool is given beside its request: who asks, when, in which transaction, and which rows they may see."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import ColumnElement, false

from ledger.books.accounts import get_book
from ledger.core import Clock, Principal, company_date, say
from ledger.store import Store, Unit
from ledger.store.company import Company
from policies.access import Columns, Decision, Resource, Rulebook, UnknownOperator, decide, row_filter, sees_every

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
        """The company's date; for an external auditor no later than the last day of their years."""
        real = company_date(self.now, self.company.time_zone)
        return min(real, self.last_audited) if self.last_audited else real

    @property
    def last_audited(self) -> date | None:
        """The last day of an external auditor's years; None where no engagement narrows this person."""
        last = self.principal.attributes.get("audit_last")
        if not isinstance(last, int):
            return None
        first_month = get_book(self.unit, self.company.book).fiscal_start_month
        ends = date(last + 1, first_month, 1)
        return date.fromordinal(ends.toordinal() - 1)

    def fiscal_year(self, month: str) -> int:
        """The fiscal year in which a month (``2026-01``) lies, named by the calendar year it begins in."""
        first_month = self.once("fiscal start", lambda: get_book(self.unit, self.company.book).fiscal_start_month)
        year, number = int(month[:4]), int(month[5:7])
        return year if number >= first_month else year - 1

    def spans(self, first: str, last: str, action: str = "") -> bool:
        """Whether the months from ``first`` to ``last`` of the company's book lie in what this person may look at."""
        return self._outside(first, last, action) is None

    def within(self, first: str, last: str, action: str = "") -> None:
        """Forbidden, with the rule, where a month asked for lies outside an external auditor's books and years."""
        if (refused := self._outside(first, last, action)) is not None:
            raise Forbidden(refused)

    def _outside(self, first: str, last: str, action: str) -> Decision | None:
        if self.last_audited is None:
            return None
        first, last = min(first, last), max(first, last)
        for year in range(self.fiscal_year(first), self.fiscal_year(last) + 1):
            facts: dict[str, str | int | bool] = {"payroll": False, "book": self.company.book, "year": year}
            decision = decide(self.principal, action or self.action, Resource("Line", "", facts), self.book)
            if decision.rule in ("audit_span", "audit_over", "error"):
                return decision
        return None

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

    def rows(self, kind: str, columns: Columns, action: str = "") -> ColumnElement[bool]:
        """SQL that is true for exactly the rows this person may see under the tool's action."""
        try:
            return row_filter(self.principal, action or self.action, kind, columns, self.book)
        except UnknownOperator:
            log.exception("a rule cannot be written as a filter, so no row is shown", kind=kind)
            return false()

    def sees_every(self, kind: str, action: str = "", months: tuple[str, str] | None = None) -> bool:
        """Whether this person sees all rows of a kind whatever they hold, or all that fall into some months."""
        asked = action or self.action
        try:
            if months is None or self.last_audited is None:
                return sees_every(self.principal, asked, kind, self.book)
            years = range(self.fiscal_year(min(months)), self.fiscal_year(max(months)) + 1)
            known: list[dict[str, str | int]] = [{"book": self.company.book, "year": year} for year in years]
            return all(sees_every(self.principal, asked, kind, self.book, one) for one in known)
        except UnknownOperator:
            return False
