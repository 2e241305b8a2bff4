"""Facts the month end goes by, each with the day from which it holds; a default where nobody said anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import insert, select, update

from ledger.books.accounts import get_book
from ledger.books.retiring import offered_values
from ledger.business.closing.aging_matrix import read_matrix
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.tax_codes import regimes
from ledger.posting_rules.vat_acts import vat_acts
from ledger.proposals.series import FACT, SCHEMES, refuse_begun
from ledger.store import Unit
from ledger.store.schema.closing import closing_fact as table

BY_STANDARD = "by_standard"
"""The tax regime of a book whose VAT accounts say it all."""
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
        "tax_regime": (BY_STANDARD, *regimes()),
        "tax_period": ("monthly", "quarterly"),
        "prepaid_vat": ("settled", "kept_prepaid"),
        "mixed_input": ("apart", "by_sales"),
        "extra_deduction": ("none", *(one.code for one in vat_acts() if one.code.startswith("extra_"))),
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
    ``tax_regime``: whose tax codes and return hold (``ledger.posting_rules.tax_codes``); ``by_standard`` where its own
    VAT accounts say it all. ``tax_period``: how often it is filed.
    ``prepaid_vat``: whether 预交增值税 is settled at month end or kept until the tax point. ``mixed_input``: whether input can be
    told apart by what it serves, or is transferred out by the share of untaxed sales. ``extra_deduction``: the 加计抵减 policy the
    company holds (a row of ``vat_acts.csv``), or none.
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
    tax_regime: str = BY_STANDARD
    tax_period: str = "monthly"
    prepaid_vat: str = "settled"
    mixed_input: str = "apart"
    extra_deduction: str = "none"
    asset_month: str = "next_month"
    voucher_series: str = "one"


def choices_for(standard: str) -> Mapping[str, tuple[str, ...]]:
    """Facts with what each may be in a book of a standard: a regime with boxes wants accounts of its own."""
    if "tax_output" in closing_accounts(standard.lower()):
        return FACTS
    return MappingProxyType({**FACTS, "tax_regime": (BY_STANDARD,)})


def facts_on(unit: Unit, book: str, day: date) -> Facts:
    """The facts of a book in force on a day."""
    rows = unit.connection.execute(
        select(table.c.name, table.c.value)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book, table.c.valid_from <= day.isoformat())
        .order_by(table.c.valid_from)
    )
    return Facts(**{row[0]: row[1] for row in rows})


def ever_said(unit: Unit, book: str, name: str, but: str) -> bool:
    """Whether a fact was ever said to be anything ``but`` this."""
    said = select(table.c.value).where(
        table.c.tenant_id == unit.tenant, table.c.book == book, table.c.name == name, table.c.value != but
    )
    return unit.connection.execute(said.limit(1)).first() is not None


def give_fact(unit: Unit, book: str, name: str, value: str, valid_from: date, actor: str, now: datetime) -> None:
    """Say what holds from a day on; refused for a name or value nobody knows. The same day again replaces it."""
    if name == "bad_debt_matrix":
        value = _matrix(value)
    choices = tuple(offered_values(unit, "department")) if name == "department" else FACTS.get(name, ())
    if name != "bad_debt_matrix" and value not in choices:
        known = "、".join(choices or (*FACTS, "department"))
        raise Refused(problem("closing.unknown_fact", name=name, value=value, known=known))
    if name == "tax_regime" and value not in choices_for(get_book(unit, book).standard)[name]:
        raise Refused(problem("tax.no_accounts", "value"))
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
