"""Opening and closing periods. A closed one never opens again: a later correction is a later voucher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import text

from ledger.books.accounts import get_book
from ledger.books.calendar import first_and_last, period_number, period_text
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit, to_micro


class PeriodState(StrEnum):
    """``soft`` still takes vouchers (late invoices are warned about); ``closed`` takes none."""

    OPEN = "open"
    SOFT = "soft"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or an adjustment period of one."""

    period: str
    state: PeriodState
    first_day: int
    last_day: int


def open_period(unit: Unit, book: str, period: str, actor: str, now: datetime) -> None:
    """Open a period for posting; refused when it exists."""
    book_id, number = get_book(unit, book).book_id, period_number(period)
    if find_period(unit, book, period) is not None:
        raise Refused(problem("books.period_exists", period=period))
    first, last = first_and_last(number)
    unit.connection.execute(
        text(
            "INSERT INTO period (tenant_id, book_id, period, first_day, last_day, state, changed_at, changed_by)"
            " VALUES (:t, :b, :p, :first, :last, 'open', :at, :by)"
        ),
        {"t": unit.tenant, "b": book_id, "p": number, "first": first, "last": last, "at": to_micro(now), "by": actor},
    )


def set_state(unit: Unit, book: str, period: str, state: PeriodState, actor: str, now: datetime) -> None:
    """Open, soft-close or close; refused for a period that does not exist or is closed already."""
    found = find_period(unit, book, period)
    if found is None:
        raise Refused(problem("books.no_period", period=period))
    if found.state is PeriodState.CLOSED:
        raise Refused(problem("books.period_closed", period=period))
    unit.connection.execute(
        text(
            "UPDATE period SET state = :state, changed_at = :at, changed_by = :by"
            " WHERE tenant_id = :t AND book_id = :b AND period = :p"
        ),
        {"state": state.value, "at": to_micro(now), "by": actor, "t": unit.tenant,
         "b": get_book(unit, book).book_id, "p": period_number(period)},
    )  # fmt: skip


def close_period(unit: Unit, book: str, period: str, actor: str, now: datetime) -> None:
    """Close for good; refused while an earlier period is still open."""
    number = period_number(period)
    earlier = [item.period for item in periods(unit, book)
               if period_number(item.period) < number and item.state is not PeriodState.CLOSED]  # fmt: skip
    if earlier:
        raise Refused(problem("books.earlier_open", period=period, earlier=earlier[0]))
    set_state(unit, book, period, PeriodState.CLOSED, actor, now)


def find_period(unit: Unit, book: str, period: str) -> Period | None:
    """The period, or None."""
    number = period_number(period)
    return next((item for item in periods(unit, book) if period_number(item.period) == number), None)


def periods(unit: Unit, book: str) -> list[Period]:
    """All periods of a book in order."""
    rows = unit.connection.execute(
        text(
            "SELECT period, state, first_day, last_day FROM period WHERE tenant_id = :t AND book_id = :b ORDER BY period"
        ),
        {"t": unit.tenant, "b": get_book(unit, book).book_id},
    )
    return [Period(period_text(row[0]), PeriodState(row[1]), row[2], row[3]) for row in rows]


def turnover_months(unit: Unit, book: str) -> list[str]:
    """Months in which anything was posted but opening balances; where there is nothing else, their own."""
    rows = unit.connection.execute(
        text(
            "SELECT b.month, max(CASE WHEN e.kind = 1 THEN 0 ELSE 1 END) FROM batch AS b JOIN entry AS e"
            " ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id AND e.entry_no = 1"
            " WHERE b.tenant_id = :t AND b.book_id = :b GROUP BY b.month ORDER BY b.month"
        ),
        {"t": unit.tenant, "b": get_book(unit, book).book_id},
    ).all()
    moved = [row[0] for row in rows if row[1]] or [row[0] for row in rows]
    return [period_text(month * 100) for month in moved]
