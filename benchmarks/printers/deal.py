"""A trade drawn from a seed: two firms, lines, sums by rate. Amounts are Decimal in units of the currency."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.printers import (
    fifth_people,
    fourth_people,
    later_people,
    people,
    seventh_people,
    sixth_people,
    third_people,
)
from benchmarks.printers.fifth_goods import FIFTH_GOODS
from benchmarks.printers.fourth_goods import FOURTH_GOODS
from benchmarks.printers.goods import GOODS
from benchmarks.printers.ids import account, filled, tax_id
from benchmarks.printers.later_goods import LATER_GOODS
from benchmarks.printers.layout import Layout
from benchmarks.printers.seventh_goods import SEVENTH_GOODS
from benchmarks.printers.sixth_goods import SIXTH_GOODS
from benchmarks.printers.third_goods import THIRD_GOODS

PEOPLE = {
    1: people,
    2: later_people,
    3: third_people,
    4: fourth_people,
    5: fifth_people,
    6: sixth_people,
    7: seventh_people,
}
_LANDS = {land: name for book in PEOPLE.values() for land, name in book.LANDS.items()}
_SELLERS = (
    third_people.SELLERS | fourth_people.SELLERS | fifth_people.SELLERS | sixth_people.SELLERS | seventh_people.SELLERS
)
_GOODS = GOODS | LATER_GOODS | THIRD_GOODS | FOURTH_GOODS | FIFTH_GOODS | SIXTH_GOODS | SEVENTH_GOODS
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Party:
    """A firm with what its letterhead could say."""

    name: str
    street: str
    town: str
    land: str
    country: str
    tax_id: str
    iban: str
    phone: str
    web: str


@dataclass(frozen=True)
class Item:
    """One line; ``discount`` in per cent is already taken off ``amount``."""

    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount: int
    amount: Decimal
    rate: Decimal
    code: str


@dataclass(frozen=True)
class RateSum:
    """What was sold at one rate."""

    rate: Decimal
    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        """Net and tax."""
        return self.net + self.tax


@dataclass(frozen=True)
class Deal:
    """Everything a template may print."""

    seller: Party
    buyer: Party
    number: str
    refs: tuple[str, ...]
    issue_date: date
    due_date: date
    items: tuple[Item, ...]
    sums: tuple[RateSum, ...]
    prepaid: Decimal

    @property
    def net(self) -> Decimal:
        """Sum before tax."""
        return sum((one.net for one in self.sums), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """Sum of tax."""
        return sum((one.tax for one in self.sums), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """Net and tax."""
        return self.net + self.tax

    @property
    def due(self) -> Decimal:
        """What is left to pay."""
        return self.gross - self.prepaid

    def coin(self, at: int) -> bool:
        """Whether an optional part of the paper is printed; 0 to 15, each falls for itself."""
        return int(self.refs[3][at]) % 2 == 0


def draw(layout: Layout, rng: random.Random) -> Deal:
    """The trade of one seed."""
    seller = _party(layout, layout.country, rng, "")
    buyer = _party(layout, layout.buyer_country or layout.country, rng, seller.name)
    issued = date(2024, 1, 3) + timedelta(days=rng.randrange(900))
    items = tuple(_item(layout, rng) for _ in range(rng.randint(*layout.lines)))
    if layout.returned:
        items = (*items, _back(items[0]))
    sums = tuple(_sum(layout, items, rate) for rate in sorted({one.rate for one in items}))
    gross = sum((one.gross for one in sums), Decimal(0))
    prepaid = _round(layout, gross * rng.choice((20, 30, 50)) / 100) if layout.deposit else Decimal(0)
    refs = tuple(filled(pattern, rng) for pattern in ("1#####", "45########", "@@-####", "################"))
    due = issued + timedelta(days=layout.days)
    return Deal(seller, buyer, _number(layout.number, issued, rng), refs, issued, due, items, sums, prepaid)


def _party(layout: Layout, country: str, rng: random.Random, but: str) -> Party:
    book = PEOPLE[layout.author]
    sells = () if but else _SELLERS.get(layout.name, ())
    name = rng.choice(sells or [one for one in book.FIRMS[country] if one != but])
    street, town = rng.choice(book.STREETS[country]), rng.choice(book.TOWNS[country])
    web = "".join(one for one in name.split(" ")[0].casefold() if one.isascii() and one.isalnum()) or "firm"
    phone = filled("0## ### ####", rng)
    return Party(
        name,
        street,
        town,
        _LANDS[country],
        country,
        tax_id((not but and layout.seller_id) or country, rng),
        account(country, rng),
        phone,
        f"{web}.example",
    )


def _item(layout: Layout, rng: random.Random) -> Item:
    name, unit, low, high = rng.choice(_GOODS[layout.goods])
    quantity = Decimal(rng.choice((1, 1, 2, 3, 4, 5, 8, 10, 12, 25))) if high < layout.dear else Decimal(1)
    if unit.casefold() in {"h", "std.", "hrs", "uur", "ore", "tim", "timer", "hod"}:
        quantity = Decimal(rng.choice(("1.5", "2.25", "6.5", "7.75", "12")))
    price = Decimal(rng.randint(low * 100, high * 100)) / 100
    price = price if rng.random() < 0.6 and not layout.whole else _cents(price.quantize(Decimal(1)))
    discount = rng.choice((0, 0, 5, 10, 15)) if layout.discount else 0
    sign = -1 if layout.credit else 1
    amount = sign * _round(layout, quantity * price * (100 - discount) / 100)
    return Item(
        name, quantity, unit, price, discount, amount, Decimal(rng.choice(layout.rates)), filled("@@###-##", rng)
    )


def _back(one: Item) -> Item:
    """A quarter of the first line taken back."""
    quantity = -max(Decimal(1), (one.quantity / 4).quantize(Decimal(1)))
    amount = _cents(quantity * one.unit_price * (100 - one.discount) / 100)
    return Item(one.description, quantity, one.unit, one.unit_price, one.discount, amount, one.rate, one.code)


def _sum(layout: Layout, items: tuple[Item, ...], rate: Decimal) -> RateSum:
    total = sum((one.amount for one in items if one.rate == rate), Decimal(0))
    if layout.inclusive:
        net = _round(layout, total / (1 + rate))
        return RateSum(rate, net, total - net)
    return RateSum(rate, total, _round(layout, total * rate))


def _round(layout: Layout, value: Decimal) -> Decimal:
    """To what the paper's sums are kept in."""
    return _cents(value.quantize(Decimal(1), ROUND_HALF_UP)) if layout.whole else _cents(value)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _number(pattern: str, issued: date, rng: random.Random) -> str:
    return filled(pattern.replace("Y", str(issued.year)).replace("M", f"{issued.month:02d}"), rng)
