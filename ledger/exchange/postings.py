"""Amounts as the two programs write them: exact decimals, a foreign amount with its total cost in base currency.

A line of a foreign currency carries two figures, its own and its base. ``100.00 USD @@ 720.00 CNY`` says both, but
only where there is an amount to hang the cost on, and the cost takes the amount's sign. What has no amount of its
own (a revaluation), or a balance whose base has the other sign, keeps its base on a sister account
``…-Base-USD``: the account then holds exactly its currency, and account and sister together its base.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.core import from_minor
from ledger.exchange.naming import residue_name


@dataclass(frozen=True, slots=True)
class Posting:
    """Signed minor units, debit positive; ``cost_minor`` is the unsigned total in base currency, None where it is base."""

    account: str
    amount_minor: int
    currency: str
    cost_minor: int | None
    base: str

    def text(self) -> str:
        """``-100.00 USD @@ 720.00 CNY``."""
        own = f"{decimal(self.amount_minor, self.currency)} {self.currency}"
        return own if self.cost_minor is None else f"{own} @@ {decimal(self.cost_minor, self.base)} {self.base}"


def decimal(amount_minor: int, currency: str) -> str:
    """All the currency's digits, no grouping, no exponent."""
    return format(from_minor(amount_minor, currency), "f")


def postings(account: str, amount_minor: int, base_minor: int, currency: str, base: str) -> list[Posting]:
    """One posting or two for an amount and its base, both signed with debit positive."""
    if currency == base:
        return [Posting(account, base_minor, base, None, base)]
    made = []
    apart = amount_minor == 0 or (base_minor != 0 and (amount_minor < 0) != (base_minor < 0))
    if amount_minor:
        made.append(Posting(account, amount_minor, currency, 0 if apart else abs(base_minor), base))
    if apart and base_minor:
        made.append(Posting(residue_name(account, currency), base_minor, base, None, base))
    return made
