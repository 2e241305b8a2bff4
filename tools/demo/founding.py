"""The ground the demo company stands on: its facts, chart, dimensions, people and parties.

A company's first day has nobody who could ask; this is the same ground ``company create`` will lay.
"""

from __future__ import annotations

from datetime import datetime

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
from ledger.business.parties import add_party
from ledger.charts import NEEDS_DEPARTMENT, ChartRow, chart, check_layout, headings
from ledger.store import Store, Unit
from ledger.store.company import Company, save_company
from ledger.store.people import add_person
from tools.demo import cast

DIMENSIONS = (("department", "部门", "Department"), ("party", "往来单位", "Party"), ("employee", "员工", "Employee"))


def _account(row: ChartRow, parents: frozenset[str]) -> Account:
    return Account(
        row.code,
        row.name_zh,
        row.name_en,
        AccountType(row.kind),
        Side.DEBIT if row.side == "debit" else Side.CREDIT,
        row.parent or None,
        postable=row.code not in parents,
        monetary=row.monetary,
        open_item=bool(row.open_item) and row.code not in parents,
        required=("department",) if row.code.startswith(NEEDS_DEPARTMENT) and row.code not in parents else (),
    )


def _chart(unit: Unit, standard: str, book: str) -> None:
    check_layout("cas_2019", standard)
    parents = headings(standard)
    create_accounts(unit, book, [_account(row, parents) for row in chart(standard)])


def found(store: Store, now: datetime) -> None:
    """Make the demo tenant and lay its ground; the books are still empty."""
    store.create_tenant(cast.TENANT)
    lay_ground(store, cast.company(), now)


def lay_ground(store: Store, facts: Company, now: datetime) -> None:
    """Facts, chart, dimensions, people and parties of the cast in an empty tenant."""
    with store.write(facts.tenant) as unit:
        save_company(unit, facts)
        create_book(unit, Book(facts.book, facts.name, facts.name_en, facts.standard, facts.currency,
                               grace_seconds=facts.grace_seconds))  # fmt: skip
        for code, zh, english in DIMENSIONS:
            create_dimension(unit, code, zh, english)
        staff, parties = cast.staff(), (*(one.party for one in cast.suppliers()), *cast.customers())
        for person in staff:
            add_person(unit, person, now)
        for party in parties:
            add_party(unit, party, now)
        create_values(unit, "department", {code: zh for code, (zh, _) in cast.DEPARTMENTS.items()})
        create_values(unit, "employee", {person.user: person.name for person in staff})
        create_values(unit, "party", {party.party_id: party.name for party in parties})
        _chart(unit, facts.standard, facts.book)
