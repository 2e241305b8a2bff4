"""What the VAT steps of the month end read in common: what a step posted in a month, and the month before."""

from __future__ import annotations

from ledger.business.closing.month import Month
from ledger.business.invoices.waiting import moved_on


def month_before(period: str) -> str:
    """``2026-01`` to ``2025-12``."""
    year, number = int(period[:4]), int(period[5:7])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"


def credited_in(month: Month, account: str, step: str) -> int:
    """Credits that a step's standing vouchers of this month brought to an account, base minor units."""
    book, source = month.book.book_id, f"closing:{step}"
    until = moved_on(month.unit, book, account, month.period, source)
    return until - moved_on(month.unit, book, account, month_before(month.period), source)
