"""Quantity and price: the two figures beside an amount that multiply to it, less a discount in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from ingestion.page.figures import Figure

_CENT = Decimal("0.01")
_MOST = 9


@dataclass(frozen=True)
class Pair:
    """Two figures that give an amount; ``percent`` is the discount or tax that it took."""

    quantity: Figure
    price: Figure
    percent: Figure | None = None

    @property
    def alone(self) -> bool:
        """Whether the product says nothing: one of something that costs its amount."""
        return abs(self.quantity.value) == 1


def pair_of(amount: Figure, beside: Sequence[Figure], price_first: bool = False) -> Pair | None:
    """The likeliest pair; None where none multiplies to the amount."""
    plain = [one for one in beside if not one.percent][:_MOST]
    if len(plain) < 2:
        return None
    found = [Pair(a, b) for a, b in permutations(plain, 2) if _gives(a.value * b.value, amount.value)]
    if not found:
        shares = [one for one in beside if one.percent and one.value][:4]
        found = [
            Pair(a, b, share)
            for share in shares
            for a, b in permutations(plain, 2)
            if _gives(a.value * b.value * (100 - share.value) / 100, amount.value)
            or _gives(a.value * b.value * (100 + share.value) / 100, amount.value)
        ]
    return max(found, key=lambda one: _likely(one, price_first), default=None)


def _gives(product: Decimal, amount: Decimal) -> bool:
    return abs(product - amount) < _CENT and product != 0


def _likely(pair: Pair, price_first: bool) -> tuple[int, float]:
    """A price has the shape of money and is not below nought, a quantity counts and stands before it unless told otherwise."""
    quantity, price = pair.quantity, pair.price
    ordered = ((quantity.x0 < price.x0) is not price_first) or quantity.times
    marks = 4 * (price.value > 0) + 2 * price.money + quantity.times + (not quantity.money) + (pair.percent is None)
    return 2 * marks + ordered, -abs(price.x0 - quantity.x1)
