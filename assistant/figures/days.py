"""Dates and months in running text, as ISO 8601; ``--11-25`` is a day of no year."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"""(?<!\d)(?:
      (?P<y1>\d{{4}})\s?[-/.年]\s?(?P<m1>\d{{1,2}})\s?[-/.月]\s?(?P<d1>\d{{1,2}})(?!\d)[日号]?
    | (?P<y2>\d{{4}})\s?[-/年]\s?(?P<m2>\d{{1,2}})(?![\d.,])月?
    | (?P<m3>\d{{1,2}})\s?月\s?(?P<d3>\d{{1,2}})(?!\d)[日号]?
    | (?P<d4>{_DAY})\s(?:of\s)?(?P<n4>{_MONTH})(?:,?\s(?P<y4>\d{{4}}))?(?a:\b)
    | (?a:\b)(?P<n5>{_MONTH})\s(?P<d5>{_DAY})(?a:\b)(?!,?\d)(?:,?\s(?P<y5>\d{{4}})(?a:\b))?
    | (?a:\b)(?P<n6>{_MONTH})\s(?P<y6>\d{{4}})(?a:\b)
    | (?P<a7>\d{{1,2}})[./](?P<b7>\d{{1,2}})[./](?P<y7>\d{{4}})(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def values_of(match: re.Match[str]) -> frozenset[str]:
    """The days a match may mean; empty where it is no date of any calendar."""
    return frozenset(one for one in _said({name: text for name, text in match.groupdict().items() if text}) if one)


def _said(found: dict[str, str]) -> Iterator[str]:
    for place in "123456":
        year, named, day = found.get(f"y{place}", ""), found.get(f"n{place}"), found.get(f"d{place}", "")
        month = str(_MONTHS.index(named[:3].casefold()) + 1) if named else found.get(f"m{place}")
        if month:
            yield iso(year, month, re.sub(r"\D", "", day))
    if "a7" in found:
        yield iso(found["y7"], found["a7"], found["b7"])
        yield iso(found["y7"], found["b7"], found["a7"])


def iso(year: str, month: str, day: str) -> str:
    """``2026-11-25``, ``2026-11``, ``--11-25``; empty for a month or day there is not."""
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return ""
    return f"{year or '-'}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def parts(day: str) -> frozenset[str]:
    """What else a date backs: its month, its day without the year."""
    if len(day) == 10:
        return frozenset({day, day[:7], f"-{day[4:]}"})
    return frozenset({day})
