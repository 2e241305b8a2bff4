"""从发票建供应商: a vendor that a document names comes into master data; its voucher need not wait, its payment does."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ingestion.values.tax_ids import compact_tax_id, is_valid_tax_id
from ledger.books.accounts import create_values
from ledger.business.parties import (
    Party,
    add_alias,
    add_party,
    match_party,
    next_party_id,
    parties,
    plain_id,
    plain_name,
)
from ledger.business.party_accounts import PartyAccount
from ledger.business.party_changes import new_account
from ledger.core import Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.rechecking import answers_of
from tools.shared.renderings import Processed
from tools.shared.settling import get_document, may_open, settle
from tools.shared.suggesting import party_of, seller_account


class CreateVendor(Request):
    """The document, and the vendor as the person lets it stand; ``distinct`` where a similar name is another company."""

    document: str
    name: str = Field(min_length=1, max_length=120)
    tax_id: str = Field(default="", max_length=40)
    terms_days: int = Field(default=30, ge=0, le=365)
    distinct: bool = False


class VendorMade(BaseModel):
    """The vendor's id, and what became of the document."""

    vendor: str
    document: Processed


def _needing(context: Context, document_id: str) -> Document:
    """The document, where it waits for its vendor and this person may see it and propose what it becomes."""
    store_of.alone(context.unit)
    document = get_document(context, document_id)
    may_open(context, document)
    context.require(Resource("Company", context.company.tenant), "voucher.propose")
    if document.state is not DocumentState.READ or document.proposal_id or document.reading is None:
        raise Refused(problem("document.not_open", state=context.say(f"document.state_{document.state.value}")))
    if party_of(context.unit, document.reading) is not None:
        raise Refused(problem("party.known_already"))
    return document


def _must_be_new(known: list[Party], request: CreateVendor, tax_id: str) -> None:
    for one in known:
        if tax_id and plain_id(one.tax_id) == plain_id(tax_id):
            raise Refused(problem("party.tax_id_exists", "tax_id", vendor=one.party_id, name=one.name))
    match = match_party(known, request.name, None)
    near = match.party or next(iter(match.similar), None)
    same = near is not None and plain_name(near.name) == plain_name(request.name)
    apart = near is not None and bool(tax_id and near.tax_id)
    if near is not None and not (request.distinct and (apart or not same)):
        key = "party.similar" if apart or not same else "party.same_name"
        raise Refused(problem(key, "name", vendor=near.party_id, name=near.name))


def _tax_id(request: CreateVendor, printed: str) -> str:
    typed = compact_tax_id(request.tax_id).upper()
    if typed and typed != compact_tax_id(printed).upper() and not is_valid_tax_id(typed):
        raise Refused(problem("party.bad_tax_id", "tax_id", tax_id=request.tax_id))
    return typed


def _settled(context: Context, document: Document, vendor: str) -> Done:
    """Suggest anew, now that the vendor is known; whoever said who the payee is, is the maker."""
    found = party_of(context.unit, document.reading or {})
    if found is None or found.party_id != vendor:
        raise Refused(problem("party.does_not_match", "tax_id"))
    done = settle(context, document, answers_of(context, document), by_hand=True)
    context.tally.rows = 1
    said = context.say("party.made_from_document", vendor=vendor, name=found.name)
    return Done(VendorMade(vendor=vendor, document=done), (Text(text=said),))


@tool(action="party.create", effect="commit")
def create_vendor(context: Context, request: CreateVendor) -> Done:
    """从发票建供应商: take the vendor a document names into master data, its bank account unapproved, and propose."""
    document = _needing(context, request.document)
    reading = document.reading or {}
    tax_id = _tax_id(request, reading.get("seller_tax_id") or "")
    _must_be_new(parties(context.unit, "vendor"), request, tax_id)
    printed, number = reading.get("seller_name") or "", seller_account(reading)
    bank = str((reading.get("payee") or {}).get("seller_bank") or "")
    made = Party(
        next_party_id(context.unit, "vendor"), "vendor", request.name, "", tax_id or None,
        (printed,) if printed and plain_name(printed) != plain_name(request.name) else (), request.terms_days, False,
        (PartyAccount(number, bank, False),) if number else (),
    )  # fmt: skip
    add_party(context.unit, made, context.now)
    why = context.say("party.change_of_new", name=made.name)
    new_account(context.unit, made, context.principal.user, context.now, why)
    create_values(context.unit, "party", {made.party_id: made.name})
    return _settled(context, document, made.party_id)


class UseVendor(Request):
    """The document, and the vendor that it speaks of under another name."""

    document: str
    vendor: str


@tool(action="party.create", effect="commit")
def use_vendor(context: Context, request: UseVendor) -> Done:
    """Say that a document's vendor is one already known: its printed name becomes another name of that vendor."""
    document = _needing(context, request.document)
    reading = document.reading or {}
    known = {one.party_id: one for one in parties(context.unit, "vendor")}
    chosen, printed = known.get(request.vendor), reading.get("seller_name") or ""
    if chosen is None or not printed:
        raise Refused(problem("party.unknown", "vendor", vendor=request.vendor))
    tax_id = (reading.get("seller_tax_id") or "").upper()
    if tax_id and chosen.tax_id and plain_id(chosen.tax_id) != plain_id(tax_id):
        raise Refused(problem("party.other_tax_id", "vendor", name=chosen.name, tax_id=chosen.tax_id))
    add_alias(context.unit, chosen, printed)
    return _settled(context, document, chosen.party_id)
