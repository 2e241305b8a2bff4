"""Documents: handed in, read in a worker, checked, proposed; answered by their sender; found again."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

import ingestion
from ledger.core import Principal, Problem, Refused, problem, to_minor
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.proposals import INTAKE, ProposalDraft, propose, revise
from ledger.proposals import get as get_proposal
from ledger.store import Store, jobs
from ledger.store.schema.evidence import document as table
from policies.access import Resource
from policies.risk import Rank, raise_alerts
from tools.blocks import Card, Fact, Ref, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, find_department
from tools.shared.rechecking import about, answers_of
from tools.shared.suggesting import Answers, Suggestion, seller_account, suggest

JOB = "read_document"
MAX_BYTES = 20_000_000


class SubmitDocument(Request):
    """``sha256`` names bytes that were staged; ``paid_by`` where the sender already said who paid."""

    sha256: str
    name: str
    paid_by: Literal["sender", "card", "nobody"] | None = None


class Submitted(BaseModel):
    """The document's id; its reading is queued."""

    document: str


@tool(action="document.submit", effect="propose")
def submit_document(context: Context, request: SubmitDocument) -> Done:
    """Hand in a file that was uploaded: it will be read, checked and proposed."""
    store_of.hold_bytes(context.unit, request.sha256)
    data = context.store.blobs(context.unit.tenant).get(request.sha256)
    department = context.principal.attributes.get("department")
    sender = INTAKE if "intake" in context.principal.roles else context.principal.user
    document_id = store_of.receive(
        context.unit, request.sha256, request.name[:200], len(data), sender, context.principal.channel.value,
        str(department) if department else None, request.paid_by, context.now,
    )  # fmt: skip
    jobs.enqueue(context.unit, JOB, {"document": document_id}, context.now, job_id=f"read-{document_id}")
    context.tally.tainted = True
    return Done(Submitted(document=document_id), (Text(text=context.say("document.received", name=request.name)),))


class DocumentRequest(Request):
    """A document by id."""

    document: str


def _read(store: Store, principal: Principal, request: DocumentRequest) -> ingestion.Reading | None:
    """The long part: the file goes through a bounded worker before any transaction opens."""
    with store.read(principal.tenant) as unit:
        found = store_of.find(unit, request.document)
    if found is None or found.state is not DocumentState.RECEIVED:
        return None
    path = store.blobs(principal.tenant).path(found.sha256)
    return ingestion.standing("files").read_path(path)


class Processed(BaseModel):
    """What became of a document."""

    document: str
    state: str
    proposal: str | None = None
    needs: tuple[str, ...] = ()
    alerts: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()


@tool(action="work.do", effect="commit", prepare=_read)
def process_document(context: Context, request: DocumentRequest) -> Done:
    """Read a document that was handed in, check it, and propose what it becomes."""
    store_of.alone(context.unit)
    found = store_of.find(context.unit, request.document)
    if found is None:
        raise Refused(problem("document.unknown", document=request.document))
    reading: ingestion.Reading | None = context.prepared
    if reading is None or found.state is not DocumentState.RECEIVED:
        jobs.finish(context.unit, f"read-{found.document_id}")
        return Done(Processed(document=found.document_id, state=found.state.value, proposal=found.proposal_id))
    context.tally.tainted = True
    _remember(context, found, reading)
    jobs.finish(context.unit, f"read-{found.document_id}")
    if reading.value("gross") is None:
        codes = tuple(one.code for one in reading.problems)
        store_of.change(context.unit, found.document_id, state=DocumentState.FAILED)
        return Done(Processed(document=found.document_id, state="failed", problems=codes))
    fresh = _get(context, found.document_id)
    if fresh.paid_by is None and fresh.sender == INTAKE:
        store_of.change(context.unit, found.document_id, paid_by="nobody")
        fresh = _get(context, found.document_id)
    return Done(_settle(context, fresh, Answers(), first=True))


def _get(context: Context, document_id: str) -> Document:
    found = store_of.find(context.unit, document_id)
    if found is None:
        raise Refused(problem("document.unknown", document=document_id))
    return found


def _remember(context: Context, found: Document, reading: ingestion.Reading) -> None:
    shape: dict[str, Any] = dict(reading.to_json(context.company.language))
    shape["payee"] = {
        name: str(reading.value(name))
        for name in ("seller_iban", "seller_bank", "seller_account")
        if reading.value(name)
    }
    shape["hidden"] = list(reading.hidden)
    shape["pages"] = reading.pages
    shape["problem_list"] = [{"code": one.code, "parameters": dict(one.parameters)} for one in reading.problems]
    currency = shape.get("currency") or "CNY"
    gross = shape.get("gross")
    tax_id, number = shape.get("seller_tax_id"), shape.get("number")
    key = (
        f"{tax_id or shape.get('seller_name')}|{shape.get('invoice_code') or ''}|{number}"
        if number and (tax_id or shape.get("seller_name"))
        else None
    )
    store_of.change(
        context.unit, found.document_id, state=DocumentState.READ, reading=json.loads(json.dumps(shape, default=str)),
        legal_key=key, seller=shape.get("seller_name"), number=number, issue_date=shape.get("issue_date"),
        gross_minor=to_minor(Decimal(gross), currency) if gross else None, currency=currency,
    )  # fmt: skip


