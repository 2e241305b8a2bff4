"""可批量 Ready: what may be handed in or confirmed together, each with its digest and every line that is signed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from ledger.evidence import documents
from ledger.proposals import INTAKE, ProposalView, State
from policies.risk import of_proposal
from tools.blocks import Column, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.passkey_rule import wants_passkey
from tools.shared.proposal_cards import LineShown, decide_act, show, visible
from tools.shared.settling import READ_BY_MODEL
from tools.shared.taken import mark_on, thing_of

MOST = 500


class ReadyRequest(Request):
    """``submit`` one's drafts, or ``confirm`` what others handed in."""

    act: Literal["submit", "confirm"] = "submit"


class ReadyRow(BaseModel):
    """One proposal of the list; amounts in minor units of the base currency."""

    proposal: str
    digest: str
    party: str
    number: str
    amount_minor: int
    posting_date: str
    document: str | None
    lines: tuple[LineShown, ...]


class HeldRow(BaseModel):
    """One that would be of the list, but ``by`` works on it."""

    proposal: str
    party: str
    by: str


class Ready(BaseModel):
    """The list; ``apart`` counts those of the same state that have to be opened one by one, ``held`` are others' work."""

    act: str
    rows: tuple[ReadyRow, ...]
    total_minor: int
    apart: int
    held: tuple[HeldRow, ...] = ()


def _plain_one(context: Context, view: ProposalView, act: str) -> bool:
    """Nothing warns of it; to confirm it unopened it must also be as the intake proposed it, of a known party."""
    if any(one.state == "open" for one in of_proposal(context.unit, view.row.proposal_id)):
        return False
    if act == "confirm" and wants_passkey(context, view.row.amount_minor):
        return False  # a passkey answers for one thing that was shown, never for a list
    told = view.context
    if any(one["code"] == READ_BY_MODEL for one in told.get("notes") or ()):
        return False
    if act == "submit":
        return True
    untouched = (
        view.row.maker == INTAKE and view.row.entry_count == 1 and not told.get("notes") and not told.get("edited")
    )
    return untouched and bool(told.get("document")) and bool(told.get("party"))


def _row(context: Context, view: ProposalView) -> ReadyRow:
    shown = show(context, view)
    paper = documents.of_proposal(context.unit, shown.proposal)
    return ReadyRow(
        proposal=shown.proposal, digest=shown.digest, party=shown.summary, number=(paper.number if paper else "") or "",
        amount_minor=shown.amount_minor, posting_date=shown.posting_date, document=shown.document, lines=shown.lines,
    )  # fmt: skip


def _held(context: Context, view: ProposalView) -> HeldRow | None:
    mark = mark_on(context, thing_of(view), view)
    if mark is None or mark.worker == context.principal.user:
        return None
    return HeldRow(proposal=view.row.proposal_id, party=str(view.row.summary), by=mark.worker)


@tool(action="proposal.read", effect="read")
def list_ready(context: Context, request: ReadyRequest) -> Done:
    """What may be submitted or confirmed together: nothing warned of, nothing missing."""
    state = State.DRAFT if request.act == "submit" else State.PROPOSED
    mine = [view for view in visible(context, [state], MOST) if decide_act(context, view, request.act).allowed]
    plain = [view for view in mine if _plain_one(context, view, request.act)]
    held = tuple(one for view in plain if (one := _held(context, view)) is not None)
    theirs = {one.proposal for one in held}
    rows = tuple(_row(context, view) for view in plain if view.row.proposal_id not in theirs)
    context.tally.rows, context.tally.tainted = len(rows), True
    total = sum(row.amount_minor for row in rows)
    result = Ready(act=request.act, rows=rows, total_minor=total, apart=len(mine) - len(plain), held=held)
    if not rows:
        return Done(result, (Text(text=context.say("ready.none")),))
    heads = ("party", "number", "amount")
    columns = tuple(Column(title=context.say(f"ready.{head}"), numeric=head == "amount") for head in heads)
    table = tuple(
        Row(
            cells=(
                words(row.party, Ref(kind="proposal", id=row.proposal), "zh"),
                words(row.number or "–"),
                money(row.amount_minor, context.company.currency),
            )
        )
        for row in rows
    )
    return Done(result, (Table(columns=columns, rows=table),))
