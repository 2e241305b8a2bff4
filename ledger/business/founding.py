"""The ground every company stands on: its facts, book, dimensions, chart, people and parties, in an empty tenant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from ledger.books.accounts import (
    Account,
    AccountType,
    Book,
    create_accounts,
    create_book,
    create_dimension,
    create_values,
)
from ledger.books.entries import Side
from ledger.business.parties import Party
from ledger.business.party_changes import take_in
from ledger.charts import ChartRow, accounts_in_role, chart, check_layout, headings, layouts_of, standards
from ledger.charts.cash_flow import ITEM, rows_fed
from ledger.charts.indirect import check_indirect
from ledger.core import Refused, problem
from ledger.store import Unit
from ledger.store.company import Company, save_company
from ledger.store.people import Person, add_people

DIMENSIONS = (("department", "部门", "Department"), ("party", "往来单位", "Party"), ("employee", "员工", "Employee"),
              ("cash_flow", "现金流量项目", "Cash flow item"))  # fmt: skip


def chart_account(row: ChartRow, parents: frozenset[str], standard: str) -> Account:
    """An account of a standard chart as the books keep it."""
    leaf = row.code not in parents
    return Account(
        row.code,
        row.name_zh,
        row.name_en,
        AccountType(row.kind),
        Side.DEBIT if row.side == "debit" else Side.CREDIT,
        row.parent or None,
        postable=leaf,
        monetary=row.monetary,
        open_item=bool(row.open_item) and leaf,
        required=("department",)
        if row.code.startswith(accounts_in_role(standard, "needs_department")) and leaf
        else (),
    )


def standard_accounts(standard: str) -> list[Account]:
    """The standard chart; refused for a standard nobody described, BadLayout where its statements would not add up."""
    if standard not in standards():
        raise Refused(problem("company.unknown_standard", "standard", standard=standard))
    return list(_checked_accounts(standard))


@lru_cache(maxsize=8)
def _checked_accounts(standard: str) -> tuple[Account, ...]:
    """What ships does not change while we run, so it is checked for the first company of its standard."""
    for form in layouts_of(standard):
        check_layout(form.layout, standard)
        check_indirect(form.layout, standard)
    parents = headings(standard)
    return tuple(chart_account(row, parents, standard) for row in chart(standard))


def cash_flow_items(standard: str, language: str) -> dict[str, str]:
    """Values of the dimension ``cash_flow``: rows of the newest layout's cash flow statement, in the book's language."""
    rows = rows_fed(layouts_of(standard)[-1].layout, ITEM)
    return {one.row: one.name_en if language == "en" else one.name_zh for one in rows}


def lay_ground(
    unit: Unit, facts: Company, now: datetime, *, departments: Mapping[str, str], people: Iterable[Person] = (),
    parties: Iterable[Party] = (), checked: tuple[str, str, str] = ("", "", ""), fiscal_start_month: int = 1,
    corrections: str = "red",
) -> None:  # fmt: skip
    """Everything an empty tenant needs before its first voucher; periods are opened by whoever founds it.

    ``checked`` is who put the parties' bank accounts in, who checked them, and how.
    """
    staff, known = tuple(people), tuple(parties)
    save_company(unit, facts)
    create_book(
        unit,
        Book(facts.book, facts.name, facts.name_en or facts.name, facts.standard, facts.currency, facts.language,
             facts.time_zone, fiscal_start_month, grace_seconds=facts.grace_seconds,
             corrections=corrections),
    )  # fmt: skip
    for code, zh, english in DIMENSIONS:
        create_dimension(unit, code, zh, english)
    add_people(unit, staff, now)
    take_in(unit, known, *checked, now)
    create_values(unit, "department", departments)
    create_values(unit, "employee", {person.user: person.name for person in staff})
    create_values(unit, "party", {party.party_id: party.name for party in known})
    create_accounts(unit, facts.book, standard_accounts(facts.standard))
    create_values(unit, "cash_flow", cash_flow_items(facts.standard, facts.language))
