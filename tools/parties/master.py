"""Vendors and customers in master data."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.business.parties import Party
from tools.blocks import Card, Fact, Ref, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_party
from tools.shared.customers import known_parties


class VendorLookup(Request):
    """By name, part of a name, tax id or id; without one, all vendors."""

    vendor: str | None = None
    customer: str | None = None


class PartyOut(BaseModel):
    """A party; accounts are shown by their last four digits."""

    party: str
    kind: str
    name: str
    name_en: str
    tax_id: str | None
    terms_days: int
    approved: bool
    accounts: tuple[str, ...]


class Parties(BaseModel):
    """Who was found."""

    parties: tuple[PartyOut, ...]


def _out(one: Party) -> PartyOut:
    masked = tuple(f"{account.bank} …{account.last_four}" for account in one.accounts if account.approved)
    return PartyOut(
        party=one.party_id, kind=one.kind, name=one.name, name_en=one.name_en, tax_id=one.tax_id, terms_days=one.terms_days,
        approved=one.approved, accounts=masked,
    )  # fmt: skip


def _card(context: Context, one: PartyOut) -> Card:
    facts = [
        Fact(name=context.say("party.tax_id"), cell=words(one.tax_id or "–")),
        Fact(name=context.say("party.terms"), cell=words(context.say("party.days", days=one.terms_days))),
        Fact(name=context.say("party.accounts"), cell=words("、".join(one.accounts) or "–")),
    ]
    name = one.name_en if context.language == "en" and one.name_en else one.name
    return Card(title=f"{one.party} {name}", ref=Ref(kind="party", id=one.party), facts=tuple(facts))


@tool(
    action="party.read",
    effect="read",
    examples={"zh": ("宁波启帆的税号和账户", "供应商恒钢的账期"), "en": ("Look up vendor Hangzhou Yunfan",)},
)
def vendor_lookup(context: Context, request: VendorLookup) -> Done:
    """Look a vendor (or customer) up in master data: tax id, payment terms, approved accounts."""
    if request.customer:
        found = [find_party(context, request.customer, "customer")]
    elif request.vendor:
        found = [find_party(context, request.vendor, "vendor")]
    else:
        found = known_parties(context, "vendor")
    context.tally.rows = len(found)
    result = Parties(parties=tuple(_out(one) for one in found))
    return Done(result, tuple(_card(context, one) for one in result.parties[:10]))
