"""A change of master data is its own proposal: a vendor's bank account, name or tax id, proposed by one person, settled by
another with a note of how it was checked. Rows are kept for good; nothing changes before somebody agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from ledger.books.accounts import rename_value
from ledger.business.parties import Party, add_parties, parties
from ledger.business.party_accounts import PartyAccount, plain_account, set_approved
from ledger.core import Problem, Refused, new_id, problem
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.business import party
from ledger.store.schema.business import party_change as table
from ledger.store.sealed_fields import PARTY_CHANGE
from ledger.store.sealing import Closed, opening_ring, seal, sealing_ring, unseal

ACCOUNT, ACCOUNT_ENDS, NAME, TAX_ID = "account", "account_ends", "name", "tax_id"


@dataclass(frozen=True, slots=True)
class PartyChange:
    """``field`` is account (a new or waiting one is approved), account_ends (it is paid to no more), name or tax_id.

    ``before`` is what stood there when it was proposed. ``agreed`` is None while it waits. An account that does not open
    has its last four characters as ``after``, and ``trouble`` says why.
    """

    change_id: str
    party_id: str
    field: str
    before: str
    after: str
    bank: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    settled_by: str | None = None
    settled_at: datetime | None = None
    agreed: bool | None = None
    note: str | None = None
    trouble: Problem | None = None


def _change(unit: Unit, row: Row[Any]) -> PartyChange:
    facts = dict(row._mapping)
    sealed = facts.pop("after_sealed")
    facts.pop("tenant_id")
    if sealed is None:
        return PartyChange(**facts)
    opened = unseal(opening_ring(unit), PARTY_CHANGE.place(unit.tenant, facts), sealed)
    if isinstance(opened, Closed):
        return PartyChange(**facts, trouble=opened.problem(row.party_id))
    return PartyChange(**facts | {"after": opened.decode()})


def _after(unit: Unit, change: PartyChange) -> dict[str, Any]:
    """What a row keeps of the new value: an account sealed and its last four, anything else as it is."""
    if change.field not in (ACCOUNT, ACCOUNT_ENDS):
        return {"after": change.after, "after_sealed": None}
    place = PARTY_CHANGE.place(unit.tenant, {"party_id": change.party_id, "change_id": change.change_id})
    return {"after": change.after[-4:], "after_sealed": seal(sealing_ring(unit), place, change.after.encode())}


def _row(unit: Unit, change: PartyChange) -> dict[str, Any]:
    """A change that waits, as it is kept."""
    names = ("change_id", "party_id", "field", "before", "bank", "reason", "proposed_by", "proposed_at")
    kept = {name: getattr(change, name) for name in names} | _after(unit, change)
    return {"tenant_id": unit.tenant, **kept, "settled_by": None, "settled_at": None, "agreed": None, "note": None}


def current(one: Party, field: str, after: str) -> str:
    """What stands in a field now; of an account: approved, waiting, or nothing."""
    if field == NAME:
        return one.name
    if field == TAX_ID:
        return one.tax_id or ""
    known = next((account for account in one.accounts if account.number == plain_account(after)), None)
    return "" if known is None else "approved" if known.approved else "waiting"


def propose_change(unit: Unit, change: PartyChange) -> PartyChange:
    """Write a change down; refused where the same one waits already."""
    hold(unit, "party change")
    same = [one for one in changes(unit, waiting=True) if (one.party_id, one.field) == (change.party_id, change.field)]
    if any(one.after == change.after for one in same):
        raise Refused(problem("party.change_waits_already"))
    unit.connection.execute(insert(table).values(**_row(unit, change)))
    return change


def take_in(unit: Unit, these: Sequence[Party], by: str, checked_by: str, note: str, now: datetime) -> None:
    """Take parties into master data whose accounts two people looked at beforehand: each account with its settled change."""
    said = {(one.party_id, account.number): new_id() for one in these for account in one.accounts if account.approved}
    asked = [
        PartyChange(said[one.party_id, account.number], one.party_id, ACCOUNT, "", plain_account(account.number),
                    account.bank, note, by, now)
        for one in these for account in one.accounts if account.approved
    ]  # fmt: skip
    if asked:
        unit.connection.execute(insert(table), [_row(unit, one) for one in asked])
        mine = (table.c.tenant_id == unit.tenant, table.c.change_id.in_(said.values()))
        settled = {"settled_by": checked_by, "settled_at": now, "agreed": True, "note": note}
        unit.connection.execute(update(table).where(*mine).values(**settled))
    named = [
        replace(one, accounts=tuple(replace(account, change_id=said.get((one.party_id, account.number)))
                                    for account in one.accounts))
        for one in these
    ]  # fmt: skip
    add_parties(unit, named, now)


def new_account(unit: Unit, one: Party, by: str, now: datetime, reason: str) -> None:
    """A party that came in with a bank account: that account waits for another person's word."""
    for account in one.accounts:
        if not account.approved:
            number = plain_account(account.number)
            made = PartyChange(new_id(), one.party_id, ACCOUNT, "waiting", number, account.bank, reason, by, now)
            propose_change(unit, made)


