"""A document as its page shows it: fields with their boxes and words, what is needed, what looks wrong, its proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

import ingestion
from ledger.business.parties import match_party, parties, plain_id
from ledger.core import Problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import BARE, ENDED, Document, DocumentState
from ledger.evidence.field import by_model
from ledger.evidence.renderings import form_of, renderings
from policies.access import Resource
from policies.risk import Rank
from tools.blocks import Card, Fact, Ref, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.choosing import choosable
from tools.shared.past_vouchers import reason_text
from tools.shared.proposal_cards import account_names
from tools.shared.rechecking import answers_of
from tools.shared.settling import document_resource, get_document, may_open
from tools.shared.suggesting import Suggestion, seller_account, suggest

SHOWN = (
    "number", "issue_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", "net", "tax", "gross", "due_date",
    "currency", "remarks", "seller_bank", "seller_account", "seller_iban",
)  # fmt: skip

LONGEST = 400
"""Of an offer's value, in characters: more than that is no name."""
NEEDED = ("number", "issue_date", "seller_name", "gross")


class Offer(BaseModel):
    """What a field might be where it is not given, or might as well be where it is; its box in points."""

    value: str
    page: int
    box: tuple[float, float, float, float]
    page_size: tuple[float, float]


class FieldShown(BaseModel):
    """One field: value, the three words of sureness, its box on the page in points, the witnesses; the
    documents by id that taught where it stands; ``by_model`` where a model read it and nobody chose it since."""

    name: str
    label: str
    value: str
    sureness: str
    witnesses: tuple[str, ...] = ()
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    page_size: tuple[float, float] | None = None
    choosable: bool = False
    learned_from: tuple[str, ...] = ()
    by_model: bool = False
    offers: tuple[Offer, ...] = ()


class FieldAbsent(BaseModel):
    """A field that was not read and may be pointed out on the page; ``needed`` where every invoice has it."""

    name: str
    label: str
    needed: bool
    offers: tuple[Offer, ...] = ()


class SuggestedLine(BaseModel):
    """A line before it is a proposal."""

    account: str
    account_name: str
    side: str
    amount_minor: int
    reason: str
    memo: str
    dims: dict[str, str]
    field: str
    tax_code: str | None = None


class SimilarVendor(BaseModel):
    """A vendor of nearly the same name; ``other_tax_id`` where both have one and they differ: another company."""

    party: str
    name: str
    tax_id: str
    other_tax_id: bool


class VendorSeen(BaseModel):
    """The vendor a document names and master data lacks, as far as it was read, and who it might be instead."""

    name: str
    tax_id: str
    bank: str
    account: str
    similar: tuple[SimilarVendor, ...]


class PartShown(BaseModel):
    """A file that lay in a zip or a mail: a document of its own."""

    document: str
    name: str
    state: str


class RenderingShown(BaseModel):
    """Another form of the same record (``pdf``, ``ofd``, ``xml``, ``print``), a document by its own id."""

    document: str
    name: str
    form: str


class DocumentShown(BaseModel):
    """Everything the page of a document needs; its pages are ``seen_as`` a picture or none. ``asks`` are the ``needs`` for
    which nothing is offered.
    """

    document: str
    name: str
    state: str
    sender: str
    received_at: str
    seller: str | None
    number: str | None
    gross_minor: int | None
    currency: str
    invoice_kind: str | None
    doc_type: str | None
    pages: int
    fields: tuple[FieldShown, ...]
    absent: tuple[FieldAbsent, ...]
    problems: tuple[str, ...]
    hidden: tuple[str, ...]
    signatures: tuple[str, ...]
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    notes: tuple[str, ...]
    alerts: tuple[str, ...]
    suggested: tuple[SuggestedLine, ...]
    proposal: str | None
    duplicate_of: str | None
    duplicate_by: str | None
    paid_by: str | None
    acts: tuple[str, ...]
    ended_by: str | None
    ended_why: str | None
    new_vendor: VendorSeen | None = None
    parts: tuple[PartShown, ...] = ()
    renderings: tuple[RenderingShown, ...] = ()
    seen_as: str = "picture"


class OpenDocument(Request):
    """A document by id."""

    document: str


def _label(context: Context, name: str, reading: dict[str, Any]) -> str:
    """What a field is called: an order has no invoice number, and nobody issued an invoice on its day."""
    no_bill = reading.get("doc_type") in ingestion.NO_BILLS and name in ("number", "issue_date")
    return context.say(f"field.no_bill_{name}" if no_bill else f"field.{name}")


