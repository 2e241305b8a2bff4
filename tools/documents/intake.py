"""Documents: handed in, read in a worker, checked, proposed; what they do not say is answered by a person."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, Field

import ingestion
from ingestion.learning import Recalled
from ledger.core import Principal, Problem, Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.posting_rules.tax_codes import codes_on
from ledger.proposals import INTAKE
from ledger.store import Store, jobs
from ledger.store.company import company
from tools.blocks import Card, Fact, Ref, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account, offered_department
from tools.shared.filling import filled_in
from tools.shared.known_seller import with_known_seller
from tools.shared.learning import remembered
from tools.shared.rechecking import answers_of
from tools.shared.renderings import Processed
from tools.shared.settling import columns_of, get_document, may_open, settle
from tools.shared.suggesting import Answers
from tools.shared.taxing import ground_of

JOB, SLOW_JOB = "read_document", "read_picture"
"""A picture takes seconds where a file with text takes a tenth of one: it is read after the texts dropped with it."""


class SubmitDocument(Request):
    """``sha256`` names bytes that were staged; ``paid_by`` and ``purpose`` where the sender already said who paid, and
    what it was for."""

    sha256: str
    name: str
    paid_by: Literal["sender", "card", "nobody"] | None = None
    purpose: str = Field(default="", max_length=200)


class Submitted(BaseModel):
    """The document's id; its reading is queued."""

    document: str


@tool(action="document.submit", effect="propose", people_only=True)
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
    if request.purpose.strip():
        store_of.change(context.unit, document_id, reading={"answers": {"memo": request.purpose.strip()}})
    _queue(context, document_id, request.sha256)
    context.tally.tainted = True
    return Done(Submitted(document=document_id), (Text(text=context.say("document.received", name=request.name)),))


def _queue(context: Context, document: str, sha256: str) -> None:
    slow = ingestion.is_picture(context.store.blobs(context.unit.tenant).path(sha256))
    jobs.enqueue(
        context.unit, SLOW_JOB if slow else JOB, {"document": document}, context.now, job_id=f"read-{document}"
    )


class DocumentRequest(Request):
    """A document by id."""

    document: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files that a file held: SHA-256 of each, kept already, its name and size."""

    parts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the reading, from which documents was learned what of it, and the fields of which a model said
    what is not on the page.
    """

    recalled: Recalled
    refused: tuple[str, ...] = ()


def _read(store: Store, principal: Principal, request: DocumentRequest) -> Read | Unpacked | None:
    """The long part: the file goes through a bounded worker before any transaction opens."""
    with store.read(principal.tenant) as unit:
        found, own = store_of.find(unit, request.document), company(unit)
    if found is None or found.state is not DocumentState.RECEIVED:
        return None
    blobs = store.blobs(principal.tenant)
    readers = ingestion.standing("files")
    if ingestion.holds_files(blobs.path(found.sha256)):
        inside = readers.parts(blobs.get(found.sha256), found.name)
    else:
        us = ingestion.Own((own.name, own.name_en), own.tax_id)
        reading = ingestion.for_own(readers.read_path(blobs.path(found.sha256)), us)
        if not reading.papers:
            path, tenant = blobs.path(found.sha256), principal.tenant
            recalled = remembered(store, tenant, path, reading)
            done = filled_in(store, tenant, found.document_id, path, recalled.reading, us)
            return Read(replace(recalled, reading=done.reading), done.refused)
        inside = readers.cut(blobs.get(found.sha256), found.name, reading.papers)
    if inside is None or isinstance(inside, Problem):
        return Read(Recalled(ingestion.failed(found.name, inside or problem("reading.unreadable")), {}))
    return Unpacked(tuple((blobs.put(one.data), one.name, len(one.data)) for one in inside))


@tool(action="work.do", effect="commit", prepare=_read)
def process_document(context: Context, request: DocumentRequest) -> Done:
    """Read a document that was handed in, check it, and propose what it becomes."""
    store_of.alone(context.unit)
    found = store_of.find(context.unit, request.document)
    if found is None:
        raise Refused(problem("document.unknown", document=request.document))
    jobs.finish(context.unit, f"read-{found.document_id}")
    made: Read | Unpacked | None = context.prepared
    if made is None or found.state is not DocumentState.RECEIVED:
        return Done(Processed(document=found.document_id, state=found.state.value, proposal=found.proposal_id))
    context.tally.tainted = True
    return Done(_unpacked(context, found, made) if isinstance(made, Unpacked) else _settled(context, found, made))


def _unpacked(context: Context, found: Document, made: Unpacked) -> Processed:
    """Each file inside is a document of its own from now on, from the same sender and read by itself."""
    said = {"reading": {"answers": told}} if (told := (found.reading or {}).get("answers")) else {}
    for sha256, name, size in made.parts:
        store_of.hold_bytes(context.unit, sha256)
        part = store_of.receive(
            context.unit, sha256, name[-200:], size, found.sender, found.channel, found.department, found.paid_by,
            context.now, found.document_id,
        )  # fmt: skip
        if said:
            store_of.change(context.unit, part, **said)
        _queue(context, part, sha256)
    store_of.change(context.unit, found.document_id, state=DocumentState.UNPACKED)
    return Processed(document=found.document_id, state=DocumentState.UNPACKED.value)


