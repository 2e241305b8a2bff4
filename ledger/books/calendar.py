"""Dates and periods as the integers sealed rows carry.

A date is yyyymmdd. A period is yyyymmnn: nn 00 is the month itself, 01 and up its adjustment periods,
so that they sort right after their host and share its month.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from ledger.core import problem
from ledger.core.problem import Refused

_PERIOD = re.compile(r"(\d{4})-(\d{2})(?:\+(\d{1,2}))?")


@lru_cache(maxsize=8192)
def day_number(text: str) -> int:
    """``2026-11-22`` → 20261122; refused when it is no date."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refused(problem("books.not_a_date", text=text)) from error
    if len(text) != 10:
        raise Refused(problem("books.not_a_date", text=text))
    return day.year * 10000 + day.month * 100 + day.day


@lru_cache(maxsize=8192)
def day_text(number: int) -> str:
    """20261122 → ``2026-11-22``."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


@lru_cache(maxsize=1024)
def period_number(text: str) -> int:
    """``2026-11`` → 20261100, ``2026-12+1`` → 20261201; refused when it is no period."""
    match = _PERIOD.fullmatch(text)
    if not match or not 1 <= int(match.group(2)) <= 12:
        raise Refused(problem("books.not_a_period", text=text))
    return int(match.group(1)) * 10000 + int(match.group(2)) * 100 + int(match.group(3) or 0)


@lru_cache(maxsize=1024)
def period_text(number: int) -> str:
    """Inverse of :func:`period_number`."""
    month = f"{number // 10000:04}-{number // 100 % 100:02}"
    return f"{month}+{number % 100}" if number % 100 else month


def period_of(day: str) -> str:
    """The month a date lies in."""
    return period_text(day_number(day) // 100 * 100)


def first_and_last(period: int) -> tuple[int, int]:
    """The first and last day of a period's month, as date numbers."""
    year, month = period // 10000, period // 100 % 100
    return period // 100 * 100 + 1, period // 100 * 100 + calendar.monthrange(year, month)[1]
