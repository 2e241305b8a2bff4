"""What probably belongs together: the same amount on near days first, then one line against a few that add up to it.

Nothing is matched by a guess: a person confirms. Amounts are exact; day, reference and name only decide between equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Generic, Literal, TypeVar

Key = TypeVar("Key")
Other = TypeVar("Other")
DAYS, SUM_DAYS = 15, 7
"""How many days apart a pair and a sum may lie: a bank takes a few days, a month end with holidays two weeks."""
NEAREST, MOST_PARTS, MOST_SUMS = 14, 4, 300
_WORD = re.compile(r"[0-9A-Za-z]{4,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Item(Generic[Key]):
    """A line of either side; ``amount_minor`` positive for money in, ``words`` what is written on it."""

    key: Key
    day: str
    amount_minor: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Key, Other]):
    """Lines that come to the same amount. ``reason``: a reference or name in common, near days only, or a sum."""

    bank: tuple[Item[Key], ...]
    books: tuple[Item[Other], ...]
    reason: Literal["reference", "name", "day", "sum"]
    days_apart: int


def suggest(bank: Sequence[Item[Key]], books: Sequence[Item[Other]]) -> list[Suggestion[Key, Other]]:
    """Suggestions that share no line, best first."""
    found = _pairs(bank, books)
    left_bank = _without(bank, (one for pair in found for one in pair.bank))
    left_books = _without(books, (one for pair in found for one in pair.books))
    sums: list[Suggestion[Key, Other]] = []
    for one in left_bank[:MOST_SUMS]:
        if parts := _sum(one, left_books):
            sums.append(Suggestion((one,), parts, "sum", _apart(one, parts)))
            left_books = _without(left_books, parts)
    left_bank = _without(left_bank, (one for made in sums for one in made.bank))
    for other in left_books[:MOST_SUMS]:
        if pieces := _sum(other, left_bank):
            sums.append(Suggestion(pieces, (other,), "sum", _apart(other, pieces)))
            left_bank = _without(left_bank, pieces)
    return found + sums


def _pairs(bank: Sequence[Item[Key]], books: Sequence[Item[Other]]) -> list[Suggestion[Key, Other]]:
    """Pairs of one amount, the surest first; each line once."""
    by_amount: dict[int, list[int]] = {}
    for place, other in enumerate(books):
        by_amount.setdefault(other.amount_minor, []).append(place)
    ranked = []
    for at, one in enumerate(bank):
        for place in by_amount.get(one.amount_minor, ()):
            apart = _days(one.day, books[place].day)
            if apart <= DAYS:
                common = _common(one.words, books[place].words)
                ranked.append((("reference", "name", "day").index(common), apart, at, place))
    used_bank: set[int] = set()
    used_books: set[int] = set()
    found: list[Suggestion[Key, Other]] = []
    reasons: tuple[Literal["reference", "name", "day"], ...] = ("reference", "name", "day")
    for rank, apart, at, place in sorted(ranked):
        if at not in used_bank and place not in used_books:
            used_bank.add(at)
            used_books.add(place)
            found.append(Suggestion((bank[at],), (books[place],), reasons[rank], apart))
    return found


def _sum(one: Item[Key], others: Sequence[Item[Other]]) -> tuple[Item[Other], ...]:
    """The only few of the nearest lines that add up to it; none where several ways do."""
    near = [
        other for other in others
        if _days(one.day, other.day) <= SUM_DAYS and (other.amount_minor > 0) == (one.amount_minor > 0)
        and abs(other.amount_minor) < abs(one.amount_minor)
    ]  # fmt: skip
    near = sorted(near, key=lambda other: _days(one.day, other.day))[:NEAREST]
    ways = [
        parts
        for count in range(2, MOST_PARTS + 1)
        for parts in combinations(near, count)
        if sum(part.amount_minor for part in parts) == one.amount_minor
    ]
    return tuple(sorted(ways[0], key=lambda part: part.day)) if len(ways) == 1 else ()


def _common(one: str, other: str) -> Literal["reference", "name", "day"]:
    """Whether two texts share a reference (four letters or digits with a digit), or a name (four Chinese characters)."""
    numbers = {word.casefold() for word in _WORD.findall(one) if any(sign.isdigit() for sign in word)}
    if numbers & {word.casefold() for word in _WORD.findall(other)}:
        return "reference"
    runs = {run[at : at + 4] for run in _CHINESE.findall(one) for at in range(len(run) - 3)}
    names = {word.casefold() for word in _WORD.findall(one) if word.isalpha()}
    if any(run in other for run in runs) or names & {word.casefold() for word in _WORD.findall(other)}:
        return "name"
    return "day"


def _without(items: Sequence[Item[Key]], used: Iterable[Item[Key]]) -> list[Item[Key]]:
    keys = {one.key for one in used}
    return [one for one in items if one.key not in keys]


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _apart(one: Item[Key], parts: Sequence[Item[Other]]) -> int:
    return max(_days(one.day, other.day) for other in parts)
