"""What postings count for when a transaction is proved, and the amounts that were left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.amounts import Amount
from ledger.exchange.journal_in.raw import Kind, RawPost
from ledger.exchange.journal_in.settings import Dialect

ZERO = Decimal(0)


@dataclass(slots=True)
class Weighed:
    """A posting with an amount, and what it counts for; ``priced`` where the file said so itself."""

    raw: RawPost
    amount: Decimal
    commodity: str
    weight: Decimal
    weight_commodity: str
    digits: int
    priced: bool = False


def weigh(raw: RawPost, amount: Amount, dialect: Dialect) -> Weighed:
    """At its price; in Ledger's books a lot's own price goes before."""
    price = raw.price
    if dialect is Dialect.LEDGER and raw.lot is not None:
        price = raw.lot
    if price is None:
        return Weighed(raw, amount.quantity, amount.commodity, amount.quantity, amount.commodity, amount.digits)
    unit = price.amount
    if price.total:
        whole = abs(unit.quantity) if dialect is Dialect.LEDGER else unit.quantity
        weight = whole if amount.quantity >= 0 else -whole
        weight = weight if amount.quantity else ZERO
    else:
        weight = amount.quantity * unit.quantity
    return Weighed(raw, amount.quantity, amount.commodity, weight, unit.commodity, unit.digits, True)


def weights(posts: Iterable[Weighed]) -> dict[str, Decimal]:
    """Sums by commodity, in the order met."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for post in posts:
        sums[post.weight_commodity] += post.weight
    return sums


def fill(open_post: RawPost, posts: Sequence[Weighed]) -> list[Weighed]:
    """The posting that was left out takes what is missing, one part a commodity; nothing where nothing is."""
    digits = {post.weight_commodity: post.digits for post in posts}
    return [
        Weighed(open_post, -value, commodity, -value, commodity, digits[commodity])
        for commodity, value in weights(posts).items()
        if value
    ]


def convert(posts: Sequence[Weighed], zero: ZeroTest) -> None:
    """Two commodities without any price between them are each other's price; the first is weighed in the second."""
    if any(post.priced for post in posts):
        return
    sums = {commodity: value for commodity, value in weights(posts).items() if not zero(commodity, value)}
    if len(sums) != 2:
        return
    first, second = sums
    if (sums[first] > 0) == (sums[second] > 0):
        return
    members = [post for post in posts if post.commodity == first and post.weight_commodity == first]
    rest = -sums[second]
    for place, post in enumerate(members):
        post.weight_commodity = second
        post.weight = rest if place == len(members) - 1 else -sums[second] * post.amount / sums[first]
        rest -= post.weight


class ZeroTest:
    """Whether a sum is nothing as far as its commodity is written: less than half of its last digit."""

    def __init__(self, digits: dict[str, int]) -> None:
        self.digits = digits

    def __call__(self, commodity: str, value: Decimal, written: int = 0) -> bool:
        """``written`` are the digits of a price, for a commodity that no amount is written in."""
        known = self.digits.get(commodity, written)
        return abs(value) * 2 <= Decimal(1).scaleb(-known) if value else True


def prove(place: Place, posts: Sequence[Weighed], zero: ZeroTest) -> None:
    """Fault where a group of postings does not balance."""
    written: dict[str, int] = {}
    for post in posts:
        written[post.weight_commodity] = max(written.get(post.weight_commodity, 0), post.digits)
    wrong = [(name, value) for name, value in weights(posts).items() if not zero(name, value, written[name])]
    if wrong:
        told = ", ".join(f"{value:f} {name}".strip() for name, value in wrong)
        raise Fault(place, "import.unbalanced", difference=told)


def group(posts: Iterable[Weighed], *kinds: Kind) -> list[Weighed]:
    """Those that must balance together."""
    return [post for post in posts if post.raw.kind in kinds]
