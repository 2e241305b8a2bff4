"""What one voucher moved its cash for: its cash shared out over the counter lines that face it.

A cash line that carries the dimension ``cash_flow`` says its item itself. What is left of a voucher's cash is shared
out over the counter lines that face it, each with the item its account proposes. Where counter debits and credits
equal cash paid and cash received, each counter line is its own flow; else the net is split over the opposite side
in proportion, by largest remainder. Cash that moved in base currency only is the effect of exchange rates; between
cash accounts nothing flows. A realised difference belongs to the foreign item that was settled: what came in or went
out counts at the rate of its day, all of it (CAS 31, IAS 7.25); where nothing foreign was settled it is of the cash.
A voucher whose cash lines are red takes back the items of the black one; so does a reversal, whichever side it stands on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.books.accounts import Book
from ledger.charts.cash_flow import EXCHANGE, UNASSIGNED, is_exchange, item_for


class Facing(NamedTuple):
    """A voucher's sum on one account: ``signed`` debit positive; ``item`` where the line says it; ``only_base`` where no
    own currency moved, ``foreign`` where the line is in another currency than the book's,
    ``red`` where it is a negative amount on its side.
    """

    account: str
    signed_minor: int
    cash: bool
    item: str = ""
    only_base: bool = False
    foreign: bool = False
    red: bool = False


def share(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount shared out in proportion to weights of one sign (not all zero), exactly, by largest remainder."""
    total = sum(weights)
    assert total, "nothing to share by"
    floors = [divmod(amount * weight, total) for weight in weights]
    shares = [whole for whole, _ in floors]
    order = sorted(range(len(weights)), key=lambda place: (-abs(floors[place][1]), place))
    for place in order[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def flows(facing: Iterable[Facing], standard: str) -> dict[str, int]:
    """What one voucher moved cash for: item (or ``unassigned``, ``fx``) to amount, received positive.

    Σ of the values is what the voucher moved cash by. Where all its cash lines are red it takes the items of the black one back.
    """
    lines = list(facing)
    held = [one for one in lines if one.cash]
    if held and all(one.red for one in held):
        black = _black((one._replace(signed_minor=-one.signed_minor) for one in lines), standard)
        return {item: -amount for item, amount in black.items()}
    return _black(lines, standard)


def _black(facing: Iterable[Facing], standard: str) -> dict[str, int]:
    """The flows of a voucher as its lines stand."""
    found: dict[str, int] = defaultdict(int)
    cash, counters = [], []
    for one in facing:
        if not one.cash:
            counters.append(one)
        elif one.item or one.only_base:
            found[one.item or EXCHANGE] += one.signed_minor
        else:
            cash.append(one.signed_minor)
    for account, amount in _faced(cash, _with_differences(counters, standard)):
        found[(account and item_for(standard, account, amount > 0)) or UNASSIGNED] += amount
    return {item: amount for item, amount in found.items() if amount}


def _with_differences(counters: list[Facing], standard: str) -> list[Facing]:
    """Counter lines with realised differences taken into the foreign lines that were settled, in proportion."""
    settled = [one for one in counters if one.foreign and one.signed_minor and not is_exchange(standard, one.account)]
    difference = sum(one.signed_minor for one in counters if is_exchange(standard, one.account))
    if not settled or not difference:
        return counters
    parts = share(difference, [abs(one.signed_minor) for one in settled])
    kept = [one for one in counters if one not in settled and not is_exchange(standard, one.account)]
    return kept + [one._replace(signed_minor=one.signed_minor + part) for one, part in zip(settled, parts, strict=True)]


def _faced(cash: Sequence[int], counters: Sequence[Facing]) -> Iterator[tuple[str, int]]:
    """Account and the cash that it stands against; an empty account where none faces the cash."""
    received, paid = sum(one for one in cash if one > 0), sum(one for one in cash if one < 0)
    given = sum(one.signed_minor for one in counters if one.signed_minor < 0)
    taken = sum(one.signed_minor for one in counters if one.signed_minor > 0)
    if (given, taken) == (-received, -paid):
        yield from ((one.account, -one.signed_minor) for one in counters)
        return
    net = received + paid
    opposite = [one for one in counters if one.signed_minor * net < 0]
    if not net:
        return
    if not opposite:
        yield "", net
        return
    shares = share(net, [-one.signed_minor for one in opposite])
    yield from ((one.account, part) for one, part in zip(opposite, shares, strict=True))


def taken_back(facing: Sequence[Facing], book: Book) -> dict[str, int]:
    """What a reversal moved in a book: each item of the voucher it takes back, negated."""
    swaps = book.corrections == "swap"
    old = [one._replace(signed_minor=-one.signed_minor, red=one.red if swaps else not one.red) for one in facing]
    return {item: -amount for item, amount in flows(old, book.standard).items()}
