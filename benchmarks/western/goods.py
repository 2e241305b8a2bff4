"""What is sold: lines, their rates, sums, what is paid already. All exact, all in the paper's currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.western.draw import Pen
from benchmarks.western.words import GOODS

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Item:
    """One line; ``rate`` in per cent, empty where no tax is charged."""

    name: str
    quantity: Decimal
    price: Decimal
    rate: str
    sign: int = 1

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to a cent, with sign."""
        return self.sign * (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Goods:
    """The lines of a paper and what they come to; all negative on a credit note."""

    items: tuple[Item, ...]
    discount: tuple[str, Decimal] | None = None
    prepaid: Decimal = Decimal(0)

    @property
    def shares(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Base and tax by rate; a discount comes off the first rate alone."""
        out: dict[str, tuple[Decimal, Decimal]] = {}
        for rate in dict.fromkeys(item.rate for item in self.items):
            base = sum((item.amount for item in self.items if item.rate == rate), Decimal(0))
            if self.discount and not out:
                base -= self.discount[1]
            out[rate] = base, (base * Decimal(rate or 0) / 100).quantize(CENT, ROUND_HALF_UP)
        return out

    @property
    def net(self) -> Decimal:
        """Without tax, after the discount."""
        return sum((base for base, _ in self.shares.values()), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return sum((tax for _, tax in self.shares.values()), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """With tax."""
        return self.net + self.tax


def drawn(d: Pen, rates: Sequence[str], count: int, sign: int = 1) -> Goods:
    """Some lines, every rate on at least one."""
    names = GOODS[d.country.language].split(",")
    items = []
    for number in range(max(count, len(rates))):
        rate = rates[number] if number < len(rates) else d.any(rates)
        quantity = Decimal(d.rng.choice([1, 1, 2, 3, 5, 8, 12, 40]))
        if d.chance(0.15):
            quantity = Decimal(d.rng.randint(3, 39)) / 4
        items.append(Item(d.any(names), quantity, d.amount(3, 420), rate, sign))
    return Goods(tuple(items))
