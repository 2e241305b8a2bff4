"""不再等 Not expected: what was ticked off with a reason. Each tick and each taking back is a row that stays.

A subject is ``party:V0001`` in a month, or ``item:3.1.2`` for good (period '').
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.missing_invoices import missing_excuse as table

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why an invoice is not expected, who said so, when."""

    subject: str
    period: str
    reason: str
    given_by: str
    given_at: datetime


def excused(unit: Unit, book: str, period: str) -> dict[str, Excuse]:
    """By subject: the ticks that hold in a month."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book, table.c.period.in_(("", period)))
        .order_by(table.c.number)
    )
    newest = {row.subject: row for row in rows}
    return {
        subject: Excuse(subject, row.period, row.reason, row.given_by, row.given_at)
        for subject, row in newest.items()
        if not row.expected
    }


def excuse(
    unit: Unit, book: str, subject: str, period: str, reason: str, actor: str, now: datetime, *, expected: bool = False
) -> None:
    """Tick a subject off with a reason, or (``expected``) wait for it again; refused without a reason."""
    words = reason.strip()
    if (not words and not expected) or len(words) > LONGEST:
        raise Refused(problem("missing.bad_reason", "reason", most=LONGEST))
    hold(unit, "missing invoices")
    of = "" if subject.startswith("item:") else period
    mine = table.c.tenant_id == unit.tenant, table.c.book == book, table.c.subject == subject, table.c.period == of
    last = unit.connection.execute(select(func.max(table.c.number)).where(*mine)).scalar() or 0
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, subject=subject, period=of, number=last + 1, expected=int(expected),
            reason=words, given_by=actor, given_at=now,
        )
    )  # fmt: skip
