"""A month on a bank account, for the statements."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any

from benchmarks.printers.deal import PEOPLE, Deal
from benchmarks.printers.layout import Layout


@dataclass(frozen=True)
class Entry:
    """One movement with the balance after it; money out is negative."""

    day: date
    memo: str
    amount: Decimal
    balance: Decimal


@dataclass(frozen=True)
class Month:
    """What a statement prints."""

    account: str
    start: date
    end: date
    opening: Decimal
    entries: tuple[Entry, ...]

    @property
    def closing(self) -> Decimal:
        """Balance after the last movement."""
        return self.entries[-1].balance

    def truth(self, currency: str) -> dict[str, Any]:
        """As ``statements`` of the ``extract`` shape."""
        entries = [{"date": one.day.isoformat(), "amount": str(one.amount)} for one in self.entries]
        return {
            "account": self.account.replace(" ", ""), "currency": currency, "opening_balance": str(self.opening),
            "closing_balance": str(self.closing), "entries": entries,
        }  # fmt: skip


def month(deal: Deal, rng: random.Random, layout: Layout) -> Month:
    """Ten to thirty movements on the account of the deal's buyer."""
    start = deal.issue_date.replace(day=1)
    days = sorted(rng.randrange(1, 28) for _ in range(rng.randint(10, 30)))
    amounts = [Decimal(rng.randint(-250000, 300000)) / 100 for _ in days]
    opening = Decimal(rng.randint(100000, 4000000)) / 100
    balances = list(accumulate(amounts, initial=opening))[1:]
    names = PEOPLE[layout.author].FIRMS[deal.buyer.country]
    entries = tuple(
        Entry(start + timedelta(days=day), f"{rng.choice(names)} {rng.randrange(10**5, 10**6)}", amount, balance)
        for day, amount, balance in zip(days, amounts, balances, strict=True)
    )
    return Month(deal.buyer.iban, start, start + timedelta(days=27), opening, entries)
