"""A rule: whose costs, on which accounts, go to which departments in which shares. Every change is a version that stays.

Rules are taken in the order of their numbers, each after what the ones before moved (step-down). A department whose costs
an earlier rule spreads can be no target, so that nothing comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import func, insert, select

from ledger.books.accounts import accounts
from ledger.books.calendar import period_number
from ledger.books.retiring import offered_values
from ledger.core import Problem, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.allocation_rules import allocation_rule as table

LONGEST_NAME = 60
LARGEST = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Rule:
    """``accounts`` are codes or what codes start with; ``weights`` (ratios or heads, as decimal texts) by department."""

    rule_id: str
    name: str
    accounts: tuple[str, ...]
    department: str
    weights: Mapping[str, str] = field(default_factory=dict)
    first_month: str = ""
    retired: bool = False
    version: int = 1
    given_by: str = ""

    @property
    def shares(self) -> dict[str, Decimal]:
        """Weights as numbers, by department in order; departments without one left out."""
        return {code: Decimal(weight) for code, weight in sorted(self.weights.items()) if Decimal(weight)}

    def holds_in(self, period: str) -> bool:
        """Whether it is in force in a month."""
        return not self.first_month or period_number(self.first_month) <= period_number(period)


def rules(unit: Unit, book: str) -> list[Rule]:
    """The newest version of each that holds, in the order they are taken."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.rule_id, table.c.version)
    )
    newest = {row.rule_id: row for row in rows}
    return [
        Rule(row.rule_id, row.name, tuple(row.accounts), row.department, row.weights, row.first_month, False, row.version, row.given_by)
        for row in newest.values()
        if not row.retired
    ]  # fmt: skip


def rule(unit: Unit, book: str, rule_id: str) -> Rule:
    """One of them; refused where there is none or it was given up."""
    found = next((one for one in rules(unit, book) if one.rule_id == rule_id), None)
    if found is None:
        raise Refused(problem("allocation.unknown", "rule", rule=rule_id))
    return found


def add_rule(unit: Unit, book: str, made: Rule, actor: str, now: datetime) -> str:
    """Keep a new rule; its number. Refused with every fault."""
    hold(unit, "allocation rules")
    faults = _faults(unit, book, made)
    if faults:
        raise Refused(*faults)
    count = unit.connection.execute(
        select(func.count(func.distinct(table.c.rule_id))).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar_one()
    number = f"D{count + 1:03}"
    _write(unit, book, replace(made, rule_id=number, version=1), actor, now)
    return number


def retire_rule(unit: Unit, book: str, rule_id: str, actor: str, now: datetime) -> None:
    """Give one up; what it spread stays."""
    hold(unit, "allocation rules")
    old = rule(unit, book, rule_id)
    _write(unit, book, replace(old, retired=True, version=old.version + 1), actor, now)


def _write(unit: Unit, book: str, one: Rule, actor: str, now: datetime) -> None:
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, rule_id=one.rule_id, version=one.version, name=one.name,
            accounts=list(one.accounts), department=one.department, weights=dict(one.weights),
            first_month=one.first_month, retired=int(one.retired), given_by=actor, given_at=now,
        )
    )  # fmt: skip


def _faults(unit: Unit, book: str, one: Rule) -> list[Problem]:
    found = []
    departments, known = offered_values(unit, "department"), [row.code for row in accounts(unit, book)]
    if not one.name.strip() or len(one.name) > LONGEST_NAME:
        found.append(problem("allocation.bad_name", "name", most=LONGEST_NAME))
    unknown = [code for code in one.accounts if not code or not any(own.startswith(code) for own in known)]
    if unknown or not one.accounts:
        found.append(problem("allocation.bad_accounts", "accounts", accounts="、".join(unknown)))
    if one.department not in departments:
        found.append(problem("allocation.bad_department", "department"))
    before = {other.department for other in rules(unit, book)} | {one.department}
    weighed = [_bad_weight(code, weight, departments, before) for code, weight in one.weights.items()]
    found += [fault for fault in weighed if fault is not None]
    if not found and not one.shares:
        found.append(problem("allocation.no_weights", "weights"))
    if one.first_month:
        period_number(one.first_month)
    return found


def _bad_weight(code: str, weight: str, departments: Mapping[str, str], before: set[str]) -> Problem | None:
    try:
        value = Decimal(weight)
    except InvalidOperation:
        return problem("allocation.bad_weight", f"weights.{code}", weight=weight)
    if code not in departments or not value.is_finite() or not 0 <= value <= LARGEST:
        return problem("allocation.bad_weight", f"weights.{code}", weight=weight)
    if value and code in before:
        return problem("allocation.comes_back", f"weights.{code}", department=departments[code])
    return None