def _settled(context: Context, found: Document, made: Read) -> Processed:
    reading = with_known_seller(context.unit, made.recalled.reading)
    if reading.statements:  # its lines belong to an account, which a person names
        reading = replace(reading, statements=()).with_problems(problem("document.is_bank_statement"))
    said = answers_of(context, found)
    _remember(context, found, reading, made)
    if reading.doc_type in ingestion.NO_BILLS:  # never proposed, never held against a bill of the same number or sum
        store_of.change(context.unit, found.document_id, state=DocumentState.KEPT, legal_key=None)
        return Processed(document=found.document_id, state=DocumentState.KEPT.value)
    if reading.value("gross") is None and "gross" not in reading.offers:
        codes = tuple(one.code for one in reading.problems)
        store_of.change(context.unit, found.document_id, state=DocumentState.FAILED)
        return Processed(document=found.document_id, state="failed", problems=codes)
    fresh = get_document(context, found.document_id)
    if fresh.paid_by is None and fresh.sender == INTAKE:
        store_of.change(context.unit, found.document_id, paid_by="nobody")
        fresh = get_document(context, found.document_id)
    return settle(context, fresh, said)


def _remember(context: Context, found: Document, reading: ingestion.Reading, made: Read) -> None:
    shape: dict[str, Any] = dict(reading.to_json(context.company.language))
    shape["payee"] = {
        name: str(reading.value(name))
        for name in ("seller_iban", "seller_bank", "seller_account")
        if reading.value(name)
    }
    shape["form"] = ingestion.form_of(context.store.blobs(context.unit.tenant).path(found.sha256), reading)
    shape["learned"] = {field: list(documents) for field, documents in made.recalled.documents.items()}
    shape |= {"model_refused": list(made.refused)} if made.refused else {}
    shape["hidden"] = list(reading.hidden)
    shape["signatures"] = [{"state": one.state.value, "signer": one.signer} for one in reading.signatures]
    shape["pages"] = reading.pages
    shape |= {"answers": before} if (before := (found.reading or {}).get("answers")) else {}
    shape["problem_list"] = [{"code": one.code, "parameters": dict(one.parameters)} for one in reading.problems]
    kept = json.loads(json.dumps(shape, default=str))
    store_of.change(
        context.unit, found.document_id, state=DocumentState.READ, reading=kept, **columns_of(kept)
    )  # fmt: skip


class AnswerDocument(Request):
    """What the document does not say; whoever chooses account, rate or tax code becomes the maker."""

    document: str
    paid_by: Literal["sender", "card", "nobody"] | None = None
    account: str = ""
    department: str = ""
    memo: str = ""
    rate: str = ""
    tax_code: str = Field(default="", max_length=20)


def _must_hold(context: Context, document: Document, code: str) -> None:
    """Refused for a tax code that does not hold on the document's day, or where the company has no codes."""
    day = (document.reading or {}).get("issue_date") or context.today.isoformat()
    ground = ground_of(context, day)
    if ground is None or ground.code(code) is None:
        known = ", ".join(one.code for one in codes_on(ground.regime.code, ground.day)) if ground else "–"
        raise Refused(problem("tax.unknown_code", "tax_code", tax_code=code, day=day, known=known))


@tool(action="document.submit", effect="propose")
def answer_document(context: Context, request: AnswerDocument) -> Done:
    """Answer what a document does not prove: who paid, which account, which department."""
    store_of.alone(context.unit)
    document = get_document(context, request.document)
    may_open(context, document)
    if document.state not in (DocumentState.READ, DocumentState.PROPOSED):
        raise Refused(problem("document.not_open", state=context.say(f"document.state_{document.state.value}")))
    before = answers_of(context, document)
    merged = {
        name: getattr(request, name) or getattr(before, name)
        for name in ("account", "department", "memo", "rate", "tax_code")
    }
    if request.account:
        merged["account"] = find_account(context, request.account).code
    if request.department:
        merged["department"] = offered_department(context, request.department).code
    if request.tax_code:
        _must_hold(context, document, request.tax_code)
    answers = Answers(request.paid_by or before.paid_by, **merged)
    done = settle(context, document, answers)
    return Done(done, _said(context, get_document(context, document.document_id), done))


def _said(context: Context, document: Document, done: Processed) -> tuple[Card]:
    facts = [Fact(name=context.say("document.state"), cell=words(context.say(f"document.state_{done.state}")))]
    if document.gross_minor is not None:
        facts.insert(
            0, Fact(name=context.say("document.amount"), cell=money(document.gross_minor, document.currency or "CNY"))
        )
    notes = tuple(context.say(f"document.needs_{need}") for need in done.needs)
    ref = Ref(kind="proposal", id=done.proposal) if done.proposal else Ref(kind="document", id=document.document_id)
    return (Card(title=document.seller or document.name, ref=ref, facts=tuple(facts), notes=notes),)