def _fields(context: Context, reading: dict[str, Any]) -> tuple[FieldShown, ...]:
    seen: dict[str, Any] = reading.get("evidence") or {}
    payee, learned, modelled = reading.get("payee") or {}, reading.get("learned") or {}, by_model(reading)
    may = choosable(context)
    shown = []
    for name in SHOWN:
        value = reading.get(name) if reading.get(name) is not None else payee.get(name)
        if value in (None, "", []):
            continue
        proof = seen.get(name) or {}
        shown.append(
            FieldShown(
                name=name, label=_label(context, name, reading), value=str(value), sureness=proof.get("sureness") or "look",
                witnesses=tuple(proof.get("witnesses") or ()), page=proof.get("page"),
                box=tuple(proof["box"]) if proof.get("box") else None,
                page_size=tuple(proof["page_size"]) if proof.get("page_size") else None,
                choosable=name in may, learned_from=tuple(learned.get(name) or ()),
                by_model=name in modelled, offers=tuple(one for one in _offers(reading, name) if one.value != str(value)),
            )
        )  # fmt: skip
    return tuple(shown)


def _absent(context: Context, reading: dict[str, Any]) -> tuple[FieldAbsent, ...]:
    return tuple(
        FieldAbsent(name=name, label=context.say(f"field.{name}"), needed=name in NEEDED, offers=_offers(reading, name))
        for name in sorted(choosable(context), key=lambda one: one not in NEEDED)
        if reading and reading.get(name) in (None, "") and not (name in ingestion.ACCOUNTS and seller_account(reading))
    )


def _offers(reading: dict[str, Any], name: str) -> tuple[Offer, ...]:
    found = (reading.get("offers") or {}).get(name) or ()
    return tuple(Offer.model_validate(one) for one in found if one["box"] and len(one["value"]) <= LONGEST)


def _suggestion(context: Context, document: Document) -> Suggestion | None:
    if document.reading is None or document.state in (
        DocumentState.FAILED,
        DocumentState.RENDERING,
        DocumentState.KEPT,
        *ENDED,
    ):
        return None
    return suggest(context.unit, context.company, document, answers_of(context, document), context.now)


def _acts(context: Context, document: Document) -> tuple[str, ...]:
    """How this person may end it, while nothing was proposed from it."""
    thing = document_resource(document)
    if document.state is DocumentState.UNPACKED:
        return ("withdraw",) if context.may("document.withdraw", thing).allowed else ()
    if document.proposal_id or document.state not in BARE:
        return ()
    return tuple(act for act in ("withdraw", "reject") if context.may(f"document.{act}", thing).allowed)


def _word(context: Context, one: FieldShown) -> str:
    word = context.say(f"field.word_{one.sureness}")
    return f"{word} ({context.say('field.by_model')})" if one.by_model else word


@tool(action="document.read", effect="read")
def open_document(context: Context, request: OpenDocument) -> Done:
    """A document with what was read from it, what is needed, and what looks wrong."""
    document = get_document(context, request.document)
    may_open(context, document)
    context.tally.rows, context.tally.tainted = 1, True
    shown = _shown(context, document)
    state = context.say(f"document.state_{shown.state}")
    card_facts = [Fact(name=context.say("document.state"), cell=words(state))]
    card_facts += [Fact(name=one.label, cell=words(f"{one.value}  {_word(context, one)}")) for one in shown.fields]
    card_facts += [
        Fact(
            name=one.label,
            cell=words(f"{context.say('field.maybe', value=offer.value)}  {context.say('field.word_needs')}"),
        )
        for one in shown.absent
        for offer in one.offers
    ]
    if shown.gross_minor is not None:
        card_facts.insert(0, Fact(name=context.say("document.amount"), cell=money(shown.gross_minor, shown.currency)))
    notes = tuple(context.say(f"document.needs_{need}") for need in shown.needs) + shown.problems
    card = Card(
        title=shown.seller or shown.name,
        ref=Ref(kind="document", id=shown.document),
        facts=tuple(card_facts),
        notes=notes,
    )
    return Done(shown, (card,))


