"""Accounts of open items in an opening: the documents still open, and the remainders that were paid since.

A remainder whose base value has the other sign than its own amount (the rate moved in between) is two lines: the amount at
no value, and the value alone. Both are settled whole, so nothing of them is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ledger.books.accounts import Account
from ledger.books.entries import Side
from ledger.business.opening.check import whose
from ledger.business.opening.model import Balance, Item, Moves, Opening, Terms
from ledger.business.opening.run import Run, RunLine


class Pair(NamedTuple):
    """An amount in base currency and in its own."""

    base: int
    own: int

    def less(self, other: Pair) -> Pair:
        """What is left."""
        return Pair(self.base - other.base, self.own - other.own)

    def signed(self, sign: int) -> Pair:
        """As it is, or turned round."""
        return Pair(sign * self.base, sign * self.own)


Shares = list[tuple[Balance, list[Item]]]


def shares(opening: Opening, chart: Mapping[str, Account]) -> Shares:
    """Balances of open items by account, party and currency with their documents; an account without parties takes theirs."""
    papers: dict[str, list[Item]] = defaultdict(list)
    for item in opening.items:
        papers[item.account].append(item)
    found: dict[tuple[str, str, str], tuple[Balance, list[Item]]] = {}
    for one in opening.balances:
        if not chart[one.account].open_item:
            continue
        party = whose(one.dims)
        mine = [
            item for item in papers[one.account]
            if item.currency == one.currency and (not party or whose(item.dims) == party)
        ]  # fmt: skip
        key = (one.account, party, one.currency)
        found[key] = (_together(found[key][0], one) if key in found else one, mine)
    return list(found.values())


def _together(first: Balance, second: Balance) -> Balance:
    names = ("year", "debit", "credit", "closing")
    own = Moves(*(getattr(first.own, name) + getattr(second.own, name) for name in names))
    return replace(first, own=own, **{name: getattr(first, name) + getattr(second, name) for name in names})


def put_owed(
    one: Balance, items: list[Item], side: Side, where: Terms, moved: bool, runs: tuple[Run, Run, Run]
) -> None:
    """Post what is open and what was paid of an account, party and currency to the runs year, turnover and settled."""
    year, turnover, settled = runs
    sign = 1 if side is Side.DEBIT else -1
    debit, credit = Pair(one.debit, one.own.debit), Pair(one.credit, one.own.credit)
    came, went = (debit, credit) if sign > 0 else (credit, debit)
    known = items or [Item(one.place, one.account, one.dims, "", "", "", one.closing, one.currency, one.own.closing)]
    new_ones = [item for item in known if moved and (item.date >= where.year_start or not item.date)]
    if not items and came.base < sign * one.closing:
        new_ones = []
    old, new = Pair(0, 0), Pair(0, 0)
    for item in known:
        amount = Pair(item.amount, item.own).signed(sign)
        run = turnover if item in new_ones else year
        run.put(
            RunLine(one.account, side, amount.base, item.dims, item.due, item.number, None, one.currency, amount.own)
        )
        old, new = (old, new.less(amount.signed(-1))) if run is turnover else (old.less(amount.signed(-1)), new)
    back = Side.CREDIT if side is Side.DEBIT else Side.DEBIT
    rests = ((year, Pair(one.year, one.own.year).signed(sign).less(old)), (turnover, came.less(new)))
    for run, rest in rests:
        for part in _one_signed(rest):
            line = RunLine(one.account, side, part.base, one.dims, currency=one.currency, own=part.own)
            if number := run.put(line):
                settled.put(replace(line, side=back, settles=(run.name, number)))
    assert rests[0][1].less(rests[1][1].signed(-1)) == went, "checked before: opening plus movement is the balance"


def _one_signed(rest: Pair) -> tuple[Pair, ...]:
    return (Pair(0, rest.own), Pair(rest.base, 0)) if rest.base * rest.own < 0 else (rest,)
