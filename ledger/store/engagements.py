"""What external auditors may look at: days, books, fiscal years. Versions only grow; the newest holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

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


def engagements(unit: Unit, users: Iterable[str] | None = None) -> dict[str, Engagement]:
    """By person, what holds now; who has none is not narrowed by one."""
    query = select(table).where(table.c.tenant_id == unit.tenant).order_by(table.c.version)
    if users is not None:
        query = query.where(table.c.user.in_(sorted(users)))
    return {
        row.user: Engagement(
            date.fromisoformat(row.since), date.fromisoformat(row.until), tuple(row.books.split()), row.first_year,
            row.last_year,
        )
        for row in unit.connection.execute(query)
    }  # fmt: skip


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
