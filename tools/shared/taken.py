"""Whose a thing of the queue is at the moment: the mark counts until its person has handed the thing on."""

from __future__ import annotations

from ledger.evidence.taken import Mark, marks
from ledger.proposals import ProposalView, State
from tools.context import Context


def thing_of(view: ProposalView) -> str:
    """What a mark on a proposal is kept under: its document, so that it stays when the document is proposed."""
    return str(view.context.get("document") or view.row.proposal_id)


def mark_on(context: Context, thing: str, view: ProposalView | None) -> Mark | None:
    """The mark on a thing, where it still counts: not half an hour old, and nobody has acted since."""
    mark = context.once("marks", lambda: marks(context.unit, context.now)).get(thing)
    if mark is None or view is None:
        return mark
    acted = view.row.state is not State.DRAFT and view.row.changed_at > mark.since
    return None if acted else mark