def _settle(context: Context, document: Document, answers: Answers, *, first: bool) -> Processed:
    """Propose when nothing is missing; raise what looks wrong; a certain duplicate stops here."""
    suggestion = suggest(context.unit, context.company, document, answers, context.now)
    proposal = document.proposal_id
    if suggestion.content is not None and not (suggestion.twin and suggestion.twin.by != "alike"):
        proposal = _propose(context, document, suggestion, answers)
    numbers = raise_alerts(context.unit, suggestion.findings, about(document, suggestion, proposal), context.now)
    certain = suggestion.twin is not None and suggestion.twin.by != "alike"
    state = DocumentState.DUPLICATE if certain else DocumentState.PROPOSED if proposal else DocumentState.READ
    store_of.change(
        context.unit, document.document_id, state=state, proposal_id=proposal,
        party_id=suggestion.party.party_id if suggestion.party else None,
        duplicate_of=suggestion.twin.document.document_id if suggestion.twin else None,
        paid_by=answers.paid_by or document.paid_by,
    )  # fmt: skip
    return Processed(
        document=document.document_id,
        state=state.value,
        proposal=proposal,
        needs=suggestion.needs,
        alerts=tuple(numbers),
    )


def _told(one: Problem) -> dict[str, Any]:
    return {"code": one.code, "parameters": dict(one.parameters)}


def _context_of(document: Document, suggestion: Suggestion, answers: Answers) -> dict[str, Any]:
    notes = [_told(one) for one in suggestion.proposed.notes]
    notes += [
        {"code": f"risk.{one.check}_note", "parameters": one.parameters}
        for one in suggestion.findings
        if one.rank is Rank.NOTE
    ]
    paid_by = answers.paid_by or document.paid_by or "nobody"
    return {
        "document": document.document_id,
        "sender": document.sender,
        "paid_by": paid_by,
        "claim": paid_by == "sender",
        "department": suggestion.department or document.department,
        "party": suggestion.party.party_id if suggestion.party else None,
        "party_name": document.seller,
        "bank_account": seller_account(document.reading or {}) or None,
        "reasons": [_told(line.reason) for line in suggestion.proposed.lines],
        "notes": notes,
        "answers": {
            "account": answers.account,
            "department": answers.department,
            "memo": answers.memo,
            "rate": answers.rate,
        },
    }


def _propose(context: Context, document: Document, suggestion: Suggestion, answers: Answers) -> str:
    content = suggestion.content
    assert content is not None
    shown = _context_of(document, suggestion, answers)
    summary = f"{document.seller or document.name}"
    if document.proposal_id:
        printed = not (answers.account or answers.rate)
        revise(
            context.unit, context.principal, document.proposal_id, content, context.now, context=shown, printed=printed
        )
        return document.proposal_id
    maker = INTAKE if document.sender == INTAKE and not (answers.account or answers.rate) else ""
    if not maker:
        maker = document.sender if context.principal.user == "system" else context.principal.user
    draft = ProposalDraft(
        content, origin=f"document:{document.document_id}", summary=summary, context=shown, maker=maker
    )
    return propose(context.unit, context.principal, draft, context.now).row.proposal_id


class AnswerDocument(Request):
    """What the document does not say; whoever chooses account or rate becomes the maker."""

    document: str
    paid_by: Literal["sender", "card", "nobody"] | None = None
    account: str = ""
    department: str = ""
    memo: str = ""
    rate: str = ""


def may_open(context: Context, document: Document, action: str = "document.read") -> None:
    """Decide on the very document."""
    facts: dict[str, Any] = {"owner": document.sender}
    if document.department:
        facts["department"] = document.department
    context.require(Resource("Document", document.document_id, facts), action)


@tool(action="document.submit", effect="propose")
def answer_document(context: Context, request: AnswerDocument) -> Done:
    """Answer what a document does not prove: who paid, which account, which department."""
    store_of.alone(context.unit)
    document = _get(context, request.document)
    may_open(context, document)
    if document.state not in (DocumentState.READ, DocumentState.PROPOSED):
        raise Refused(problem("document.not_open", state=document.state.value))
    before = answers_of(context, document)
    merged = {
        name: getattr(request, name) or getattr(before, name) for name in ("account", "department", "memo", "rate")
    }
    if request.account:
        merged["account"] = find_account(context, request.account).code
    if request.department:
        merged["department"] = find_department(context, request.department).code
    answers = Answers(request.paid_by or before.paid_by, **merged)
    done = _settle(context, document, answers, first=False)
    return Done(done, _said(context, _get(context, document.document_id), done))


def _said(context: Context, document: Document, done: Processed) -> tuple[Card]:
    facts = [Fact(name=context.say("document.state"), cell=words(context.say(f"document.state_{done.state}")))]
    if document.gross_minor is not None:
        facts.insert(
            0, Fact(name=context.say("document.amount"), cell=money(document.gross_minor, document.currency or "CNY"))
        )
    notes = tuple(context.say(f"document.needs_{need}") for need in done.needs)
    ref = Ref(kind="proposal", id=done.proposal) if done.proposal else Ref(kind="document", id=document.document_id)
    return (Card(title=document.seller or document.name, ref=ref, facts=tuple(facts), notes=notes),)


class PageRequest(Request):
    """A page of a document as a picture."""

    document: str
    page: int = 1
    width: int = 1000


class Picture(BaseModel):
    """PNG bytes in base64."""

    png: str
    pages: int


@tool(action="document.read", effect="read")
def document_page(context: Context, request: PageRequest) -> Done:
    """A page of a document as a picture."""
    document = _get(context, request.document)
    may_open(context, document)
    if document.state is DocumentState.WITHDRAWN:
        raise Refused(problem("document.ended", state=context.say("document.state_withdrawn")))
    data = context.store.blobs(context.unit.tenant).get(document.sha256)
    picture = ingestion.standing("pages").picture(data, request.page, min(max(request.width, 100), 2000))
    if isinstance(picture, Problem):
        raise Refused(picture)
    return Done(Picture(png=base64.b64encode(picture).decode(), pages=(document.reading or {}).get("pages") or 1))


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
