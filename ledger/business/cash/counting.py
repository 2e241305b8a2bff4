"""库存现金盘点: what lay in the till on a day, note by note, beside what the books said then. A count is written once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from sqlalchemy import func, insert, select

from ledger.core import problem, to_minor
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.cash import cash_count as table

_FILE = Path(__file__).parent / "data" / "denominations.csv"
MOST_PIECES = 1_000_000
LOOSE = "loose"
"""Among the pieces: an amount in minor units that is in no listed note or coin."""


@dataclass(frozen=True, slots=True)
class Count:
    """Minor units of ``currency``. ``pieces``: how many of each note and coin (``"0.5"``: 3), ``loose`` an amount."""

    account: str
    currency: str
    day: str
    pieces: Mapping[str, int]
    counted_minor: int
    book_minor: int
    reason: str
    counted_by: str
    witness: str
    count_id: int = 0
    added_by: str = ""
    added_at: datetime | None = None

    @property
    def difference_minor(self) -> int:
        """盘盈 positive, 盘亏 negative."""
        return self.counted_minor - self.book_minor


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["currency"], []).append(row["value"])
    return {currency: tuple(values) for currency, values in found.items()}


def denominations(currency: str) -> tuple[str, ...]:
    """Notes and coins of a currency, largest first; none for one nobody listed: its sum is given whole."""
    return _table().get(currency, ())


def worth(pieces: Mapping[str, int], currency: str) -> int:
    """What the pieces come to, in minor units. Refused for a piece that the currency has not, or a count that is none."""
    known, total = denominations(currency), 0
    for value, count in pieces.items():
        if not 0 <= count <= (10**15 if value == LOOSE else MOST_PIECES):
            raise Refused(problem("count.bad_pieces", f"pieces.{value}", value=value))
        if value == LOOSE:
            total += count
        elif value in known:
            total += to_minor(Decimal(value), currency) * count
        else:
            raise Refused(problem("count.unknown_piece", f"pieces.{value}", value=value, currency=currency))
    return total


def keep_count(unit: Unit, book: str, count: Count, actor: str, now: datetime) -> int:
    """Write a count; its number. Refused without who counted, or with a difference and no reason."""
    if not count.counted_by:
        raise Refused(problem("count.who", "counted_by"))
    if count.difference_minor and not count.reason:
        raise Refused(problem("count.why", "reason"))
    hold(unit, "cash count")
    last = unit.connection.execute(
        select(func.max(table.c.count_id)).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar()
    number = (last or 0) + 1
    names = ("account", "currency", "day", "counted_minor", "book_minor", "reason", "counted_by", "witness")
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, count_id=number, added_by=actor, added_at=now, pieces=dict(count.pieces),
            **{name: getattr(count, name) for name in names},
        )
    )  # fmt: skip
    return number


def counts(unit: Unit, book: str) -> list[Count]:
    """Every count of a book, newest first."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.day.desc(), table.c.count_id.desc())
    ).mappings()
    return [Count(**{name: row[name] for name in Count.__dataclass_fields__}) for row in rows]
