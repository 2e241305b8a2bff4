"""例外清单: vouchers an auditor looks at first, each test by a rule that is said beside it.

- ``same_person``: maker and checker are one. The database refuses this at the seal, so it should be none.
- ``weekend``: booked on a Saturday or Sunday.
- ``round``: a debit total of at least 10,000.00 that is a multiple of 1,000.00.
- ``after_close``: typed by hand into a month after that month had been closed once (and was opened again).
- ``below_limit``: two or more of one maker within seven days, each from 90 % to 100 % of what somebody may confirm alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ledger.books.accounts import get_book
from ledger.business.samples.population import Member
from ledger.store import Unit
from ledger.store.statement import text

TESTS = ("same_person", "weekend", "round", "after_close", "below_limit")
ROUND_FROM, ROUND_OF, WITHIN_DAYS = 1_000_000, 100_000, 7
_CLOSED = "SELECT period, min(position) FROM closing WHERE tenant_id = :t AND book_id = :b GROUP BY period"
_LIMITS = "SELECT DISTINCT limit_minor FROM person WHERE tenant_id = :t AND limit_minor > 0"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Vouchers by test, in the population's order."""

    found: dict[str, list[Member]]

    def scores(self) -> dict[str, int]:
        """How many tests each voucher stands in."""
        counted: dict[str, int] = defaultdict(int)
        for rows in self.found.values():
            for one in rows:
                counted[one.voucher] += 1
        return dict(counted)


def exceptions(unit: Unit, book: str, population: Sequence[Member]) -> Exceptions:
    """Every test over a population."""
    shut = dict[int, int]()
    for period, position in unit.connection.execute(
        text(_CLOSED), {"t": unit.tenant, "b": get_book(unit, book).book_id}
    ):
        shut[period] = position
    limits = [int(one) for one in unit.connection.scalars(text(_LIMITS), {"t": unit.tenant})]
    return Exceptions({
        "same_person": [one for one in population if one.maker == one.checker],
        "weekend": [one for one in population if date.fromisoformat(one.day).weekday() >= 5],
        "round": [one for one in population if abs(one.total_minor) >= ROUND_FROM and one.total_minor % ROUND_OF == 0],
        "after_close": [one for one in population if one.source.startswith("typed") and one.position > shut.get(one.period, 2**62)],
        "below_limit": below_limit(population, limits),
    })  # fmt: skip


def below_limit(population: Sequence[Member], limits: Iterable[int]) -> list[Member]:
    """Vouchers just below one limit, of one maker, at least two within seven days."""
    found: set[str] = set()
    for limit in limits:
        by_maker: dict[str, list[Member]] = defaultdict(list)
        for one in population:
            if limit * 9 <= abs(one.total_minor) * 10 <= limit * 10:
                by_maker[one.maker].append(one)
        for rows in by_maker.values():
            ordered = sorted(rows, key=lambda one: one.day)
            for former, latter in pairwise(ordered):
                if (date.fromisoformat(latter.day) - date.fromisoformat(former.day)).days < WITHIN_DAYS:
                    found |= {former.voucher, latter.voucher}
    return [one for one in population if one.voucher in found]
