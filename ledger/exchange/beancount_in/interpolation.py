"""Amounts, costs and prices that were left out, and how far from zero a transaction may be.

https://beancount.github.io/docs/precision_tolerances.html
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.exchange.beancount_in.entries import Leg, Options
from ledger.exchange.beancount_in.lots import Cost
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

ZERO = Decimal(0)
NOISE = Decimal("1e-15")
"""What dividing a total by its units and multiplying again may leave."""
_MOST = Decimal("0.5")
_MOST_DIGITS = 5


@dataclass(slots=True)
class Booked:
    """A leg with its lot; ``cost_open`` while the cost of a unit is left out."""

    leg: Leg
    cost: Cost | None = None
    cost_open: bool = False

    @property
    def weight_currency(self) -> str:
        """What it is weighed in."""
        leg = self.leg
        if self.cost is not None:
            return self.cost.currency
        return (leg.price_currency if leg.priced else leg.currency) or ""

    def weight(self) -> Decimal:
        """At its cost, else at its price, else itself."""
        leg = self.leg
        assert leg.number is not None
        if self.cost is not None:
            return leg.number * self.cost.number
        if leg.priced:
            assert leg.price is not None
            return leg.number * leg.price
        return leg.number

    @property
    def missing(self) -> bool:
        """Whether a number of it was left out."""
        return (
            self.leg.number is None
            or self.cost_open
            or (self.leg.priced and self.cost is None and self.leg.price is None)
        )


def tolerances(booked: Sequence[Booked], options: Options) -> dict[str, Decimal]:
    """How far each currency may be from zero: half of the last digit that was written, of the coarsest amount."""
    found = {name: value for name, value in options.defaults.items() if name != "*"}
    by_cost: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in booked:
        leg = one.leg
        if leg.number is None or leg.automatic or leg.currency is None:
            continue
        exponent = leg.number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent >= 0:
            continue
        allowed = Decimal(1).scaleb(exponent) * options.multiplier
        found[leg.currency] = max(allowed, found.get(leg.currency, -_MOST))
        if options.from_cost:
            unit = one.cost.number if one.cost else leg.price
            if unit is not None:
                by_cost[one.weight_currency] += min(allowed * unit, _MOST)
    for name, value in by_cost.items():
        found[name] = max(value, found.get(name, -_MOST))
    return found


def quantized(number: Decimal, tolerance: Decimal | None) -> Decimal:
    """A number that was worked out gets the digits of those that were written."""
    if tolerance:
        quantum = (tolerance * 2).normalize()
        if len(quantum.as_tuple().digits) < _MOST_DIGITS:
            return number.quantize(quantum)
    return number


def complete(group: list[Booked], options: Options, place: Place) -> None:
    """Work out the one number that a group lacks, if any."""
    lacking = [one for one in group if one.missing]
    if not lacking:
        return
    if len(lacking) > 1:
        raise Fault(lacking[1].leg.place, "import.two_missing")
    (one,) = lacking
    leg = one.leg
    residual = sum((other.weight() for other in group if other is not one), ZERO)
    if leg.number is None:
        unit = one.cost.number if one.cost and not one.cost_open else leg.price if leg.priced else Decimal(1)
        if one.cost_open or unit is None or not unit:
            raise Fault(leg.place, "import.two_missing")
        allowed = tolerances(group, options)
        leg.number = quantized(-residual / unit, allowed.get(leg.currency or "", options.defaults.get("*")))
        leg.automatic = True
        return
    if not leg.number:
        raise Fault(leg.place, "import.no_units")
    if one.cost_open:
        assert one.cost is not None
        number = -residual / leg.number
        if number < 0:
            raise Fault(leg.place, "import.negative_price")
        one.cost, one.cost_open = replace(one.cost, number=number), False
        return
    leg.price = abs(residual / leg.number)


def prove(booked: Sequence[Booked], options: Options, place: Place) -> None:
    """Fault where the weights of a transaction are further from zero than its tolerances."""
    allowed = tolerances(booked, options)
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in booked:
        sums[one.weight_currency] += one.weight()
    least = options.defaults.get("*", ZERO)
    wrong = [f"{value:f} {name}" for name, value in sums.items()
             if abs(value) > max(allowed.get(name, least), NOISE)]  # fmt: skip
    if wrong:
        raise Fault(place, "import.unbalanced", difference=", ".join(wrong))
