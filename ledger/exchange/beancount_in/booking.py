"""Transactions booked in order of dates: currencies inferred, lots matched, numbers worked out, balance proved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.exchange.beancount_in.entries import CostSpec, Leg, Open, Options, Txn
from ledger.exchange.beancount_in.interpolation import Booked, complete, prove
from ledger.exchange.beancount_in.lots import Cost, Holdings, reduce
from ledger.exchange.incoming.faults import Fault

Groups = dict[str, list[Booked]]


@dataclass(slots=True)
class Booker:
    """Holdings of all accounts as the days pass."""

    options: Options
    opened: Mapping[str, Open]
    held: dict[str, Holdings] = field(default_factory=lambda: defaultdict(Holdings))

    def book(self, txn: Txn) -> list[Booked]:
        """The transaction complete; Fault, and nothing booked, where it is not."""
        legs = [copy(leg) for leg in txn.legs]
        open_legs = [leg for leg in legs if leg.open]
        if len(open_legs) > 1:
            raise Fault(open_legs[1].place, "import.two_missing")
        written = [leg for leg in legs if not leg.open]
        self._infer(written)
        touched = {leg.account: Holdings(dict(self.held[leg.account].lots)) for leg in written if leg.cost}
        groups: Groups = {}
        for leg in written:
            for one in self._lots(leg, txn, touched):
                groups.setdefault(one.weight_currency, []).append(one)
        for leg in open_legs:
            for currency, group in groups.items():
                group.append(Booked(Leg(leg.place, leg.account, None, currency)))
        for group in groups.values():
            complete(group, self.options, txn.place)
        booked = [one for group in groups.values() for one in group]
        prove(booked, self.options, txn.place)
        self._keep(booked)
        return booked

    def _keep(self, booked: Sequence[Booked]) -> None:
        for account in {
            one.leg.account for one in booked if (one.leg.cost and one.leg.cost.merge) or self._averages(one)
        }:
            for currency in {one.leg.currency or "" for one in booked if one.leg.account == account and one.cost}:
                self.held[account].merged(currency)
        for one in booked:
            assert one.leg.number is not None and one.leg.currency is not None
            self.held[one.leg.account].add(one.leg.currency, one.cost, one.leg.number)

    def _averages(self, one: Booked) -> bool:
        return one.cost is not None and self._method(one.leg.account) == "AVERAGE"

    # currencies ------------------------------------------------------------------------------
    def _infer(self, legs: Sequence[Leg]) -> None:
        for leg in legs:
            self._from_itself(leg)
        unknown = [leg for leg in legs if _weighed_in(leg) is None]
        known = {_weighed_in(leg) for leg in legs} - {None}
        if len(unknown) == 1 and len(known) == 1:
            (currency,) = known
            _weigh_in(unknown[0], currency or "")
        for leg in legs:
            if leg.currency is None:
                declared = self.opened.get(leg.account)
                if declared and len(declared.currencies) == 1:
                    leg.currency = declared.currencies[0]
            if leg.currency is None or _weighed_in(leg) is None:
                raise Fault(leg.place, "import.no_currency")

    def _from_itself(self, leg: Leg) -> None:
        if leg.cost is not None and leg.cost.currency is None:
            currency = leg.price_currency
            if currency is None and leg.currency is not None:
                paid = self.held[leg.account].cost_currencies(leg.currency)
                currency = next(iter(paid)) if len(paid) == 1 else None
            if currency is not None:
                _weigh_in(leg, currency)
        if leg.cost is not None and leg.priced and leg.price_currency is None:
            leg.price_currency = leg.cost.currency

    # lots ------------------------------------------------------------------------------------
    def _method(self, account: str) -> str:
        declared = self.opened.get(account)
        return (declared.booking if declared else "") or self.options.booking

    def _lots(self, leg: Leg, txn: Txn, touched: Mapping[str, Holdings]) -> list[Booked]:
        if leg.priced and leg.price_total and leg.price is not None:
            if leg.number is None or not leg.number:
                raise Fault(leg.place, "import.no_units")
            leg.price, leg.price_total = leg.price / abs(leg.number), False
        if leg.cost is None:
            return [Booked(leg)]
        spec, unit = leg.cost, _unit(leg.cost, leg)
        method = self._method(leg.account)
        assert leg.currency is not None and spec.currency is not None
        holdings = touched[leg.account]
        if leg.number is None or method == "NONE" or not holdings.reduced_by(leg.currency, leg.number):
            cost = Cost(unit or Decimal(0), spec.currency, spec.date or txn.date, spec.label)
            if leg.number is not None and unit is not None:
                holdings.add(leg.currency, cost, leg.number)
            return [Booked(leg, cost, cost_open=unit is None)]
        found = []
        for cost, number in reduce(holdings, leg.currency, leg.number, spec, unit, method, leg.place):
            part = copy(leg)
            part.number = number
            holdings.add(leg.currency, cost, number)
            found.append(Booked(part, cost))
        return found


def _unit(spec: CostSpec, leg: Leg) -> Decimal | None:
    """Cost of one unit, None where it was left out."""
    if spec.total is None:
        return spec.per
    if leg.number is None or not leg.number:
        raise Fault(leg.place, "import.no_units")
    return (spec.total + (spec.per or Decimal(0)) * abs(leg.number)) / abs(leg.number)


def _weighed_in(leg: Leg) -> str | None:
    if leg.cost is not None:
        return leg.cost.currency
    return leg.price_currency if leg.priced else leg.currency


def _weigh_in(leg: Leg, currency: str) -> None:
    if leg.cost is not None:
        spec = leg.cost
        leg.cost = CostSpec(spec.per, spec.total, currency, spec.date, spec.label, spec.merge)
    elif leg.priced:
        leg.price_currency = currency
    else:
        leg.currency = currency
