"""What external auditors may look at: days, books, fiscal years. Versions only grow; the newest holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select

from ledger.store.locks import hold
from ledger.store.schema.engagements import engagement as table
from ledger.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Engagement:
    """``since`` and ``until`` are the company's days, both included; ``books`` are codes of books, ``first`` and ``last``
    fiscal years, named by the calendar year in which they begin.
    """

    since: date
    until: date
    books: tuple[str, ...]
    first: int
    last: int

    def __post_init__(self) -> None:
        assert self.since <= self.until and self.books and self.first <= self.last

    @property
    def years(self) -> str:
        """``2025`` or ``2025–2026``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def state(self, today: date) -> str:
        """``open``, ``ahead`` before its first day, ``over`` after its last."""
        return "ahead" if today < self.since else "over" if today > self.until else "open"

    def within(self, other: Engagement) -> bool:
        """Whether this one opens nothing that the other does not."""
        return (
            other.since <= self.since and self.until <= other.until and set(self.books) <= set(other.books)
            and other.first <= self.first and self.last <= other.last
        )  # fmt: skip

    def wanted(self) -> dict[str, object]:
        """As a request for a second person's word keeps it."""
        return {
            "since": self.since.isoformat(), "until": self.until.isoformat(), "books": list(self.books),
            "first_year": self.first, "last_year": self.last,
        }  # fmt: skip


def from_wanted(kept: dict[str, object]) -> Engagement:
    """What :meth:`Engagement.wanted` wrote."""
    books = kept["books"]
    assert isinstance(books, list)
    return Engagement(
        date.fromisoformat(str(kept["since"])), date.fromisoformat(str(kept["until"])), tuple(map(str, books)),
        int(str(kept["first_year"])), int(str(kept["last_year"])),
    )  # fmt: skip


def among(users: Iterable[str] | None) -> tuple[str, dict[str, str]]:
    """The condition that names people, with its parameters; empty for everybody."""
    if users is None:
        return "", {}
    given = {f"u{place}": user for place, user in enumerate(sorted(users))}
    # of nobody there is no row, and no engine reads an empty list alike
    return (f' AND "user" IN ({", ".join(f":{name}" for name in given)})', given) if given else (" AND 1 = 0", {})


def asked_engagements(unit: Unit, users: Iterable[str] | None = None) -> tuple[str, dict[str, str]]:
    """The statement whose rows :func:`read_engagements` reads, to be sent with others."""
    named, given = among(users)
    statement = (
        f'SELECT "user", since, until, books, first_year, last_year FROM audit_engagement WHERE tenant_id = :t{named}'  # noqa: S608 - numbered names
        " ORDER BY version"
    )
    return statement, {"t": unit.tenant, **given}


def read_engagements(rows: Iterable[Sequence[Any]]) -> dict[str, Engagement]:
    """By person, what holds now: the newest version comes last."""
    return {
        user: Engagement(date.fromisoformat(since), date.fromisoformat(until), tuple(books.split()), first, last)
        for user, since, until, books, first, last in rows
    }


def engagements(unit: Unit, users: Iterable[str] | None = None) -> dict[str, Engagement]:
    """By person, what holds now; who has none is not narrowed by one."""
    return read_engagements(unit.run(*asked_engagements(unit, users)).fetchall())


def engage(unit: Unit, user: str, given: Engagement, actor: str, now: datetime) -> None:
    """From now on this holds of a person; what held before stays readable."""
    hold(unit, "engagements")
    mine = (table.c.tenant_id == unit.tenant, table.c.user == user)
    last = unit.connection.scalar(select(func.max(table.c.version)).where(*mine)) or 0
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, user=user, version=int(last) + 1, since=given.since.isoformat(),
            until=given.until.isoformat(), books=" ".join(given.books), first_year=given.first, last_year=given.last,
            given_by=actor, given_at=now,
        )
    )  # fmt: skip
