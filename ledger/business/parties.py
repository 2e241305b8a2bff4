"""Vendors and customers: master data that says who somebody is and where money for them may go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, case, func, insert, select, update

from ledger.business.party_accounts import PartyAccount, accounts_of, add_accounts
from ledger.store import Unit
from ledger.store.schema.business import party

LEGAL_FORM = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|\b(co|ltd|inc|llc|limited|company|corp|gmbh|ag|kg|sarl|sas|bv|srl|plc)\b\.?)",
    re.I,
)
SURE_MATCH = 92
"""Similarity (0 to 100) from which a name counts as the same party."""


@dataclass(frozen=True, slots=True)
class Party:
    """A vendor or customer; ``terms_days`` from invoice date to due date."""

    party_id: str
    kind: str
    name: str
    name_en: str
    tax_id: str | None
    aliases: tuple[str, ...] = ()
    terms_days: int = 30
    approved: bool = True
    accounts: tuple[PartyAccount, ...] = ()


def plain_name(name: str) -> str:
    """A name without width, case, spaces, punctuation and legal form: what two spellings share."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", LEGAL_FORM.sub("", folded)) or re.sub(r"[\W_]+", "", folded)


def add_party(unit: Unit, one: Party, now: datetime) -> None:
    """Take a party into master data with its accounts."""
    add_parties(unit, (one,), now)


def add_parties(unit: Unit, these: Sequence[Party], now: datetime) -> None:
    """Take parties into master data with their accounts."""
    rows = [
        {
            "tenant_id": unit.tenant, "party_id": one.party_id, "kind": one.kind, "name": one.name,
            "name_en": one.name_en, "tax_id": one.tax_id, "aliases": list(one.aliases), "terms_days": one.terms_days,
            "approved": one.approved, "added_at": now,
        }
        for one in these
    ]  # fmt: skip
    if rows:
        unit.connection.execute(insert(party), rows)
    add_accounts(unit, [(one.party_id, account) for one in these for account in one.accounts])


def add_alias(unit: Unit, one: Party, alias: str) -> None:
    """Another name under which documents speak of a party."""
    unit.connection.execute(
        update(party)
        .where(party.c.tenant_id == unit.tenant, party.c.party_id == one.party_id)
        .values(aliases=[*one.aliases, alias])
    )


IS_CUSTOMER = case((party.c.kind == "customer", 1), else_=0)
"""Whether a party is a customer, as row filters want it."""


def parties(unit: Unit, kind: str | None = None, rows: ColumnElement[bool] | None = None) -> list[Party]:
    """All parties, or those of a kind, by id; only those that a row filter lets through, where one is given."""
    accounts = accounts_of(unit)
    query = select(party).where(party.c.tenant_id == unit.tenant).order_by(party.c.party_id)
    if kind is not None:
        query = query.where(party.c.kind == kind)
    if rows is not None:
        query = query.where(rows)
    return [
        Party(
            row.party_id, row.kind, row.name, row.name_en, row.tax_id, tuple(row.aliases), row.terms_days,
            row.approved, tuple(accounts.get(row.party_id, ())),
        )
        for row in unit.connection.execute(query)
    ]  # fmt: skip


def party_ids(unit: Unit) -> set[str]:
    """Ids of all parties; nothing sealed is opened for them."""
    return set(unit.connection.execute(select(party.c.party_id).where(party.c.tenant_id == unit.tenant)).scalars())


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """Who a document speaks of: ``by`` is ``tax_id``, ``name`` or ``similar``; None where nobody fits."""

    party: Party | None
    by: str = ""
    similar: tuple[Party, ...] = ()


def match_party(known: list[Party], name: str | None, tax_id: str | None) -> PartyMatch:
    """Find a party by tax id, then exact plain name or alias, then a single clearly similar name.

    A tax id that belongs to nobody never matches by name a party that has another one.
    """
    sought = plain_id(tax_id)
    for one in known if sought else ():
        if plain_id(one.tax_id) == sought:
            return PartyMatch(one, "tax_id")
    if not name:
        return PartyMatch(None)
    wanted = plain_name(name)
    fits = [one for one in known if not (sought and one.tax_id and plain_id(one.tax_id) != sought)]
    for one in fits:
        if wanted in {plain_name(text) for text in (one.name, one.name_en, *one.aliases) if text}:
            return PartyMatch(one, "name")
    scored = sorted(
        ((max(fuzz.ratio(wanted, plain_name(t)) for t in (o.name, o.name_en) if t), o) for o in known),
        key=lambda pair: -pair[0],
    )
    similar = tuple(one for score, one in scored if score >= 80)
    if scored and scored[0][0] >= SURE_MATCH and len(similar) == 1 and scored[0][1] in fits:
        return PartyMatch(scored[0][1], "similar", similar)
    return PartyMatch(None, "", similar[:3])


def plain_id(text: str | None) -> str:
    """A tax id as it is compared: papers print 22-6651801 and 143/207/88123, people and lists leave the signs out."""
    return "".join(sign for sign in text or "" if sign.isalnum()).upper()


def next_party_id(unit: Unit, kind: str) -> str:
    """The next id of a kind: V0001, C0001."""
    prefix = {"vendor": "V", "customer": "C"}[kind]
    count = unit.connection.execute(
        select(func.count()).select_from(party).where(party.c.tenant_id == unit.tenant, party.c.kind == kind)
    ).scalar_one()
    return f"{prefix}{count + 1:04}"
