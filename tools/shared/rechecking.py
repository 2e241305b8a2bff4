"""The detectors once more when a person confirms: what changed since the proposal warns before it is posted."""

from __future__ import annotations

from ledger.evidence import documents
from ledger.proposals import ProposalView
from policies.risk import About, raise_alerts
from tools.context import Context
from tools.shared.suggesting import Answers, suggest


def recheck(context: Context, view: ProposalView) -> list[int]:
    """Numbers of the alerts raised now; none for a voucher without a document."""
    document = documents.of_proposal(context.unit, view.row.proposal_id)
    if document is None or document.reading is None:
        return []
    kept = view.context.get("answers") or {}
    answers = Answers(document.paid_by or "", **{name: str(value) for name, value in kept.items()})
    found = suggest(context.unit, context.company, document, answers, context.now)
    about = About(
        document.document_id, view.row.proposal_id, found.department or document.department, document.seller or "",
        document.gross_minor or 0, document.currency or context.company.currency,
    )  # fmt: skip
    return raise_alerts(context.unit, found.findings, about, context.now)
