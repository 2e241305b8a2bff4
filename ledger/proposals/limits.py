"""What one person may confirm for one vendor or colleague within 24 hours: splitting a sum into several vouchers is no way
round a limit.

The same stands in the database (``confirming.sql``: whatever writes the confirmation), and ``verify`` asks it afterwards
(:mod:`ledger.proof.confirmations`). A run of another program's history and opening balances count for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ledger.books.accounts import dimension_values
from ledger.books.entries import EntryKind, Side
from ledger.core import Problem, grouped, problem
from ledger.proposals.cash_floor import IMPORT
from ledger.store import Unit, from_micro, to_micro
from ledger.store.locks import hold
from ledger.store.statement import text

WINDOW = timedelta(hours=24)
PAYEES = ("party", "employee")
"""Dimensions that say who is owed: a vendor or customer, or the colleague who paid out of their own pocket."""
_COUNTS = (
    " FROM confirmed_for AS mine WHERE mine.tenant_id = :t AND mine.confirmer = :who AND mine.payee <> ''"
    " AND mine.given_at > :since AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent WHERE spent.tenant_id ="
    " mine.tenant_id AND spent.authority_id = mine.authority_id AND spent.undone_by IS NOT NULL)"
)
_LATELY = f"SELECT mine.payee, sum(mine.amount_minor){_COUNTS} GROUP BY mine.payee"
_EACH = f"SELECT mine.given_at, mine.amount_minor{_COUNTS} AND mine.payee = :payee ORDER BY mine.given_at"


@dataclass(frozen=True, slots=True)
class Counted:
    """A confirmation that counts against a limit, in minor units, from when it was given to just before ``falls_out``."""

    given_at: datetime
    amount_minor: int

    @property
    def falls_out(self) -> datetime:
        """The instant from which it counts no more."""
        return self.given_at + WINDOW


def amounts(entries: Iterable[Mapping[str, Any]], origin: str = "") -> dict[str, int]:
    """What plain entries move for each payee (``party:V0001``), minor units of the base currency.

    The larger of its four sums, as a limit looks at a voucher: red and blue never offset, nor do the sides.
    """
    if origin.startswith(IMPORT):
        return {}
    sums: dict[str, dict[tuple[int, bool], int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        for line in entry["lines"] if entry["kind"] != int(EntryKind.OPENING) else ():
            minor = int(line["base"] if line.get("base") is not None else line["amount"])
            for dimension in PAYEES:
                if (code := line.get("dims", {}).get(dimension)) is not None:
                    sums[f"{dimension}:{code}"][Side(line["side"]), minor < 0] += abs(minor)
    return {payee: max(parts.values()) for payee, parts in sorted(sums.items())}


def confirmed_lately(unit: Unit, user: str, now: datetime) -> dict[str, int]:
    """What a person confirmed within the last 24 hours and did not take back, by payee, minor units."""
    known = {"t": unit.tenant, "who": user, "since": to_micro(now - WINDOW)}
    return {row[0]: int(row[1]) for row in unit.connection.execute(text(_LATELY), known)}


def counted_lately(unit: Unit, user: str, payee: str, now: datetime) -> list[Counted]:
    """What makes up the sum of one payee, the first to fall out first."""
    known = {"t": unit.tenant, "who": user, "since": to_micro(now - WINDOW), "payee": payee}
    return [Counted(from_micro(row[0]), int(row[1])) for row in unit.connection.execute(text(_EACH), known)]


def fits_from(counted: Sequence[Counted], limit_minor: int, asked_minor: int) -> datetime | None:
    """From when on so much more is within a limit; None where it is alone beyond it, or within it already."""
    left = sum(one.amount_minor for one in counted) + asked_minor - limit_minor
    for one in counted if asked_minor <= limit_minor and left > 0 else ():
        left -= one.amount_minor
        if left <= 0:
            return one.falls_out
    return None


def over_limit(
    unit: Unit, limit_minor: int, asked: Mapping[str, int], currency: str, lately: Mapping[str, int]
) -> Problem | None:
    """The first payee for whom a person would go beyond their limit, with what they confirmed already; None when none."""
    for payee, minor in asked.items():
        before = lately.get(payee, 0)
        if before + minor > limit_minor:
            dimension, _, code = payee.partition(":")
            name = dimension_values(unit, dimension).get(code, code)
            return problem(
                "proposals.over_vendor_limit", vendor=name, amount=grouped(minor, currency),
                confirmed=grouped(before, currency), limit=grouped(limit_minor, currency),
            )  # fmt: skip
    return None


def alone_confirming(unit: Unit, user: str) -> None:
    """One person's confirmations come one after the other, so that each sum sees the one before."""
    hold(unit, f"confirming {user}")
