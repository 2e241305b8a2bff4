"""Where a document stands now."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.proposals import get as get_proposal
from ledger.store.schema.evidence import document as table
from tools.blocks import Card, Fact, Ref, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool


class InvoiceStatusRequest(Request):
    """By number (or its last digits), or by vendor."""

    document_number: str | None = None
    vendor: str | None = None


class InvoiceState(BaseModel):
    """Where a document stands now."""

    document: str
    number: str | None
    seller: str | None
    state: str
    proposal: str | None


class InvoiceStates(BaseModel):
    """What was found."""

    documents: tuple[InvoiceState, ...]


@tool(
    action="document.read",
    effect="read",
    examples={
        "zh": ("我交的发票现在在谁那里", "发票 26332000002187654321 到哪一步了"),
        "en": ("What happened to my invoices?", "Where is invoice 4711?"),
    },
)
def invoice_status(context: Context, request: InvoiceStatusRequest) -> Done:
    """Where an invoice stands: received, read, proposed, confirmed, posted, or sent back."""
    rows = context.rows("Document", {"owner": table.c.sender, "department": table.c.department})
    found = store_of.listing(context.unit, rows, list(DocumentState), 500)
    if request.document_number:
        digits = request.document_number.strip().upper()
        found = [one for one in found if (one.number or "").upper().endswith(digits)]
    if request.vendor:
        found = [one for one in found if request.vendor in (one.seller or "")]
    found = found[:20]
    context.tally.rows = len(found)
    states = tuple(
        InvoiceState(
            document=one.document_id,
            number=one.number,
            seller=one.seller,
            state=_state(context, one),
            proposal=one.proposal_id,
        )
        for one in found
    )
    if not found:
        return Done(InvoiceStates(documents=()), (Text(text=context.say("document.none_found")),))
    cards = tuple(_status_card(context, one, state.state) for one, state in zip(found[:5], states, strict=False))
    return Done(InvoiceStates(documents=states), cards)


def _state(context: Context, document: Document) -> str:
    if document.proposal_id is None:
        return document.state.value
    return get_proposal(context.unit, document.proposal_id).row.state.value


def _status_card(context: Context, document: Document, state: str) -> Card:
    facts = [Fact(name=context.say("document.state"), cell=words(context.say(f"document.state_{state}")))]
    if document.number:
        facts.append(Fact(name=context.say("document.number"), cell=words(document.number)))
    if document.gross_minor is not None:
        facts.append(
            Fact(name=context.say("document.amount"), cell=money(document.gross_minor, document.currency or "CNY"))
        )
    kind: Literal["proposal", "document"] = "proposal" if document.proposal_id else "document"
    return Card(
        title=document.seller or document.name,
        ref=Ref(kind=kind, id=document.proposal_id or document.document_id),
        facts=tuple(facts),
    )
