"""Arithmetic of periods: months, quarters, weeks, and what "last" and "next" mean on a given day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How wide a reference to time is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def as_slot(self) -> dict[str, str]:
        """The shape of a ``period`` slot."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


def month(year: int, number: int, count: int = 1) -> Span:
    """``count`` months from a month on; numbers outside 1…12 roll over the year."""
    first = year * 12 + number - 1
    last = first + count - 1
    end = date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])
    return Span(date(first // 12, first % 12 + 1, 1), end)


def quarter(year: int, number: int) -> Span:
    """A calendar quarter; numbers outside 1…4 roll over the year."""
    return month(year, 3 * number - 2, 3)


def year(number: int) -> Span:
    """A calendar year."""
    return month(number, 1, 12)


def half(number: int, which: int) -> Span:
    """A half-year, 1 or 2."""
    return month(number, 6 * which - 5, 6)


def week(today: date, offset: int = 0) -> Span:
    """The week, Monday to Sunday, ``offset`` weeks from today's."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
    return Span(monday, monday + timedelta(days=6))


def quarter_of(day: date) -> int:
    """1…4."""
    return (day.month - 1) // 3 + 1


def nearest_past_month(today: date, number: int) -> int:
    """The year of the latest month ``number`` that has begun."""
    return today.year if number <= today.month else today.year - 1


def before(span: Span, grain: Grain) -> Span:
    """The period just before one, of the same kind."""
    if grain is Grain.MONTH:
        return month(span.start.year, span.start.month - 1)
    if grain is Grain.QUARTER:
        return month(span.start.year, span.start.month - 3, 3)
    if grain is Grain.HALF:
        return month(span.start.year, span.start.month - 6, 6)
    if grain is Grain.YEAR:
        return year(span.start.year - 1)
    length = span.end - span.start + timedelta(days=1)
    return Span(span.start - length, span.start - timedelta(days=1))


def year_ago(span: Span) -> Span:
    """The same days of the year before; a month's last day stays a last day."""
    return Span(_shift(span.start), _shift(span.end))


def _shift(day: date) -> date:
    last = calendar.monthrange(day.year, day.month)[1]
    there = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, there if day.day == last else min(day.day, there))


def safe(year_number: int, month_number: int, day_number: int) -> date | None:
    """A date, or None when the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None
