"""卡片: what a thing cost, from when it is carried, how and where to. A card is written once; the books say what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, insert, select

from ledger.books.accounts import Account, accounts, dimension_values
from ledger.books.retiring import retired_values
from ledger.business.assets.schedule import Method, charges, month_after, of_units
from ledger.core import Problem, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.assets import asset_card as table
from ledger.store.schema.assets import asset_use as used


class Kind(StrEnum):
    """固定资产 (carried from the month after, CAS 4), 无形资产 (from its month, CAS 6), 待摊 (from its month, or by day)."""

    FIXED = "fixed"
    INTANGIBLE = "intangible"
    DEFERRAL = "deferral"


@dataclass(frozen=True, slots=True)
class Card:
    """Amounts in base minor units. ``account`` holds the cost; ``carried_on`` is credited (for a deferral the same),
    ``expense`` debited, with ``department``. ``first_day`` is the first day carried; ``units`` a whole life's, for use.
    """

    card_id: str
    kind: Kind
    name: str
    cost_minor: int
    residual_minor: int
    method: Method
    months: int
    units: Decimal
    in_service: str
    first_day: str
    account: str
    carried_on: str
    expense: str
    department: str

    @property
    def total_minor(self) -> int:
        """What the life carries altogether."""
        return self.cost_minor - self.residual_minor

    def schedule(self) -> list[tuple[str, int]]:
        """Month and charge; empty for an asset carried by use."""
        if self.method is Method.UNITS:
            return []
        start = date.fromisoformat(self.first_day)
        found = charges(self.total_minor, self.cost_minor, self.months, self.method, start)
        first = start.replace(day=1)
        return [(f"{month_after(first, place):%Y-%m}", charge) for place, charge in enumerate(found)]

    def due(self, period: str, used_so_far: Decimal) -> int:
        """What is to be carried from the beginning up to the end of a month."""
        if self.method is Method.UNITS:
            return of_units(self.total_minor, used_so_far, self.units)
        return sum(charge for month, charge in self.schedule() if month <= period)


def first_day(kind: Kind, in_service: date, method: Method, *, same_month: bool = False) -> date:
    """The day a card is carried from; ``same_month``: the book carries a fixed asset from the month it came."""
    if method is Method.DAYS:
        return in_service
    return month_after(in_service.replace(day=1), 1 if kind is Kind.FIXED and not same_month else 0)


def last_month(card: Card, leaving: str, *, same_month: bool) -> str:
    """The last month an asset that leaves in ``leaving`` is carried for. What goes by use goes by what it did; an intangible
    is not carried in the month it leaves (CAS 6 第十七条), a fixed asset as the book's rule says.
    """
    if card.method is Method.UNITS or (card.kind is Kind.FIXED and not same_month):
        return leaving
    return f"{month_after(date.fromisoformat(f'{leaving}-01'), -1):%Y-%m}"


def add_card(unit: Unit, book: str, card: Card, actor: str, now: datetime) -> str:
    """Write a card; its id. Refused for a life that is none, or an account that takes no such line."""
    if not card.name or card.cost_minor <= 0:
        raise Refused(problem("asset.no_cost", "cost"))
    if card.method is Method.UNITS and card.units <= 0:
        raise Refused(problem("asset.no_units", "units"))
    charges(card.total_minor, card.cost_minor, card.months, Method.STRAIGHT if card.method is Method.UNITS else card.method,
            date.fromisoformat(card.first_day))  # fmt: skip
    if card.department:
        must_be_offered(unit, card)
    chart = {one.code: one for one in accounts(unit, book)}
    for where, code in (("account", card.account), ("carried_on", card.carried_on), ("expense", card.expense)):
        must_bear(chart, card, where, code)
    hold(unit, "asset card")
    count = unit.connection.execute(
        select(func.count()).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar()
    card_id = f"A{(count or 0) + 1:04}"
    values = {name: getattr(card, name) for name in Card.__dataclass_fields__ if name != "card_id"}
    values |= {"kind": card.kind.value, "method": card.method.value, "units": format(card.units, "f")}
    unit.connection.execute(
        insert(table).values(tenant_id=unit.tenant, book=book, card_id=card_id, added_by=actor, added_at=now, **values)
    )
    return card_id


def must_bear(chart: Mapping[str, Account], card: Card, where: str, code: str) -> None:
    """Refused where an account cannot take the lines of a card; ``where`` is the field that names it."""
    one = chart.get(code)
    if one is None or not one.postable or not one.active or one.open_item:
        raise Refused(problem("asset.bad_account", where, account=code))
    if set(one.required) - ({"department"} if card.department and where == "expense" else set()):
        raise Refused(problem("asset.account_wants", where, account=code))


def must_be_offered(unit: Unit, card: Card) -> None:
    """Refused where the department of a card is none, or retired."""
    if card.department not in dimension_values(unit, "department"):
        raise Refused(problem("books.unknown_value", "department", dimension="department", value=card.department))
    if told := retired_departments(unit, [card]):
        raise Refused(*told)


def retired_departments(unit: Unit, own: list[Card]) -> list[Problem]:
    """Cards whose department is retired, so that nothing more is charged to it."""
    gone = retired_values(unit, "department")
    names = dimension_values(unit, "department") if gone else {}
    return [
        problem("asset.retired_department", "department", card=one.card_id, name=one.name, value=names[one.department])
        for one in own
        if one.department in gone
    ]


def cards(unit: Unit, book: str) -> list[Card]:
    """Every card of a book, by id."""
    rows = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.book == book).order_by(table.c.card_id)
    ).mappings()
    return [
        Card(
            kind=Kind(row["kind"]), method=Method(row["method"]), units=Decimal(row["units"]),
            **{name: row[name] for name in Card.__dataclass_fields__ if name not in ("kind", "method", "units")},
        )
        for row in rows
    ]  # fmt: skip


def give_use(unit: Unit, book: str, card_id: str, period: str, units: Decimal, actor: str, now: datetime) -> None:
    """Say how many units an asset did in a month; a later row of the month supersedes."""
    if not units.is_finite() or units < 0:
        raise Refused(problem("asset.no_units", "units"))
    hold(unit, "asset use")
    mine = (used.c.tenant_id == unit.tenant, used.c.book == book, used.c.card_id == card_id, used.c.period == period)
    last = unit.connection.execute(select(func.max(used.c.number)).where(*mine)).scalar() or 0
    unit.connection.execute(
        insert(used).values(
            tenant_id=unit.tenant, book=book, card_id=card_id, period=period, number=last + 1,
            units=format(units, "f"), given_by=actor, given_at=now,
        )
    )  # fmt: skip


def use_until(unit: Unit, book: str, period: str) -> dict[str, dict[str, Decimal]]:
    """Card to month to units, up to a month."""
    rows = unit.connection.execute(
        select(used.c.card_id, used.c.period, used.c.units)
        .where(used.c.tenant_id == unit.tenant, used.c.book == book, used.c.period <= period)
        .order_by(used.c.number)
    )
    found: dict[str, dict[str, Decimal]] = {}
    for card_id, month, units in rows:
        found.setdefault(card_id, {})[month] = Decimal(units)
    return found
