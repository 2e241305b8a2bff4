"""A document that was read becomes a proposal, again each time somebody says more about it; what looks wrong is raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ledger.books.entries import VoucherKey
from ledger.books.journal import voucher
from ledger.core import Problem, Refused, problem, to_minor
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.evidence.field import by_model
from ledger.evidence.legal_key import legal_key
from ledger.proposals import INTAKE, ProposalDraft, get, propose, revise
from ledger.proposals.posted_as import posted_as
from policies.access import Resource
from policies.risk import Rank, raise_alerts
from tools.context import Context
from tools.shared.accruing import notes_on_invoice
from tools.shared.proposal_cards import resource
from tools.shared.rechecking import about
from tools.shared.renderings import Processed, held_against, joined
from tools.shared.standing_in import require_or_stand_in
from tools.shared.suggesting import Answers, Suggestion, seller_account, suggest

READ_BY_MODEL = "document.read_by_model"
"""The note of a proposal whose paper a model had a say in: it is opened by itself, never handed on from a list."""


def get_document(context: Context, document_id: str) -> Document:
    """The document of an id; refused where there is none."""
    found = store_of.find(context.unit, document_id)
    if found is None:
        raise Refused(problem("document.unknown", document=document_id))
    return found


def document_resource(document: Document) -> Resource:
    """What access rules look at."""
    facts: dict[str, Any] = {"owner": document.sender}
    if document.department:
        facts["department"] = document.department
    return Resource("Document", document.document_id, facts)


def _audited_resource(context: Context, document: Document) -> Resource:
    """With the book and fiscal year of the voucher a document became, as an external auditor's rules ask for them."""
    thing = document_resource(document)
    posted = posted_as(context.unit, [document.proposal_id]).get(document.proposal_id) if document.proposal_id else None
    found = voucher(context.unit, VoucherKey(posted.batch_id, 1)) if posted else None
    if found is None:
        return thing
    where: dict[str, str | int] = {"book": found.book, "year": context.fiscal_year(found.period)}
    return Resource(thing.kind, thing.id, {**thing.attributes, **where})


def document_within(context: Context, document_id: str) -> bool:
    """Whether a document belongs to a voucher that an external auditor may look at."""
    found = store_of.find(context.unit, document_id)
    return found is not None and context.may("document.read", _audited_resource(context, found)).allowed


def may_open(context: Context, document: Document, action: str = "document.read") -> None:
    """Decide on the very document; what a colleague's proposal came from is read by who stands in for them as well."""
    if context.last_audited is not None:
        context.require(_audited_resource(context, document), action)
        return
    thing = document_resource(document)
    if action == "document.read" and document.proposal_id and not context.may(action, thing).allowed:
        view = get(context.unit, document.proposal_id)
        require_or_stand_in(context, view, resource(view), "proposal.read")
        return
    context.require(thing, action)


def with_file(context: Context, document_id: str) -> Document:
    """A document this person may open and whose file is still here; refused where it was taken back."""
    found = get_document(context, document_id)
    may_open(context, found)
    if found.state is DocumentState.WITHDRAWN:
        raise Refused(problem("document.ended", state=context.say("document.state_withdrawn")))
    return found


def columns_of(reading: Mapping[str, Any]) -> dict[str, Any]:
    """What a document is found by again, out of its reading."""
    currency, gross = reading.get("currency") or "CNY", reading.get("gross")
    return {
        "legal_key": legal_key(reading), "seller": reading.get("seller_name"), "number": reading.get("number"),
        "issue_date": reading.get("issue_date"), "currency": currency,
        "gross_minor": to_minor(Decimal(gross), currency) if gross else None,
    }  # fmt: skip


def _decided(context: Context, document: Document) -> Document:
    """The document, with who decided something of it that makes a maker, until it is proposed."""
    reading = {**(document.reading or {}), "decided_by": context.principal.user}
    store_of.change(context.unit, document.document_id, reading=reading)
    return replace(document, reading=reading)


