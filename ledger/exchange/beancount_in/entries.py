"""Directives as values, before booking."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ledger.exchange.incoming import Place


@dataclass(frozen=True, slots=True)
class CostSpec:
    """``{…}``: each part may be left out. ``braces`` alone means that everything is."""

    per: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    date: str | None = None
    label: str | None = None
    merge: bool = False


@dataclass(slots=True)
class Leg:
    """A posting as written and, later, as completed. ``number`` and ``currency`` None: left out.

    ``automatic`` marks a number that was worked out; ``priced`` that there is an ``@``.
    """

    place: Place
    account: str
    number: Decimal | None = None
    currency: str | None = None
    cost: CostSpec | None = None
    priced: bool = False
    price: Decimal | None = None
    price_currency: str | None = None
    price_total: bool = False
    automatic: bool = False

    @property
    def open(self) -> bool:
        """Nothing but the account was written."""
        return self.number is None and self.currency is None and self.cost is None and not self.priced


@dataclass(frozen=True, slots=True)
class Txn:
    """A transaction."""

    place: Place
    date: str
    payee: str
    narration: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """``open``: currencies and booking method of an account."""

    place: Place
    date: str
    account: str
    currencies: tuple[str, ...]
    booking: str


@dataclass(frozen=True, slots=True)
class Balance:
    """``balance``: what an account with those below it holds as the day begins."""

    place: Place
    date: str
    account: str
    number: Decimal
    currency: str
    tolerance: Decimal | None


@dataclass(frozen=True, slots=True)
class Pad:
    """``pad``: fill up to the next balance from another account."""

    place: Place
    date: str
    account: str
    source: str


@dataclass(slots=True)
class Options:
    """Options that change what is read."""

    roots: dict[str, str] = field(
        default_factory=lambda: {
            "assets": "Assets", "liabilities": "Liabilities", "equity": "Equity", "income": "Income",
            "expenses": "Expenses",
        }
    )  # fmt: skip
    operating: list[str] = field(default_factory=list)
    booking: str = "STRICT"
    multiplier: Decimal = Decimal("0.5")
    defaults: dict[str, Decimal] = field(default_factory=dict)
    from_cost: bool = False


Entry = Txn | Open | Balance | Pad
ORDER: dict[type, int] = {Open: -2, Balance: -1, Pad: 0, Txn: 0}
