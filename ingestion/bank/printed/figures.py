"""Amounts and days as a statement's rows print them: with a sign behind or before, a day without its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ingestion.pdf.lines import Line
from ingestion.values.amounts import AMOUNT, looks_monetary, read_match
from ingestion.values.dates import DATE, Order, find_days

_BEFORE = re.compile(r"(?P<sign>[-−–+])\s*$")
_AFTER = re.compile(r"\s{0,3}(?P<sign>[-−–+](?!\s?\d)|(?:cr|dr|[shcd]|借|贷)(?![\w]))", re.I)
_SHORT = re.compile(
    r"(?<![\d./-])(?:(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?!\d)|(?P<a>\d{1,2})[/-](?P<b>\d{1,2})(?![\d/-])"
    r"|(?P<d2>\d{1,2}) ?(?P<n2>jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]{0,6}(?![a-z0-9])"
    r"|(?P<n3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} (?P<d3>\d{1,2})(?![\d]))"
)
_MONTHS = {name: number for number, names in enumerate(
    ("jan", "feb", "mar", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), 1) for name in names.split()}  # fmt: skip
_IN, _OUT = {"+", "h", "cr", "c", "贷"}, {"-", "−", "–", "s", "dr", "d", "借"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in a line; ``sign`` is 1 or -1 where a sign or a word beside it says so, else 0."""

    value: Decimal
    sign: int
    start: int
    end: int
    x0: float
    x1: float


def figures_in(line: Line, mark: str | None) -> Iterator[Figure]:
    """Every amount of a line that has the shape of money."""
    for match in AMOUNT.finditer(line.text):
        value = read_match(match, mark)
        words = line.words_in(match.start("number"), match.end("number"))
        if value is None or not looks_monetary(match) or not words:
            continue
        after, before = _AFTER.match(line.text, match.end()), _BEFORE.search(line.text, 0, match.start())
        sign = -1 if value < 0 else _sign((after or before)["sign"] if (after or before) else "")  # type: ignore[index]
        start = before.start() if before and not after else match.start()
        end = after.end() if after else match.end()
        yield Figure(abs(value), sign, start, end, words[0].x0, words[-1].x1)


def _sign(written: str) -> int:
    plain = written.casefold()
    return 1 if plain in _IN else -1 if plain in _OUT else 0


@dataclass(frozen=True, slots=True)
class Dated:
    """A day at ``start:end`` of a line's text."""

    day: date
    start: int
    end: int


def day_in(line: Line, start: int, order: Order, last: date | None) -> Dated | None:
    """The day that begins at an offset; one without its year is the latest that is not after ``last``."""
    for found in find_days(line.folded, order):
        if found.start == start:
            return Dated(found.value, found.start, found.end)
    match = _SHORT.match(line.folded, start)
    if match is None or last is None:
        return None
    day, month = _parts(match, order)
    for year in (last.year, last.year - 1):
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if made <= last + timedelta(days=7):
            return Dated(made, start, match.end())
    return None


def _parts(match: re.Match[str], order: Order) -> tuple[int, int]:
    if match["d"]:
        return int(match["d"]), int(match["m"])
    if match["a"]:
        first, second = int(match["a"]), int(match["b"])
        if second > 12 or (order is Order.MONTH_FIRST and first <= 12):
            return second, first
        return first, second
    name = match["n2"] or match["n3"]
    return int(match["d2"] or match["d3"]), _MONTHS[name]


def begins_day(line: Line, start: int) -> bool:
    """Whether something that looks like a day begins here."""
    return bool(DATE.match(line.folded, start) or _SHORT.match(line.folded, start))