def settle(context: Context, document: Document, answers: Answers, *, by_hand: bool = False) -> Processed:
    """Propose when nothing is missing; raise what looks wrong; a certain duplicate stops here, and another rendering of a
    record joins it without a word.

    ``by_hand`` says that this person decided something that makes a maker, such as who the payee is.
    """
    if by_hand:
        document = _decided(context, document)
    suggestion = suggest(context.unit, context.company, document, answers, context.now)
    if suggestion.twin is not None and suggestion.twin.by == "rendering":
        return joined(context, document, suggestion.twin.document)
    if suggestion.twin is not None and suggestion.twin.by == "legal_key":
        document = held_against(context, document, suggestion.twin.document)
    proposal = document.proposal_id
    if suggestion.content is not None and not (suggestion.twin and suggestion.twin.by != "alike"):
        proposal = _propose(context, document, suggestion, answers, by_hand or _chosen(answers))
    numbers = raise_alerts(context.unit, suggestion.findings, about(document, suggestion, proposal), context.now)
    if not proposal and document.reading is not None and any(_said(answers).values()):
        store_of.change(context.unit, document.document_id, reading={**document.reading, "answers": _said(answers)})
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


def _said(answers: Answers) -> dict[str, str]:
    """What people said but who paid, which the document keeps."""
    said = {"account": answers.account, "department": answers.department, "memo": answers.memo, "rate": answers.rate}
    return said | ({"tax_code": answers.tax_code} if answers.tax_code else {})


def _chosen(answers: Answers) -> bool:
    """Whether a person chose what makes a maker."""
    return bool(answers.account or answers.rate or answers.tax_code)


def _told(one: Problem) -> dict[str, Any]:
    return {"code": one.code, "parameters": dict(one.parameters)}


def _context_of(document: Document, suggestion: Suggestion, answers: Answers) -> dict[str, Any]:
    notes = [_told(one) for one in suggestion.proposed.notes]
    notes += [
        {"code": f"risk.{one.check}_note", "parameters": one.parameters}
        for one in suggestion.findings
        if one.rank is Rank.NOTE
    ]
    if by_model(document.reading or {}):
        notes.append({"code": READ_BY_MODEL, "parameters": {}})
    paid_by = answers.paid_by or document.paid_by or "nobody"
    return {
        "document": document.document_id,
        "sender": document.sender,
        "paid_by": paid_by,
        "claim": paid_by == "sender",
        "department": suggestion.department or document.department,
        "party": suggestion.party.party_id if suggestion.party else None,
        "party_name": suggestion.buyer or document.seller,
        "bank_account": seller_account(document.reading or {}) or None,
        "reasons": [_told(line.reason) for line in suggestion.proposed.lines],
        "notes": notes,
        "answers": _said(answers),
    }


def _propose(context: Context, document: Document, suggestion: Suggestion, answers: Answers, by_hand: bool) -> str:
    content = suggestion.content
    assert content is not None
    shown = _context_of(document, suggestion, answers)
    shown["notes"] += notes_on_invoice(context, shown["party"] or "", content.period)
    summary = f"{suggestion.buyer or document.seller or document.name}"
    if document.proposal_id:
        if get(context.unit, document.proposal_id).context.get("edited"):
            raise Refused(problem("document.lines_edited"))
        revise(
            context.unit,
            context.principal,
            document.proposal_id,
            content,
            context.now,
            context=shown,
            printed=not by_hand,
        )
        return document.proposal_id
    decided_by = (document.reading or {}).get("decided_by") or ""
    maker = decided_by if not _chosen(answers) else ""
    if not by_hand and not decided_by and document.sender == INTAKE:
        maker = INTAKE
    if not maker:
        maker = document.sender if context.principal.user == "system" else context.principal.user
    draft = ProposalDraft(
        content, origin=f"document:{document.document_id}", summary=summary, context=shown, maker=maker
    )
    return propose(context.unit, context.principal, draft, context.now).row.proposal_id
