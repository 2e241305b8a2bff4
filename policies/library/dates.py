"""From when a text holds: front matter, the file's name, or what the text says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_NAME_DATE = re.compile(r"[\s_(（\[-]*(\d{4})[-.年]?(\d{2})[-.月]?(\d{2})日?[)）\]]*(?:起|版)?$")
_NAME_VERSION = re.compile(r"[\s_(（-]*[vV](\d+(?:\.\d+)*)[)）]*$")
_ZH_FROM = re.compile(r"自\s*(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|执行|生效|实施)")
_EN_FROM = re.compile(
    r"(?:effective|in force|takes? effect|applies)(?: date)?\s*(?:from|on|as of|:)?\s*:?\s*\**\s*"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}|[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})",
    re.IGNORECASE,
)
_REPEALED = re.compile(r"(?:自\s*)?(\d{4})年(\d{1,2})月(\d{1,2})日(?:起)?(?:废止|失效)")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A file's name without its version mark, and the mark."""

    stem: str
    day: date | None
    version: str


def split_name(stem: str) -> NameParts:
    """``差旅制度(2025-01-01)`` → 差旅制度, 2025-01-01; ``Travel v2`` → Travel, version 2."""
    if found := _NAME_DATE.search(stem):
        day = _day(*found.groups())
        if day:
            return NameParts(stem[: found.start()].strip(), day, day.isoformat())
    if found := _NAME_VERSION.search(stem):
        return NameParts(stem[: found.start()].strip(), None, found.group(1))
    return NameParts(stem.strip(), None, "")


def read_date(text: str) -> date | None:
    """An ISO, Chinese or English date, None when it is none."""
    text = text.strip()
    if found := re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", text):
        return _day(*found.groups())
    if found := re.match(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3})[a-z]*,? (\d{4})", text):
        return _day(found.group(3), str(_MONTHS.get(found.group(2).lower(), 0)), found.group(1))
    if found := re.match(r"([A-Za-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text):
        return _day(found.group(3), str(_MONTHS.get(found.group(1).lower(), 0)), found.group(2))
    return None


def effective_from(body: str, named: date | None, head: str = "") -> date | None:
    """The first day of a text: the later of the date in its name and the date it gives itself.

    An amended statute keeps its first date of effect in the last article, while the name carries the
    amendment: the later of the two is the day from which *this* text holds.
    """
    stated = [_day(*found.groups()) for found in _ZH_FROM.finditer(body)][-1:]
    if found := re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日[\s　]*(?:起)?(?:施行|生效)", head):
        stated.append(_day(*found.groups()))
    if found := _EN_FROM.search(body[:2000]):
        stated.append(read_date(found.group(1)))
    days = [day for day in [named, *stated] if day]
    return max(days) if days else None


def repealed_on(head: str) -> date | None:
    """The day a text's own head says it ends."""
    found = _REPEALED.search(head)
    return _day(*found.groups()) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
