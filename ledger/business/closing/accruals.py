"""计提与冲回: an accrual says in its source on which day it reverses itself; the month of that day takes it back in red.

The mark is part of the sealed voucher. What was accrued and stands is everything of the kind accrual (or its corrected
copy) that no voucher reverses, so a second run finds nothing, and a month that was missed is caught up by the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ledger.books.accounts import get_book
from ledger.books.calendar import day_text, first_and_last, period_number, period_of
from ledger.books.entries import EntryDraft, EntryKind, VoucherKey
from ledger.books.periods import PeriodState, periods
from ledger.books.reversal import reversal
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text

SOURCE = "accrual:"
BACK = "closing:accruals_back"
_MADE = (
    "SELECT e.batch_id, e.entry_no, e.posting_date, e.source, b.series, b.first_number + e.entry_no - 1 AS number,"
    " r.batch_id AS back,"
    " (SELECT l.memo FROM line AS l WHERE l.tenant_id = e.tenant_id AND l.batch_id = e.batch_id"
    " AND l.entry_no = e.entry_no AND l.line_no = 1) AS memo,"
    " (SELECT sum(l.base_minor) FROM line AS l WHERE l.tenant_id = e.tenant_id AND l.batch_id = e.batch_id"
    " AND l.entry_no = e.entry_no AND l.side = 0) AS amount"
    " FROM batch AS b JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " LEFT JOIN entry AS r ON r.tenant_id = e.tenant_id AND r.reverses_batch = e.batch_id"
    " AND r.reverses_entry = e.entry_no"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end"
    " AND (e.kind = :accrual OR (e.kind = :corrected AND e.source LIKE 'accrual:%'))"
    " ORDER BY e.posting_date, e.batch_id, e.entry_no"
)


@dataclass(frozen=True, slots=True)
class Accrued:
    """An accrual in the books: its debit in base minor units, the day it reverses on ('' where nobody said one), what it
    is about ('' or a party's id).
    """

    key: VoucherKey
    label: str
    day: str
    memo: str
    amount_minor: int
    reverses_on: str
    about: str
    reversed: bool


def accrued(unit: Unit, book: str, until: str, since: str = "") -> list[Accrued]:
    """Every accrual of the months from ``since`` (default the first) to ``until``, oldest first."""
    bound = {"t": unit.tenant, "b": get_book(unit, book).book_id, "end": period_number(until) + LAST_ADJUSTMENT,
             "start": period_number(since) if since else 0,
             "accrual": int(EntryKind.ACCRUAL), "corrected": int(EntryKind.CORRECTION)}  # fmt: skip
    return [_accrued(row) for row in unit.connection.execute(text(_MADE), bound)]


def _accrued(row: Any) -> Accrued:
    day, about = mark_of(row.source)
    return Accrued(
        VoucherKey(row.batch_id, row.entry_no), f"{row.series}-{row.number:04}", day_text(row.posting_date), row.memo,
        int(row.amount), day, about, row.back is not None,
    )  # fmt: skip


def mark_of(source: str) -> tuple[str, str]:
    """The day a voucher of this source reverses on, and what it is about; both '' where it is no marked accrual."""
    day, _, about = source.removeprefix(SOURCE).partition(":") if source.startswith(SOURCE) else ("", "", "")
    return day, about


def standing(accruals: Iterable[Accrued]) -> list[Accrued]:
    """Those nothing has reversed yet."""
    return [one for one in accruals if not one.reversed]


def next_reversal_day(unit: Unit, book: str, day: str) -> str:
    """The first day of the next month after ``day`` that takes vouchers, or of the next month that nobody opened yet."""
    states = {one.period: one.state for one in periods(unit, book)}
    while True:
        last = day_text(first_and_last(period_number(period_of(day)))[1])
        day = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        if states.get(day[:7], PeriodState.OPEN) is PeriodState.OPEN:
            return day


def reversing(entry: EntryDraft, day: str, about: str = "") -> EntryDraft:
    """The voucher as an accrual that reverses itself on ``day``; refused unless that lies in a later month.

    ``about`` names what it accrues, kept beside the day in the sealed source.
    """
    if period_number(period_of(day)) <= period_number(period_of(entry.posting_date)):
        raise Refused(problem("accrual.too_early", "reverses_on", day=day, month=entry.posting_date[:7]))
    return replace(entry, kind=EntryKind.ACCRUAL, source=f"{SOURCE}{day}:{about}" if about else f"{SOURCE}{day}")


def due(month: Month) -> list[Accrued]:
    """What the month has to take back: marked for one of its days, or for an earlier one and standing still."""
    return [
        one
        for one in accrued(month.unit, month.book.code, month.period)
        if one.reverses_on
        and one.reverses_on <= month.last_day
        and (not one.reversed or one.reverses_on >= month.first_day)
    ]


def draft_back(month: Month) -> Drafted:
    """The reversals still missing, one red voucher for each accrual, on its day or the first where that day is past."""
    found = due(month)
    if not found:
        return Drafted(not_needed=problem("closing.no_accruals"))
    entries = []
    for one in standing(found):
        day = max(one.reverses_on, month.first_day)
        (red,) = reversal(month.unit, one.key, day, "").entries
        entries.append(replace(red, source=BACK, document_date=day))
    return Drafted(tuple(entries))
