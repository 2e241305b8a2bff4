"""Facts the month end goes by, each with the day from which it holds; a default where nobody said anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import insert, select, update

from ledger.books.retiring import offered_values
from ledger.business.closing.aging_matrix import read_matrix
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.proposals.series import FACT, SCHEMES, refuse_begun
from ledger.store import Unit
from ledger.store.schema.closing import closing_fact as table

FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "taxpayer": ("general", "small"),
        "place": ("city", "county", "elsewhere"),
        "transfer": ("monthly", "yearly"),
        "revaluation": ("cumulative", "reversing"),
        "movement_percent": ("10", "5", "20", "50"),
        "movement_amount": ("20000", "5000", "50000", "100000"),
        "statement_form": ("in_force", "newest"),
        "stamp_tax": ("none", "quarterly", "monthly"),
        "bad_debts": ("none", "matrix"),
        "cash_floor": ("kept", "free"),
        "asset_month": ("next_month", "same_month"),
        FACT: tuple(SCHEMES),
    }
)
"""Name of a fact to the values it may have, the default first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds on a day: VAT taxpayer, place for the urban tax, when income and expense are transferred, whether
    revaluation stays or is taken back on the next month's first day, and from which percentage and amount (whole units
    of the base currency) a movement is shown; whether statements take the form in force or the newest that may be used;
    how often stamp tax is accrued.
    ``bad_debts`` says whether receivables are provided for by ``bad_debt_matrix``: percent for each year of age.
    ``cash_floor``: whether cash on hand may be taken below zero (``ledger.proposals.cash_floor``).
    ``asset_month``: whether a fixed asset is carried from the month after it came to the month it leaves (CAS 4 第十四条), or
    from the month it came to the month before it leaves.
    ``voucher_series``: how vouchers are numbered (``ledger.proposals.series``).
    ``department`` carries what the month end books on an account that requires one; empty where nobody said.
    """

    taxpayer: str = "general"
    place: str = "city"
    transfer: str = "monthly"
    revaluation: str = "cumulative"
    department: str = ""
    movement_percent: str = "10"
    movement_amount: str = "20000"
    statement_form: str = "in_force"
    stamp_tax: str = "none"
    bad_debts: str = "none"
    bad_debt_matrix: str = "5,10,30,50,80,100"
    cash_floor: str = "kept"
    asset_month: str = "next_month"
    voucher_series: str = "one"


def facts_on(unit: Unit, book: str, day: date) -> Facts:
    """The facts of a book in force on a day."""
    rows = unit.connection.execute(
        select(table.c.name, table.c.value)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book, table.c.valid_from <= day.isoformat())
        .order_by(table.c.valid_from)
    )
    return Facts(**{row[0]: row[1] for row in rows})


def give_fact(unit: Unit, book: str, name: str, value: str, valid_from: date, actor: str, now: datetime) -> None:
    """Say what holds from a day on; refused for a name or value nobody knows. The same day again replaces it."""
    if name == "bad_debt_matrix":
        value = _matrix(value)
    choices = tuple(offered_values(unit, "department")) if name == "department" else FACTS.get(name, ())
    if name != "bad_debt_matrix" and value not in choices:
        known = "、".join(choices or (*FACTS, "department"))
        raise Refused(problem("closing.unknown_fact", name=name, value=value, known=known))
    if name == FACT:
        refuse_begun(unit, book, valid_from.isoformat())
    key = (
        table.c.tenant_id == unit.tenant,
        table.c.book == book,
        table.c.name == name,
        table.c.valid_from == valid_from.isoformat(),
    )
    values = {"value": value, "given_by": actor, "given_at": now}
    if unit.connection.execute(update(table).where(*key).values(**values)).rowcount == 0:
        unit.connection.execute(
            insert(table).values(
                tenant_id=unit.tenant, book=book, name=name, valid_from=valid_from.isoformat(), **values
            )
        )


def _matrix(value: str) -> str:
    """Six percentages as they are kept; refused where they are none."""
    if read_matrix(value) is None:
        raise Refused(problem("closing.bad_matrix", "value", value=value))
    return ",".join(one.strip() for one in value.split(","))
