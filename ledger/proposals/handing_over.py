"""Handing over: what somebody who leaves had in hand goes to another, who stands where they stood, maker included."""

from __future__ import annotations

from datetime import datetime

from ledger.core import Principal
from ledger.proposals.drafting import signed_anew
from ledger.proposals.model import ProposalView, State
from ledger.proposals.rows import get, listing, move, note
from ledger.store import Unit

OPEN = (State.DRAFT, State.PROPOSED, State.RETURNED)
"""While nobody has confirmed it: a question may still come back to whoever has it in hand."""
MOST = 500


def in_hand(unit: Unit, user: str) -> list[ProposalView]:
    """Open proposals that somebody made or handed in, oldest first, at most ``MOST``."""
    found = (get(unit, row.proposal_id) for row in listing(unit, OPEN, limit=10_000))
    mine = (one for one in found if user in (one.row.maker, one.row.created_by, one.context.get("sender")))
    return [one for _, one in zip(range(MOST), mine, strict=False)]


def hand_over(unit: Unit, actor: Principal, view: ProposalView, leaving: str, to: str, now: datetime) -> None:
    """A new revision of the same lines: sender, and maker where the leaving person was, is ``to``.

    So whoever takes it over can answer and take back, and cannot confirm what they took over. A card shown before names
    another digest and confirms nothing.
    """
    row = view.row
    maker = to if row.maker == leaving else row.maker
    context = dict(view.context)
    if context.get("sender") == leaving or row.created_by == leaving:
        context["sender"] = to
    number = signed_anew(unit, actor, view, maker, context, now)
    move(unit, row, row.state, now, revision_no=number)
    note(unit, actor, row.proposal_id, "hand_over", number, now, maker=maker, words=f"{leaving} → {to}")
