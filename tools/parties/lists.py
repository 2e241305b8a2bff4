"""供应商、客户: a list of another program taken into master data; doubles are shown, bank accounts come unapproved."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel

from ingestion.tables import find_table, plain, read_tables
from ingestion.values.tax_ids import compact_tax_id, is_valid_tax_id
from ledger.books.accounts import create_values
from ledger.business.parties import Party, add_party, match_party, next_party_id, parties, plain_name
from ledger.business.party_accounts import PartyAccount
from ledger.business.party_changes import new_account
from ledger.core import Principal, Refused, problem
from ledger.store import Store
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool

MOST_SHOWN = 30
TERMS_DAYS = 30
_KINDS = {
    **dict.fromkeys(("供应商", "供方", "vendor", "supplier", "kreditor", "lieferant", "creditor"), "vendor"),
    **dict.fromkeys(("客户", "顾客", "customer", "debitor", "kunde", "debtor"), "customer"),
}
Kind = Literal["vendor", "customer"]


class PartyFile(Request):
    """A staged list; ``kind`` for rows that do not say whether they are vendors or customers."""

    sha256: str
    name: str = ""
    kind: Kind = "vendor"


class ListedParty(BaseModel):
    """A row of the list: ``state`` new, double (of ``like``), or faulty (``why``)."""

    row: int
    name: str
    kind: Kind
    tax_id: str
    terms_days: int
    bank: str
    account: str
    state: Literal["new", "double", "faulty"]
    like: str = ""
    why: str = ""
    doubtful_tax_id: bool = False


class PartiesListed(BaseModel):
    """All rows, and how many of them are taken."""

    rows: tuple[ListedParty, ...]
    new: int
    doubles: int
    faulty: int
    accounts: int


Cells = list[tuple[int, dict[str, str]]]


def _read(store: Store, principal: Principal, request: PartyFile) -> Cells:
    for sheet in read_tables(store.blobs(principal.tenant).get(request.sha256), request.name):
        if found := find_table(sheet, "parties", ("name",)):
            return list(found.rows())
    raise Refused(problem("party.no_columns", "file", name=request.name))


def _kind(word: str, default: Kind) -> Kind:
    found = _KINDS.get(plain(word))
    return "customer" if found == "customer" else "vendor" if found == "vendor" else default


def _row(context: Context, place: int, cells: dict[str, str], default: Kind, known: list[Party]) -> ListedParty:
    name, tax_id = cells["name"][:120], compact_tax_id(cells.get("tax_id", ""))[:40]
    terms = re.search(r"\d+", cells.get("terms", ""))
    made = ListedParty(
        row=place, name=name, kind=_kind(cells.get("kind", ""), default), tax_id=tax_id,
        terms_days=min(int(terms.group(0)), 365) if terms and len(terms.group(0)) < 5 else TERMS_DAYS,
        bank=cells.get("bank", "")[:120], account=cells.get("account", "")[:60], state="new",
        doubtful_tax_id=bool(tax_id) and not is_valid_tax_id(tax_id),
    )  # fmt: skip
    if not name:
        return made.model_copy(update={"state": "faulty", "why": context.say("party.row_no_name", row=place)})
    match = match_party([one for one in known if one.kind == made.kind], name, tax_id or None)
    if match.party is not None:
        return made.model_copy(update={"state": "double", "like": f"{match.party.party_id} {match.party.name}"})
    return made


def _listed(context: Context, request: PartyFile) -> tuple[list[ListedParty], PartiesListed]:
    """Each row against master data and against the rows above it."""
    known = parties(context.unit)
    names = {(one.kind, plain_name(one.name)) for one in known}
    tax_ids = {(one.kind, one.tax_id) for one in known if one.tax_id}
    rows: list[ListedParty] = []
    for place, cells in context.prepared:
        one = _row(context, place, cells, request.kind, known)
        twin = (one.kind, plain_name(one.name)) in names or (bool(one.tax_id) and (one.kind, one.tax_id) in tax_ids)
        if one.state == "new" and twin:
            one = one.model_copy(update={"state": "double", "like": context.say("party.row_above")})
        names.add((one.kind, plain_name(one.name)))
        tax_ids |= {(one.kind, one.tax_id)} if one.tax_id else set()
        rows.append(one)
    count = {state: sum(1 for one in rows if one.state == state) for state in ("new", "double", "faulty")}
    return rows, PartiesListed(
        rows=tuple(rows), new=count["new"], doubles=count["double"], faulty=count["faulty"],
        accounts=sum(1 for one in rows if one.state == "new" and one.account),
    )  # fmt: skip


def _told(context: Context, shown: PartiesListed, key: str) -> tuple[Text, ...]:
    head = context.say(key, new=shown.new, doubles=shown.doubles, faulty=shown.faulty, accounts=shown.accounts)
    doubles = [
        context.say("party.row_double", row=one.row, name=one.name, like=one.like)
        for one in shown.rows
        if one.state == "double"
    ]
    return tuple(Text(text=line) for line in (head, *doubles[:MOST_SHOWN], *(one.why for one in shown.rows if one.why)))


@tool(action="party.read", effect="read", prepare=_read, people_only=True)
def check_parties(context: Context, request: PartyFile) -> Done:
    """Look at a list of vendors or customers without taking it: new ones, doubles, rows that cannot be taken."""
    rows, shown = _listed(context, request)
    context.tally.rows = len(rows)
    return Done(shown, _told(context, shown, "party.list_checked"))


@tool(action="party.create", effect="commit", prepare=_read, people_only=True)
def import_parties(context: Context, request: PartyFile) -> Done:
    """Take the new ones of a list into master data; their bank accounts wait for another person's approval."""
    rows, shown = _listed(context, request)
    made: dict[str, str] = {}
    for one in rows:
        if one.state != "new":
            continue
        party = next_party_id(context.unit, one.kind)
        accounts = (PartyAccount(one.account, one.bank, False),) if one.account else ()
        taken = Party(party, one.kind, one.name, "", one.tax_id or None, (), one.terms_days, not accounts, accounts)
        add_party(context.unit, taken, context.now)
        why = context.say("party.change_of_new", name=taken.name)
        new_account(context.unit, taken, context.principal.user, context.now, why)
        made[party] = one.name
    create_values(context.unit, "party", made)
    context.tally.rows = len(made)
    return Done(shown, _told(context, shown, "party.list_taken"))