def _new_vendor(context: Context, document: Document, needs: tuple[str, ...]) -> VendorSeen | None:
    reading = document.reading or {}
    name = reading.get("seller_name") or ""
    company = Resource("Company", context.company.tenant)
    if "vendor" not in needs or not name or not context.may("party.read", company).allowed:
        return None
    tax_id, payee = reading.get("seller_tax_id") or "", reading.get("payee") or {}
    match = match_party(parties(context.unit, "vendor"), name, None)
    near = [one for one in (match.party, *match.similar) if one is not None]
    similar = tuple(
        SimilarVendor(
            party=one.party_id, name=one.name, tax_id=one.tax_id or "",
            other_tax_id=bool(tax_id and one.tax_id and plain_id(one.tax_id) != plain_id(tax_id)),
        )
        for one in dict.fromkeys(near)
    )  # fmt: skip
    return VendorSeen(
        name=name, tax_id=tax_id, bank=payee.get("seller_bank") or "", account=seller_account(reading), similar=similar
    )


def _parts(context: Context, document: Document) -> tuple[PartShown, ...]:
    if document.state is not DocumentState.UNPACKED:
        return ()
    held = store_of.parts(context.unit, document.document_id)
    return tuple(PartShown(document=one.document_id, name=one.name, state=one.state.value) for one in held)


def _problem(context: Context, told: Mapping[str, Any]) -> Problem:
    """A problem as kept, its field and form by their words."""
    values = dict(told["parameters"])
    if told["code"] in ("reading.rendering_differs", "reading.learned_differs"):
        values["field"] = context.say(f"field.{values['field']}")
    if "form" in values:
        values["form"] = context.say(f"document.form_{values['form'] or 'other'}")
    return Problem(told["code"], values)


def _renderings(context: Context, document: Document) -> tuple[RenderingShown, ...]:
    """The other forms of its record that this person may read."""
    record = document.document_id if document.state is not DocumentState.RENDERING else document.duplicate_of or ""
    return tuple(
        RenderingShown(document=one.document_id, name=one.name, form=form_of(one))
        for one in renderings(context.unit, record)
        if one.document_id != document.document_id and context.may("document.read", document_resource(one)).allowed
    )


def _shown(context: Context, document: Document) -> DocumentShown:
    reading = document.reading or {}
    found = _suggestion(context, document)
    notes = found.proposed.notes if found else ()
    light = [one for one in (found.findings if found else ()) if one.rank is Rank.NOTE]
    heavy = [one for one in (found.findings if found else ()) if one.rank is Rank.ALERT]
    named = account_names(context, context.company.book) if found else {}
    needs = found.needs if found and not document.proposal_id else ()
    absent = _absent(context, reading)
    lacking = any(one.name in ("issue_date", "gross") and not one.offers for one in absent)
    problems = [_problem(context, one) for one in reading.get("problem_list") or ()]
    return DocumentShown(
        document=document.document_id, name=document.name, state=document.state.value, sender=document.sender,
        received_at=document.received_at.isoformat(), seller=document.seller, number=document.number,
        gross_minor=document.gross_minor, currency=document.currency or context.company.currency,
        invoice_kind=reading.get("invoice_kind"), doc_type=reading.get("doc_type"), pages=int(reading.get("pages") or 1), fields=_fields(context, reading),
        absent=absent, asks=tuple(one for one in needs if one != "amount" or lacking),
        problems=tuple(one.text(context.language) for one in problems), hidden=tuple(reading.get("hidden") or ()),
        signatures=tuple(context.say(f"document.signature_{one['state']}", signer=one["signer"] or "–")
                         for one in reading.get("signatures") or ()),
        needs=needs, new_vendor=_new_vendor(context, document, needs), parts=_parts(context, document),
        notes=(*(reason_text(context, one) for one in notes),
               *(context.say(f"risk.{one.check}_note", **one.parameters) for one in light)),
        alerts=tuple(context.say(f"risk.{one.check}_title") for one in heavy),
        suggested=tuple(
            SuggestedLine(account=line.account, account_name=named.get(line.account, ""), side=line.side,
                          amount_minor=line.amount_minor, reason=reason_text(context, line.reason), memo=line.memo,
                          dims=dict(line.dims), field=line.source_field, tax_code=line.tax_code)
            for line in (found.proposed.lines if found else ())
        ),
        proposal=document.proposal_id, duplicate_of=document.duplicate_of if context.last_audited is None else None,
        duplicate_by=found.twin.by if found and found.twin else None, paid_by=document.paid_by,
        acts=_acts(context, document), ended_by=document.ended_by, ended_why=document.ended_why,
        renderings=_renderings(context, document),
        seen_as=ingestion.seen_as(context.store.blobs(context.unit.tenant).path(document.sha256)),
    )  # fmt: skip
