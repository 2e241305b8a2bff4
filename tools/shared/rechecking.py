"""A document looked at again: with the answers already given, for its page, and when a person confirms."""

from __future__ import annotations

from ledger.evidence import documents
from ledger.evidence.documents import Document
from ledger.proposals import ProposalView, get
from policies.risk import About, raise_alerts
from tools.context import Context
from tools.shared.suggesting import Answers, Suggestion, suggest


def answers_of(context: Context, document: Document) -> Answers:
    """What people have said about a document so far."""
    if not document.proposal_id:
        so_far = (document.reading or {}).get("answers") or {}
        return Answers(document.paid_by or "", **{name: str(value) for name, value in so_far.items()})
    kept = get(context.unit, document.proposal_id).context.get("answers") or {}
    return Answers(document.paid_by or "", **{name: str(value) for name, value in kept.items()})


def about(document: Document, suggestion: Suggestion, proposal: str | None) -> About:
    """What alerts of a document are about."""
    return About(
        document.document_id, proposal, suggestion.department or document.department, document.seller or "",
        document.gross_minor or 0, document.currency or "CNY",
    )  # fmt: skip


def recheck(context: Context, view: ProposalView) -> list[int]:
    """What changed since the proposal warns before it is posted; numbers of the alerts raised now."""
    document = documents.of_proposal(context.unit, view.row.proposal_id)
    if document is None or document.reading is None:
        return []
    found = suggest(context.unit, context.company, document, answers_of(context, document), context.now)
    return raise_alerts(context.unit, found.findings, about(document, found, view.row.proposal_id), context.now)