def changes(unit: Unit, party_id: str | None = None, *, waiting: bool = False, limit: int = 500) -> list[PartyChange]:
    """Changes newest first, of one party or of all; ``waiting`` leaves out what is settled."""
    query = select(table).where(table.c.tenant_id == unit.tenant)
    if party_id is not None:
        query = query.where(table.c.party_id == party_id)
    if waiting:
        query = query.where(table.c.settled_at.is_(None))
    query = query.order_by(table.c.proposed_at.desc(), table.c.change_id.desc()).limit(limit)
    return [_change(unit, row) for row in unit.connection.execute(query)]


def find_change(unit: Unit, change_id: str) -> PartyChange | None:
    """One change by id."""
    query = select(table).where(table.c.tenant_id == unit.tenant, table.c.change_id == change_id)
    row = unit.connection.execute(query).one_or_none()
    return _change(unit, row) if row is not None else None


def settle_change(unit: Unit, change: PartyChange, by: str, note: str, now: datetime, *, agreed: bool) -> None:
    """Agree, and then it is so, or set it aside; never one's own, and of many at once exactly one.

    Refused where what it changes has changed since: it says so, and is proposed anew.
    """
    if agreed and by == change.proposed_by:
        raise Refused(problem("party.change_own"))
    if not note.strip():
        raise Refused(problem("party.change_note", "note"))
    if agreed and change.trouble is not None:
        raise Refused(change.trouble)
    hold(unit, "party change")
    one = next((one for one in parties(unit) if one.party_id == change.party_id), None)
    if agreed and (one is None or current(one, change.field, change.after) != change.before):
        raise Refused(problem("party.change_stale"))
    done = unit.connection.execute(
        update(table)
        .where(table.c.tenant_id == unit.tenant, table.c.change_id == change.change_id, table.c.settled_at.is_(None))
        .values(settled_by=by, settled_at=now, agreed=agreed, note=note.strip())
    )
    if done.rowcount != 1:
        raise Refused(problem("party.change_settled"))
    if agreed and one is not None:
        _apply(unit, one, change)


def _apply(unit: Unit, one: Party, change: PartyChange) -> None:
    mine = (party.c.tenant_id == unit.tenant, party.c.party_id == one.party_id)
    if change.field == NAME:
        aliases = [*one.aliases, *(() if one.name in one.aliases else (one.name,))]
        unit.connection.execute(update(party).where(*mine).values(name=change.after, aliases=aliases))
        rename_value(unit, "party", one.party_id, change.after)
        return
    if change.field == TAX_ID:
        unit.connection.execute(update(party).where(*mine).values(tax_id=change.after or None))
        return
    approved = change.field == ACCOUNT
    set_approved(unit, one.party_id, PartyAccount(change.after, change.bank, approved, change_id=change.change_id))
    if approved:
        unit.connection.execute(update(party).where(*mine).values(approved=True))


def who_changed(unit: Unit, party_id: str, fields: Iterable[str], since: datetime) -> frozenset[str]:
    """Who proposed changes of a party's fields after an instant, and did not see them set aside."""
    wanted = set(fields)
    found = [one for one in changes(unit, party_id) if one.field in wanted and one.proposed_at > since]
    return frozenset(one.proposed_by for one in found if one.agreed is not False)
