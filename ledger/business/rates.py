"""汇率: what one unit of a currency is worth in the base currency, by day and kind, with who said so and from where.

A rate is a decimal text and never rounded. Nothing is changed: a newer row of the same currency, day and kind supersedes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sqlalchemy import func, insert, select

from ledger.core import exponent, from_minor, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.rates import exchange_rate as table

MOST_DIGITS = 12
LARGEST = Decimal(10) ** 9


class RateKind(StrEnum):
    """中间价 for the day's transactions, 期末汇率 for what stands at a day's end, 平均汇率 of the month that ends then."""

    MID = "mid"
    CLOSING = "closing"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Rate:
    """Base currency for one unit of ``currency``; ``number`` counts what was said for that day, from 1."""

    currency: str
    day: str
    kind: RateKind
    number: int
    rate: Decimal
    source: str
    given_by: str
    given_at: datetime


def give_rate(
    unit: Unit, currency: str, day: str, kind: RateKind, rate: Decimal, source: str, actor: str, now: datetime
) -> None:
    """Say what a currency is worth on a day; refused for a rate that is not positive or has more than 12 decimals."""
    exponent(currency)
    if not rate.is_finite() or not 0 < rate < LARGEST or rate != round(rate, MOST_DIGITS):
        raise Refused(problem("rate.bad_rate", "rate", rate=str(rate), most=MOST_DIGITS))
    hold(unit, "exchange rate")
    last = unit.connection.execute(
        select(func.max(table.c.number)).where(
            table.c.tenant_id == unit.tenant,
            table.c.currency == currency,
            table.c.day == day,
            table.c.kind == kind.value,
        )
    ).scalar()
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, currency=currency, day=day, kind=kind.value, number=(last or 0) + 1,
            rate=format(rate.normalize(), "f"), source=source, given_by=actor, given_at=now,
        )
    )  # fmt: skip


def rates(unit: Unit, *, currency: str = "", limit: int = 500) -> list[Rate]:
    """What was given, newest day first, superseded rows too."""
    wanted = select(table).where(table.c.tenant_id == unit.tenant)
    if currency:
        wanted = wanted.where(table.c.currency == currency)
    order = (table.c.day.desc(), table.c.currency, table.c.kind, table.c.number.desc())
    return [_rate(row) for row in unit.connection.execute(wanted.order_by(*order).limit(limit))]


def rates_on(unit: Unit, day: str, kind: RateKind, currencies: Sequence[str] = ()) -> dict[str, Decimal]:
    """Currency to the rate in force for a day and kind; a currency without one is not there."""
    wanted = select(table).where(table.c.tenant_id == unit.tenant, table.c.day == day, table.c.kind == kind.value)
    if currencies:
        wanted = wanted.where(table.c.currency.in_(sorted(set(currencies))))
    rows = unit.connection.execute(wanted.order_by(table.c.currency, table.c.number))
    return {row.currency: Decimal(row.rate) for row in rows}


def last_rate(unit: Unit, currency: str, day: date, kind: RateKind, within_days: int) -> Rate | None:
    """The rate in force on the latest day up to ``day`` that has one; None where that is more than so many days before."""
    wanted = select(table).where(
        table.c.tenant_id == unit.tenant, table.c.currency == currency, table.c.kind == kind.value,
        table.c.day <= day.isoformat(), table.c.day >= (day - timedelta(days=within_days)).isoformat(),
    )  # fmt: skip
    row = unit.connection.execute(wanted.order_by(table.c.day.desc(), table.c.number.desc()).limit(1)).first()
    return None if row is None else _rate(row)


def converted(amount_minor: int, currency: str, rate: Decimal, base_currency: str) -> int:
    """Base minor units of an amount at a rate, rounded half up, whatever the two exponents."""
    exact = from_minor(amount_minor, currency) * rate
    return int(exact.scaleb(exponent(base_currency)).to_integral_value(ROUND_HALF_UP))


def _rate(row: object) -> Rate:
    one = row._mapping  # type: ignore[attr-defined]
    return Rate(
        one["currency"], one["day"], RateKind(one["kind"]), one["number"], Decimal(one["rate"]), one["source"],
        one["given_by"], one["given_at"],
    )  # fmt: skip
