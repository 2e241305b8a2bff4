"""``pad`` fills, ``balance`` checks: an account with all below it, as the day begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from ledger.exchange.beancount_in.entries import Balance, Entry, Options, Pad, Txn
from ledger.exchange.incoming import Faults, Post, Transaction

ZERO = Decimal(0)
Booked = dict[int, Transaction]
"""Booked transactions by the identity of what they were read from."""
Sums = dict[str, dict[str, Decimal]]


def tolerance(one: Balance, options: Options) -> Decimal:
    """As written, else twice the tolerance of its last digit."""
    if one.tolerance is not None:
        return one.tolerance
    exponent = one.number.as_tuple().exponent
    assert isinstance(exponent, int)
    return (options.multiplier * 2).scaleb(exponent) if exponent < 0 else ZERO


def _sums() -> Sums:
    return defaultdict(lambda: defaultdict(lambda: ZERO))


def _below(account: str, name: str) -> bool:
    return name == account or name.startswith(f"{account}:")


def _held(sums: Sums, account: str, currency: str) -> Decimal:
    return sum((held.get(currency, ZERO) for name, held in sums.items() if _below(account, name)), ZERO)


def _add(sums: Sums, posts: Sequence[Post]) -> None:
    for post in posts:
        sums[post.account][post.commodity] += post.amount


def pads(entries: Sequence[Entry], booked: Booked, options: Options, faults: Faults) -> list[tuple[int, Transaction]]:
    """What each ``pad`` has to add, and its place in the order of the entries."""
    padded = {one.account for one in entries if isinstance(one, Pad)}
    if not padded:
        return []
    found: list[tuple[int, Transaction]] = []
    own: dict[str, Sums] = {account: _sums() for account in padded}
    active: dict[str, tuple[int, Pad, set[str]]] = {}
    used: set[int] = set()
    for number, one in enumerate(entries):
        if isinstance(one, Txn) and id(one) in booked:
            for account, sums in own.items():
                _add(sums, [post for post in booked[id(one)].posts if _below(account, post.account)])
        elif isinstance(one, Pad):
            active[one.account] = (number, one, set())
        elif isinstance(one, Balance) and one.account in active:
            place, pad, done = active[one.account]
            off = one.number - _held(own[one.account], one.account, one.currency)
            if abs(off) > tolerance(one, options) and one.currency not in done:
                made = _filling(pad, one.currency, off)
                _add(own[one.account], [made.posts[0]])
                found.append((place, made))
                used.add(place)
            done.add(one.currency)
    return found


def _filling(pad: Pad, currency: str, off: Decimal) -> Transaction:
    posts = (Post(pad.account, off, currency, off, currency), Post(pad.source, -off, currency, -off, currency))
    return Transaction(pad.date, pad.place, f"pad {pad.account}", posts)


def check(entries: Sequence[Entry], booked: Booked, padding: Sequence[tuple[int, Transaction]], options: Options,
          faults: Faults) -> None:  # fmt: skip
    """Keep a fault for each ``balance`` that does not hold."""
    sums = _sums()
    at_pad: dict[int, list[Transaction]] = defaultdict(list)
    for place, made in padding:
        at_pad[place].append(made)
    for number, one in enumerate(entries):
        for made in at_pad.get(number, ()):
            _add(sums, made.posts)
        if isinstance(one, Txn) and id(one) in booked:
            _add(sums, booked[id(one)].posts)
        elif isinstance(one, Balance):
            there = _held(sums, one.account, one.currency)
            if abs(there - one.number) > tolerance(one, options):
                faults.add(one.place, "import.assertion", account=one.account, stated=f"{one.number:f} {one.currency}",
                           found=f"{there:f} {one.currency}", difference=f"{there - one.number:f} {one.currency}")  # fmt: skip
