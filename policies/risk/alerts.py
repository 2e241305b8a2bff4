"""Alerts in the books' own store: raise, list, settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from ledger.core import Refused, problem
from ledger.store import Unit
from ledger.store.schema.risk import alert as table
from policies.risk.subject import Finding, Rank

OPEN, ACKNOWLEDGED, DISMISSED = "open", "acknowledged", "dismissed"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; ``number`` is shown as AL-0051."""

    number: int
    check: str
    raised_at: datetime
    document_id: str | None
    proposal_id: str | None
    department: str | None
    party: str
    amount_minor: int
    currency: str
    parameters: dict[str, str]
    evidence: tuple[str, ...]
    locks_payment: bool
    state: str
    settled_by: str | None
    settled_at: datetime | None
    reason: str | None

    @property
    def name(self) -> str:
        """How people call it."""
        return f"AL-{self.number:04}"


@dataclass(frozen=True, slots=True)
class About:
    """What findings are about."""

    document_id: str | None
    proposal_id: str | None
    department: str | None
    party: str
    amount_minor: int
    currency: str


def _alert(row: Row[Any]) -> Alert:
    facts = dict(row._mapping)
    facts.pop("tenant_id")
    facts["check"] = facts.pop("check_name")
    facts["evidence"] = tuple(facts["evidence"])
    return Alert(**facts)


def raise_alerts(unit: Unit, findings: Sequence[Finding], about: About, now: datetime) -> list[int]:
    """Write the findings of rank alert down, once per check and document; their numbers."""
    made = []
    for finding in findings:
        if finding.rank is not Rank.ALERT or _already(unit, finding.check, about):
            continue
        last = unit.connection.execute(
            select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant)
        ).scalar_one()
        number = int(last or 0) + 1
        unit.connection.execute(
            insert(table).values(
                tenant_id=unit.tenant, number=number, check_name=finding.check, raised_at=now,
                document_id=about.document_id, proposal_id=about.proposal_id, department=about.department,
                party=about.party, amount_minor=about.amount_minor, currency=about.currency,
                parameters=finding.parameters, evidence=list(finding.evidence), locks_payment=finding.locks_payment,
                state=OPEN, settled_by=None, settled_at=None, reason=None,
            )
        )  # fmt: skip
        made.append(number)
    return made


def _already(unit: Unit, check: str, about: About) -> bool:
    same = table.c.document_id == about.document_id if about.document_id else table.c.proposal_id == about.proposal_id
    query = select(table.c.number).where(table.c.tenant_id == unit.tenant, table.c.check_name == check, same)
    return unit.connection.execute(query.limit(1)).first() is not None


def alerts(unit: Unit, rows: ColumnElement[bool], state: str | None = OPEN, limit: int = 200) -> list[Alert]:
    """Alerts a row filter lets through, newest first; ``state`` None for all."""
    query = select(table).where(table.c.tenant_id == unit.tenant, rows).order_by(table.c.number.desc()).limit(limit)
    if state is not None:
        query = query.where(table.c.state == state)
    return [_alert(row) for row in unit.connection.execute(query)]


def find_alert(unit: Unit, number: int) -> Alert | None:
    """One alert by number."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.number == number)
    ).one_or_none()
    return _alert(row) if row is not None else None


def of_proposal(unit: Unit, proposal_id: str) -> list[Alert]:
    """All alerts of a proposal, settled ones too."""
    query = select(table).where(table.c.tenant_id == unit.tenant, table.c.proposal_id == proposal_id)
    return [_alert(row) for row in unit.connection.execute(query.order_by(table.c.number))]


def locking(unit: Unit) -> list[Alert]:
    """Every open alert that locks a payment, the first raised first."""
    locks = table.c.locks_payment == True  # noqa: E712 - a comparison for SQL
    query = select(table).where(table.c.tenant_id == unit.tenant, table.c.state == OPEN, locks).order_by(table.c.number)
    return [_alert(row) for row in unit.connection.execute(query)]


def settle(unit: Unit, number: int, state: str, by: str, reason: str, now: datetime) -> None:
    """Acknowledge or dismiss an open alert with a reason; refused when it is settled already."""
    assert state in (ACKNOWLEDGED, DISMISSED)
    if not reason.strip():
        raise Refused(problem("risk.reason_needed"))
    done = unit.connection.execute(
        update(table)
        .where(table.c.tenant_id == unit.tenant, table.c.number == number, table.c.state == OPEN)
        .values(state=state, settled_by=by, settled_at=now, reason=reason.strip())
    )
    if done.rowcount != 1:
        raise Refused(problem("risk.not_open", alert=f"AL-{number:04}"))
