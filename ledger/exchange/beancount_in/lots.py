"""What an account holds, lot by lot, and which lots a reduction takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.exchange.beancount_in.entries import CostSpec
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one unit, and what tells a lot from another."""

    number: Decimal
    currency: str
    date: str
    label: str | None = None


Key = tuple[str, Cost | None]


@dataclass(slots=True)
class Holdings:
    """Units by commodity and lot, in the order they came."""

    lots: dict[Key, Decimal] = field(default_factory=dict)

    def add(self, currency: str, cost: Cost | None, number: Decimal) -> None:
        """Put in or take out; an empty lot is gone."""
        key = currency, cost
        left = self.lots.get(key, Decimal(0)) + number
        if left:
            self.lots[key] = left
        else:
            self.lots.pop(key, None)

    def reduced_by(self, currency: str, number: Decimal) -> bool:
        """Whether there is something of the other sign."""
        return any(name == currency and (held > 0) != (number > 0) for (name, _), held in self.lots.items() if number)

    def cost_currencies(self, currency: str) -> set[str]:
        """What the lots of a commodity were paid in."""
        return {cost.currency for (name, cost) in self.lots if name == currency and cost is not None}

    def merged(self, currency: str) -> None:
        """AVERAGE: all lots of a commodity become one at their average cost, for each currency they were paid in."""
        pools: dict[str, list[tuple[Cost, Decimal]]] = defaultdict(list)
        for (name, cost), held in list(self.lots.items()):
            if name == currency and cost is not None:
                pools[cost.currency].append((cost, held))
                del self.lots[name, cost]
        for paid, pool in pools.items():
            units = sum((held for _, held in pool), Decimal(0))
            if units:
                number = sum((cost.number * held for cost, held in pool), Decimal(0)) / units
                self.add(currency, Cost(number, paid, min(cost.date for cost, _ in pool)), units)


Taken = list[tuple[Cost, Decimal]]
_SORTS: dict[str, Callable[[tuple[Cost, Decimal]], object]] = {
    "FIFO": lambda lot: lot[0].date,
    "LIFO": lambda lot: lot[0].date,
    "HIFO": lambda lot: lot[0].number,
}


def reduce(
    held: Holdings, currency: str, number: Decimal, spec: CostSpec, unit: Decimal | None, method: str, place: Place
) -> Taken:
    """The lots that a reduction takes and how much of each (signed as ``number``); Fault where that is not clear."""
    if method == "AVERAGE" or spec.merge:
        held.merged(currency)
        unit = None
    matches = [
        (cost, units)
        for (name, cost), units in held.lots.items()
        if name == currency and cost is not None and (units > 0) != (number > 0) and _fits(cost, spec, unit)
    ]
    told = {"amount": f"{number:f} {currency}"}
    if not matches:
        raise Fault(place, "import.no_lot", **told)
    if method in _SORTS:
        matches.sort(key=_SORTS[method], reverse=method != "FIFO")  # type: ignore[arg-type]
    elif len(matches) > 1 and sum(units for _, units in matches) != -number:
        exact = [lot for lot in matches if lot[1] == -number] if method == "STRICT_WITH_SIZE" else []
        if not exact:
            raise Fault(place, "import.many_lots", **told)
        matches = exact[:1]
    return _take(matches, number, place, told)


def _fits(cost: Cost, spec: CostSpec, unit: Decimal | None) -> bool:
    return (
        (unit is None or cost.number == unit)
        and (spec.currency is None or cost.currency == spec.currency)
        and (spec.date is None or cost.date == spec.date)
        and (spec.label is None or cost.label == spec.label)
    )


def _take(matches: Sequence[tuple[Cost, Decimal]], number: Decimal, place: Place, told: dict[str, str]) -> Taken:
    taken, left, sign = [], abs(number), 1 if number > 0 else -1
    for cost, units in matches:
        part = min(abs(units), left)
        if part:
            taken.append((cost, sign * part))
            left -= part
    if left:
        raise Fault(place, "import.lot_short", missing=f"{left:f}", **told)
    return taken
