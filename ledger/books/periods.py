"""Opening, closing and reopening periods.

A closed one opens again only with a row that says why (``reopening``): the database opens it from that row and
refuses every other way. Closings and reopenings are numbered and stay, so the books tell how often and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.books.accounts import get_book
from ledger.books.calendar import first_and_last, period_number, period_text
from ledger.books.refusals import refusing
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit, from_micro, to_micro
from ledger.store.statement import text


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
    """Close; refused while an earlier period is still open."""
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


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of a period, where the chain stood, and why it was opened again ('' while it holds)."""

    period: str
    number: int
    position: int
    closed_at: datetime
    closed_by: str
    reason: str = ""
    reopened_at: datetime | None = None
    reopened_by: str = ""


def chain_head(unit: Unit, book: str) -> str:
    """The hash of a book's last batch in hex, empty before the first: what a close closes, whole."""
    found = unit.connection.execute(
        text("SELECT hash FROM head WHERE tenant_id = :t AND book_id = :b"),
        {"t": unit.tenant, "b": get_book(unit, book).book_id},
    ).scalar_one_or_none()
    return bytes(found).hex() if found is not None else ""


def closings(unit: Unit, book: str, period: str) -> list[Closing]:
    """How often a period was closed and opened again, first closing first."""
    rows = unit.connection.execute(
        text(
            "SELECT c.number, c.position, c.closed_at, c.closed_by, a.reason, a.reopened_at, a.reopened_by"
            " FROM closing AS c LEFT JOIN reopening AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id"
            " AND a.period = c.period AND a.number = c.number"
            " WHERE c.tenant_id = :t AND c.book_id = :b AND c.period = :p ORDER BY c.number"
        ),
        {"t": unit.tenant, "b": get_book(unit, book).book_id, "p": period_number(period)},
    )
    return [
        Closing(period, row[0], row[1], from_micro(row[2]), row[3], row[4] or "",
                None if row[5] is None else from_micro(row[5]), row[6] or "")
        for row in rows
    ]  # fmt: skip


def reopen_period(unit: Unit, book: str, period: str, reason: str, actor: str, now: datetime) -> None:
    """Open a closed period again, with the reason kept beside its closing for good.

    Refused without a reason, for one that is not closed, and while a later one is closed: its figures
    stand on this one's.
    """
    if not reason.strip():
        raise Refused(problem("books.reopen_reason"))
    found = find_period(unit, book, period)
    if found is None:
        raise Refused(problem("books.no_period", period=period))
    if found.state is not PeriodState.CLOSED:
        raise Refused(problem("books.not_closed", period=period))
    number = period_number(period)
    later = [item.period for item in periods(unit, book)
             if period_number(item.period) > number and item.state is PeriodState.CLOSED]  # fmt: skip
    if later:
        raise Refused(problem("books.later_closed", period=period, later=later[-1]))
    with refusing(period=period):
        unit.connection.execute(
            text(
                "INSERT INTO reopening (tenant_id, book_id, period, number, position, hash, reason, reopened_at,"
                " reopened_by) SELECT h.tenant_id, h.book_id, :p, (SELECT max(c.number) FROM closing AS c"
                " WHERE c.tenant_id = :t AND c.book_id = :b AND c.period = :p), h.position, h.hash, :reason, :at, :by"
                " FROM head AS h WHERE h.tenant_id = :t AND h.book_id = :b"
            ),
            {"t": unit.tenant, "b": get_book(unit, book).book_id, "p": number, "reason": reason.strip(),
             "at": to_micro(now), "by": actor},
        )  # fmt: skip
