"""Time is passed in: a clock gives aware UTC instants, a time zone turns them into a company's dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones


class Clock(Protocol):
    """Where "now" comes from."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is set: for tests and for demo data."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


def company_date(instant: datetime, time_zone: str) -> date:
    """The date on the company's wall at an instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(ZoneInfo(time_zone)).date()


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Names of all time zones this machine knows, looked up once: each time its whole folder would be read."""
    return frozenset(available_timezones())
