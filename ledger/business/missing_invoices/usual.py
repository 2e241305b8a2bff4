"""The invoices that come every month: a vendor who billed in each of the last three months and not in this one.

The usual amount is the median of the three months' nets; what it is booked on is what the newest of them was.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low

from ledger.books.calendar import period_number, period_text
from ledger.business.missing_invoices.purchases import Cost, Purchase, purchases
from ledger.store import Unit

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Usual:
    """A vendor's invoice that is due: net in base minor units, the day of the month it usually has, the newest before."""

    party: str
    net_minor: int
    day_of_month: int
    months: tuple[tuple[str, int], ...]
    like: Purchase

    @property
    def cost(self) -> Cost:
        """Account and dimensions of the newest voucher's largest cost."""
        return self.like.main


def months_before(period: str, count: int) -> list[str]:
    """The months before one, oldest first."""
    number = period_number(period)
    at = number // 10000 * 12 + number // 100 % 100 - 1
    return [period_text((one // 12) * 10000 + (one % 12 + 1) * 100) for one in range(at - count, at)]


def missing_this_month(unit: Unit, book: str, period: str) -> list[Usual]:
    """By usual day, then vendor: who billed in each of the months before and not in this one."""
    before = months_before(period, MONTHS)
    by_vendor: dict[str, list[Purchase]] = {}
    for one in purchases(unit, book, before[0], period):
        if one.party:
            by_vendor.setdefault(one.party, []).append(one)
    found = []
    for party, own in by_vendor.items():
        months = {one.period for one in own}
        if period in months or not months >= set(before):
            continue
        nets = tuple((month, sum(one.net_minor for one in own if one.period == month)) for month in before)
        net = median_low([amount for _, amount in nets])
        if net > 0:
            day = median_low([int(one.day[8:]) for one in own])
            found.append(Usual(party, net, day, nets, own[-1]))
    return sorted(found, key=lambda one: (one.day_of_month, one.party))
