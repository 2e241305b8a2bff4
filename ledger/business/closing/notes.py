"""说明: what a person says of an account that moved, kept with month, author and time; a later note stands after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.closing import movement_note as table

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    account: str
    number: int
    note: str
    noted_by: str
    noted_at: datetime


def notes(unit: Unit, book: str, period: str) -> list[Note]:
    """All notes of a month, by account, first first."""
    rows = unit.connection.execute(
        select(table.c.account, table.c.number, table.c.note, table.c.noted_by, table.c.noted_at)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book, table.c.period == period)
        .order_by(table.c.account, table.c.number)
    )
    return [Note(*row) for row in rows]


def write_note(unit: Unit, book: str, period: str, account: str, note: str, actor: str, now: datetime) -> None:
    """Add a note; refused when it says nothing or too much."""
    words = note.strip()
    if not words or len(words) > LONGEST:
        raise Refused(problem("closing.bad_note", most=LONGEST))
    hold(unit, "movement note")
    mine = (
        table.c.tenant_id == unit.tenant,
        table.c.book == book,
        table.c.period == period,
        table.c.account == account,
    )
    last = unit.connection.execute(select(func.max(table.c.number)).where(*mine)).scalar() or 0
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, period=period, account=account, number=last + 1, note=words, noted_by=actor,
            noted_at=now,
        )
    )  # fmt: skip
