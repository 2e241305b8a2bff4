"""References to time in a request: found, resolved against today, and blanked so that nothing reads them twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.planner.calendar import Grain, Span


@dataclass(frozen=True, slots=True)
class TimeRef:
    """One reference: the days meant, how wide it is, and where it stands.

    ``point`` is true where the words name an end (月末, as of, by year end); ``open_start`` where they name
    a limit to come (月底前); ``bare_month`` holds a month named without a year, which reports read as past and
    forecasts as coming.
    """

    span: Span
    grain: Grain
    start: int
    end: int
    point: bool = False
    limit: bool = False
    bare_month: int = 0


Maker = Callable[[re.Match[str], date], TimeRef | None]
Rule = tuple[re.Pattern[str], Maker]


@dataclass(frozen=True, slots=True)
class Horizon:
    """So many days, weeks or months to come."""

    n: int
    unit: str
    start: int
    end: int


def scan(text: str, today: date, rules: list[Rule]) -> tuple[list[TimeRef], str]:
    """All references by the rules in order, and the text with them blanked (same length)."""
    found: list[TimeRef] = []
    for pattern, make in rules:
        for match in pattern.finditer(text):
            made = make(match, today)
            if made is not None:
                found.append(made)
                text = text[: made.start] + "\x00" * (made.end - made.start) + text[made.end :]
    found.sort(key=lambda ref: ref.start)
    return found, text


def ref(match: re.Match[str], span: Span, grain: Grain, *, point: bool = False, limit: bool = False) -> TimeRef:
    """A reference over the whole match."""
    return TimeRef(span, grain, match.start(), match.end(), point, limit)
