"""Bank accounts of parties: numbers sealed in the database, found by a blind index, never by the number itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update

from ledger.core import Problem, new_id
from ledger.store import Unit
from ledger.store.schema.business import party_account as table
from ledger.store.sealed_fields import PARTY_ACCOUNT
from ledger.store.sealing import Closed, Place, blind, opening_ring, seal, sealing_ring, unseal

_ALL = "SELECT party_id, account_id, last_four, number, bank, approved, change_id FROM party_account WHERE tenant_id = :tenant"


@dataclass(frozen=True, slots=True)
class PartyAccount:
    """A bank account of a party; only approved ones are paid to, and name the change of master data that says so.

    One that does not open has no number and counts as not approved; ``trouble`` says why, ``last_four`` is all there is.
    """

    number: str
    bank: str
    approved: bool
    last_four: str = ""
    trouble: Problem | None = None
    change_id: str | None = None


def plain_account(number: str) -> str:
    """A bank account's digits and letters only."""
    return re.sub(r"[^0-9A-Za-z]", "", unicodedata.normalize("NFKC", number)).upper()


def add_accounts(unit: Unit, these: Sequence[tuple[str, PartyAccount]]) -> None:
    """Take accounts into master data, each with the id of its party."""
    if not these:
        return
    ring, rows = sealing_ring(unit), list[dict[str, Any]]()
    for party_id, one in these:
        number, row = plain_account(one.number), {"party_id": party_id, "account_id": new_id()}
        rows.append(row | {
            "tenant_id": unit.tenant, "bank": one.bank, "approved": one.approved, "last_four": number[-4:],
            "change_id": one.change_id, "number": seal(ring, PARTY_ACCOUNT.place(unit.tenant, row), number.encode()),
            "number_index": blind(ring, PARTY_ACCOUNT.anywhere(unit.tenant), number.encode())[0],
        })  # fmt: skip
    unit.connection.execute(insert(table), rows)


def accounts_of(unit: Unit) -> dict[str, list[PartyAccount]]:
    """Accounts by party id, each party's by number."""
    ring, found = opening_ring(unit), dict[str, list[PartyAccount]]()
    for party_id, account_id, ends, sealed, bank, approved, change in _rows(unit):
        number = unseal(ring, _place(unit, party_id, account_id), sealed)
        if isinstance(number, Closed):
            made = PartyAccount("", bank, False, ends, number.problem(party_id), change)
        else:
            made = PartyAccount(number.decode(), bank, bool(approved), ends, None, change)
        found.setdefault(party_id, []).append(made)
    return {party_id: sorted(these, key=lambda one: (one.number, one.last_four)) for party_id, these in found.items()}


def account_numbers(unit: Unit, within: str) -> set[str]:
    """The account numbers of master data that stand in a plain text; only those whose last four do are opened."""
    ring, found = opening_ring(unit), set[str]()
    for party_id, account_id, ends, sealed, *_ in _rows(unit):
        if ends in within:
            number = unseal(ring, _place(unit, party_id, account_id), sealed)
            found |= {number.decode()} if isinstance(number, bytes) else set()
    return {number for number in found if number in within}


def _rows(unit: Unit) -> list[Any]:
    found: list[Any] = unit.run(_ALL, {"tenant": unit.tenant}).fetchall()
    return found


def _place(unit: Unit, party_id: str, account_id: str) -> Place:
    return PARTY_ACCOUNT.place(unit.tenant, {"party_id": party_id, "account_id": account_id})


def set_approved(unit: Unit, party_id: str, account: PartyAccount) -> None:
    """Approve a party's account or end it, as ``account`` and the change it names say; one that is not there yet is added."""
    ring, number = sealing_ring(unit), plain_account(account.number).encode()
    mine = (table.c.tenant_id == unit.tenant, table.c.party_id == party_id,
            table.c.number_index.in_(blind(ring, PARTY_ACCOUNT.anywhere(unit.tenant), number)))  # fmt: skip
    done = unit.connection.execute(
        update(table).where(*mine).values(approved=account.approved, change_id=account.change_id)
    )
    if not done.rowcount:
        add_accounts(unit, [(party_id, account)])
