"""Who is too near to an alert to settle it, where it locks a payment: another person must have looked."""

from __future__ import annotations

from datetime import timedelta

from ledger.business.party_changes import ACCOUNT, ACCOUNT_ENDS, who_changed
from ledger.evidence import documents
from ledger.proposals import get
from policies.access import Resource
from policies.risk import Alert
from tools.context import Context

LATELY = timedelta(days=90)
"""Who changed a vendor's account within so long does not settle an alert about it."""


def alert_resource(one: Alert) -> Resource:
    """What access rules look at."""
    return Resource("Alert", one.name, {"department": one.department} if one.department else {})


def involved(context: Context, found: Alert) -> frozenset[str]:
    """Who made the voucher, handed the paper in, or changed the vendor's account lately."""
    near: set[str] = set()
    if found.proposal_id:
        near |= get(context.unit, found.proposal_id).makers
    paper = documents.find(context.unit, found.document_id) if found.document_id else None
    if paper is not None:
        near |= {paper.sender, str((paper.reading or {}).get("decided_by") or "")}
        if paper.party_id:
            near |= who_changed(context.unit, paper.party_id, (ACCOUNT, ACCOUNT_ENDS), context.now - LATELY)
    return frozenset(near)
