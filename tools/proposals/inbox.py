"""待办 Inbox: everything that waits, in three tabs: needs me, ready, waiting for others."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel
from sqlalchemy import and_

from ledger.core import from_minor
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.evidence.requests import requests
from ledger.proposals import ProposalView, State
from ledger.store.schema.evidence import document as table
from ledger.store.schema.evidence_requests import evidence_request as wanted
from policies.access import Resource
from policies.risk import of_proposal
from tools.blocks import Column, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.proposal_cards import decide_act, visible
from tools.shared.taken import mark_on, thing_of

Tab = Literal["needs", "ready", "waiting"]


class InboxRow(BaseModel):
    """One thing that waits; ``what`` says in words what is wrong or missing, ``behalf`` for which colleague one has it,
    ``taken_by`` who works on it.
    """

    kind: Literal["document", "proposal", "request"]
    id: str
    tab: Tab
    party: str
    amount: Decimal | None
    amount_minor: int | None
    currency: str
    what: str
    at: str
    state: str
    stops: bool
    document: str | None
    due: str | None = None
    behalf: str = ""
    taken_by: str = ""


class Inbox(BaseModel):
    """All rows, those that need me first; within a tab what must be paid soonest, then newest."""

    rows: tuple[InboxRow, ...]


def _may_answer(context: Context, one: Document) -> bool:
    """Its sender, or whoever may propose vouchers: nobody else can say what a document does not."""
    company = Resource("Company", context.company.tenant)
    own = one.sender == context.principal.user
    return context.may("document.submit" if own else "voucher.propose", company).allowed


def _taken(context: Context, thing: str, view: ProposalView | None) -> str:
    mark = mark_on(context, thing, view)
    return mark.worker if mark else ""


def _document_row(context: Context, one: Document) -> InboxRow:
    state = one.state
    if state is DocumentState.READ:
        what = context.say("inbox.needs_answers")
    else:
        what = context.say(f"document.state_{state.value}")
    mine = state in (DocumentState.READ, DocumentState.DUPLICATE, DocumentState.FAILED) and _may_answer(context, one)
    currency = one.currency or context.company.currency
    return InboxRow(
        kind="document", id=one.document_id, tab="needs" if mine else "waiting", party=one.seller or one.name,
        amount=from_minor(one.gross_minor, currency) if one.gross_minor is not None else None,
        amount_minor=one.gross_minor, currency=currency, what=what, at=one.received_at.isoformat(), state=state.value,
        stops=state is DocumentState.DUPLICATE, document=one.document_id, due=(one.reading or {}).get("due_date"),
        taken_by=_taken(context, one.document_id, None),
    )  # fmt: skip


def _proposal_row(context: Context, view: ProposalView) -> InboxRow:
    row = view.row
    open_alerts = [one for one in of_proposal(context.unit, row.proposal_id) if one.state == "open"]
    act = "submit" if row.state is State.DRAFT else "confirm"
    shown = decide_act(context, view, act) if row.state in (State.DRAFT, State.PROPOSED) else None
    may, behalf = (shown.allowed, shown.on_behalf) if shown else (False, "")
    own_return = row.state is State.RETURNED and context.principal.user in (row.maker, view.context.get("sender"))
    tab: Tab = "waiting"
    if may or own_return:
        tab = "needs" if open_alerts or own_return else "ready"
    key = f"risk.{open_alerts[0].check}_title" if open_alerts else f"inbox.{row.state.value}"
    return InboxRow(
        kind="proposal", id=row.proposal_id, tab=tab, party=row.summary,
        amount=from_minor(row.amount_minor, context.company.currency), amount_minor=row.amount_minor,
        currency=context.company.currency, behalf=behalf,
        what=context.say("inbox.on_behalf", what=context.say(key), name=behalf) if behalf else context.say(key), at=row.changed_at.isoformat(), state=row.state.value,
        stops=any(one.locks_payment for one in open_alerts), document=view.context.get("document"),
        due=min((line.due_date for entry in view.content.entries for line in entry.lines if line.due_date), default=None),
        taken_by=_taken(context, thing_of(view), view),
    )  # fmt: skip


def _asked_for(context: Context) -> list[InboxRow]:
    """What auditors ask this person for, what is wanted soonest first."""
    mine = and_(wanted.c.asked == context.principal.user, wanted.c.state == "open")
    found = sorted(requests(context.unit, mine), key=lambda one: (str(one.wanted_by or "9999"), one.number))
    return [
        InboxRow(
            kind="request", id=str(one.number), tab="needs", party=one.words[:120], amount=None, amount_minor=None,
            currency=context.company.currency, what=context.say("request.inbox"), at=one.made_at.isoformat(),
            state="open", stops=False, document=None, due=one.wanted_by.isoformat() if one.wanted_by else None,
        )
        for one in found
    ]  # fmt: skip


@tool(action="document.read", effect="read")
def list_inbox(context: Context, request: Nothing) -> Done:
    """Everything that waits for this person or for others."""
    rows = context.rows("Document", {"owner": table.c.sender, "department": table.c.department})
    states = [DocumentState.RECEIVED, DocumentState.READ, DocumentState.DUPLICATE, DocumentState.FAILED]
    found = [_document_row(context, one) for one in store_of.listing(context.unit, rows, states)]
    waiting = [State.PROPOSED, State.RETURNED, State.DRAFT, State.CONFIRMED]
    found += [_proposal_row(context, view) for view in visible(context, waiting)]
    order = {"needs": 0, "ready": 1, "waiting": 2}
    found.sort(key=lambda row: row.at, reverse=True)
    found.sort(key=lambda row: (order[row.tab], row.due or "9999"))
    found = [*_asked_for(context), *found]
    context.tally.rows = len(found)
    result = Inbox(rows=tuple(found))
    if not found:
        return Done(result, (Text(text=context.say("inbox.empty")),))
    columns = tuple(
        Column(title=context.say(f"inbox.{head}"), numeric=head == "amount") for head in ("party", "amount", "what")
    )
    shown = tuple(
        Row(
            cells=(
                words(row.party, None if row.kind == "request" else Ref(kind=row.kind, id=row.id), "zh"),
                money(row.amount_minor, row.currency) if row.amount_minor is not None else words("–"),
                words(row.what),
            )
        )
        for row in found
    )
    return Done(result, (Table(columns=columns, rows=shown),))
