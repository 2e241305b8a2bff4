"""Until when, which books and which fiscal years an external auditor gets, as typed and checked; and given."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import BaseModel, Field

from ledger.books.accounts import books
from ledger.charts import standard_words
from ledger.core import Problem, Refused, problem
from ledger.store.engagements import Engagement
from tools.context import Context
from tools.registry import Request

LONGEST = timedelta(days=366)
"""No engagement is longer; a longer one is lengthened, by two people."""


class WantedEngagement(Request):
    """``since`` (default today) and ``until`` are days of the company's time zone, both included; ``books`` codes of books
    (none named: the company's own); fiscal years by the calendar year in which they begin, ``last_year`` default the first.
    """

    since: date | None = None
    until: date | None = None
    books: tuple[str, ...] = Field(default=(), max_length=20)
    first_year: int | None = Field(default=None, ge=1990, le=2200)
    last_year: int | None = Field(default=None, ge=1990, le=2200)

    @property
    def says_anything(self) -> bool:
        """Whether a day, a book or a year was named."""
        return any((self.since, self.until, self.books, self.first_year, self.last_year))


class EngagementShown(BaseModel):
    """What holds of an external auditor; ``state`` open, ahead or over; ``called`` names the books."""

    since: date
    until: date
    books: tuple[str, ...]
    called: str
    first_year: int
    last_year: int
    state: str

    @property
    def years(self) -> str:
        """``2025`` or ``2025–2026``."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"


def shown(context: Context, given: Engagement) -> EngagementShown:
    """For pages and answers."""
    known = {one.code: one for one in books(context.unit)}
    company = context.company.title(context.language)
    named = [
        f"{company} · {standard_words(known[code].standard, context.language)}" if code in known else code
        for code in given.books
    ]
    return EngagementShown(
        since=given.since, until=given.until, books=given.books, called="、".join(named), first_year=given.first,
        last_year=given.last, state=given.state(context.today),
    )  # fmt: skip


def engagement_of(context: Context, wanted: WantedEngagement) -> Engagement:
    """Refused with everything that is wrong or missing."""
    faults: list[Problem] = []
    since = wanted.since or context.today
    if wanted.until is None:
        faults.append(problem("audit.wants_until", "until"))
    elif not since <= wanted.until <= since + LONGEST or wanted.until < context.today:
        faults.append(problem("audit.bad_until", "until", since=since, until=wanted.until))
    if wanted.first_year is None:
        faults.append(problem("audit.wants_years", "first_year"))
    first, last = wanted.first_year or 0, wanted.last_year or wanted.first_year or 0
    if first > last:
        faults.append(problem("audit.bad_years", "last_year", first=first, last=last))
    known = [one.code for one in books(context.unit)]
    named = tuple(dict.fromkeys(wanted.books)) or (context.company.book,)
    faults += [problem("audit.no_book", "books", book=one, known="、".join(known)) for one in named if one not in known]
    if faults:
        raise Refused(*faults)
    assert wanted.until is not None
    return Engagement(since, wanted.until, named, first, last)
