"""The life of a proposal: listed, opened, submitted, sent back, answered, withdrawn, rejected, confirmed, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.evidence import documents
from ledger.evidence.documents import DocumentState
from ledger.proposals import ProposalView, State, answer, confirm, get, reject, send_back, submit, undo, withdraw
from tools.blocks import AnyBlock, Column, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.confirming import hindrance, must_not_be_hindered
from tools.shared.passkey_rule import require_passkey
from tools.shared.passkeys import LONGEST_ANSWER
from tools.shared.proposal_cards import ProposalShown, card, decide_act, lines_table, resource, show, visible
from tools.shared.rechecking import recheck
from tools.shared.renderings import release
from tools.shared.standing_in import StandIn, hindered_for, require_or_stand_in, stands_in

WAITING = [State.PROPOSED, State.RETURNED, State.DRAFT]


class ProposalRequest(Request):
    """A proposal by id."""

    proposal: str


class Listed(BaseModel):
    """One waiting proposal: ``mine`` when this person may act on it now."""

    proposal: str
    document: str | None
    summary: str
    amount: Decimal
    amount_minor: int
    state: str
    maker: str
    alerts: tuple[int, ...]
    notes: int
    mine: bool
    created_at: str
    claim: bool


class Waiting(BaseModel):
    """What waits, newest first."""

    proposals: tuple[Listed, ...]


class PendingRequest(Request):
    """``mine`` keeps those that this person may decide; ``vendor`` those of one vendor."""

    mine: bool = False
    vendor: str | None = None
    department: str | None = None


def _listed(context: Context, view: ProposalView) -> Listed:
    shown = show(context, view)
    acts = {"confirm"} if view.row.state is State.PROPOSED else {"submit"}
    mine = any(one.allowed and one.act in acts for one in shown.acts)
    return Listed(
        proposal=shown.proposal, document=shown.document, summary=shown.summary, amount=shown.amount,
        amount_minor=shown.amount_minor, state=shown.state, maker=shown.maker, alerts=shown.alerts, notes=len(shown.notes),
        mine=mine, created_at=view.row.created_at.isoformat(), claim=shown.claim,
    )  # fmt: skip


@tool(
    action="proposal.read",
    effect="read",
    examples={
        "zh": ("有哪些等我复核", "待审批的有哪些"),
        "en": ("What is waiting for my approval?", "List pending approvals"),
    },
)
def list_pending_approvals(context: Context, request: PendingRequest) -> Done:
    """Proposals that wait: drafts, submitted ones, and those sent back."""
    found = [_listed(context, view) for view in visible(context, WAITING)]
    if request.mine:
        found = [one for one in found if one.mine]
    if request.vendor:
        found = [one for one in found if request.vendor in one.summary]
    context.tally.rows = len(found)
    result = Waiting(proposals=tuple(found))
    if not found:
        return Done(result, (Text(text=context.say("proposal.nothing_waits")),))
    heads = ("party", "amount", "state")
    columns = tuple(Column(title=context.say(f"proposal.{head}"), numeric=head == "amount") for head in heads)
    rows = tuple(
        Row(
            cells=(
                words(one.summary, Ref(kind="proposal", id=one.proposal), "zh"),
                money(one.amount_minor, context.company.currency),
                words(context.say(f"document.state_{one.state}")),
            )
        )
        for one in found
    )
    return Done(result, (Table(columns=columns, rows=rows),))


def _opened(context: Context, proposal_id: str) -> ProposalView:
    """The proposal, once the tool's action was decided on this very one."""
    view = get(context.unit, proposal_id)
    if context.action == "proposal.read":
        require_or_stand_in(context, view, resource(view), context.action)
    else:
        context.require(resource(view))
    return view


def _act(context: Context, proposal_id: str, act: Callable[..., None], said: str, *words: str) -> Done:
    """An act of one person on one proposal they may act on, with what they wrote about it."""
    _opened(context, proposal_id)
    act(context.unit, context.principal, proposal_id, *words, context.now)
    return _done(context, proposal_id, said)


@tool(action="proposal.read", effect="read")
def open_proposal(context: Context, request: ProposalRequest) -> Done:
    """A proposal whole: lines, reasons, notes, alerts, and what may be done."""
    shown = show(context, _opened(context, request.proposal))
    context.tally.rows = len(shown.lines)
    return Done(shown, (card(context, shown), lines_table(context, shown)))


class ApproveOrReject(Request):
    """By proposal id, document number, or the vendor's name; ``action`` is what the person means to do."""

    proposal: str | None = None
    document_number: str | None = None
    vendor: str | None = None
    action: Literal["approve", "reject", "return", "confirm"] | None = None
    amount: Decimal | None = None
    reason: str | None = None


@tool(
    action="proposal.read",
    effect="read",
    examples={
        "zh": ("批准杭州云帆的那张", "把宁波启帆的退回去"),
        "en": ("Approve the Hangzhou Yunfan invoice", "Reject the one from Ningbo Qifan"),
    },
)
def approve_or_reject(context: Context, request: ApproveOrReject) -> Done:
    """Open the card on which a person approves, sends back or rejects; it decides nothing itself."""
    found = visible(context, WAITING)
    if request.proposal:
        found = [view for view in found if view.row.proposal_id == request.proposal]
    if request.document_number:
        tail = request.document_number.upper()
        found = [view for view in found if _number(context, view).endswith(tail)]
    if request.vendor:
        found = [view for view in found if request.vendor in view.row.summary]
    if request.amount is not None:
        found = [view for view in found if view.row.amount_minor == int(request.amount * 100)]
    if not found:
        raise Refused(problem("proposal.none_like_that"))
    shown = [show(context, view) for view in found[:5]]
    context.tally.rows = len(shown)
    if len(found) > 1:
        cards = [card(context, one) for one in shown]
        blocks: tuple[AnyBlock, ...] = (Text(text=context.say("proposal.which_one", count=len(found))), *cards)
        return Done(shown[0], blocks)
    return Done(
        shown[0],
        (Text(text=context.say("proposal.press_here")), card(context, shown[0]), lines_table(context, shown[0])),
    )


def _number(context: Context, view: ProposalView) -> str:
    found = documents.of_proposal(context.unit, view.row.proposal_id)
    return ((found.number if found else "") or view.row.proposal_id).upper()


class Changed(BaseModel):
    """The proposal after an act; ``passkey`` names the one that proved a confirmation."""

    proposal: str
    state: str
    post_at: str | None = None
    passkey: str | None = None


def _done(context: Context, proposal_id: str, said: str, **parameters: object) -> Done:
    row = get(context.unit, proposal_id).row
    post_at = row.post_at.isoformat() if row.post_at else None
    return Done(
        Changed(proposal=proposal_id, state=row.state.value, post_at=post_at),
        (Text(text=context.say(said, **parameters)),),
    )


class ActOnShown(Request):
    """The proposal, and the digest of what was shown."""

    proposal: str
    digest: str = ""


@tool(action="proposal.edit", effect="propose")
def submit_proposal(context: Context, request: ActOnShown) -> Done:
    """提交复核: hand a draft to the checker."""
    _opened(context, request.proposal)
    submit(context.unit, context.principal, request.proposal, context.now, shown_digest=request.digest)
    return _done(context, request.proposal, "proposal.submitted")


class SendBack(Request):
    """The question for the maker or sender."""

    proposal: str
    question: str


@tool(action="proposal.return", effect="commit")
def send_back_proposal(context: Context, request: SendBack) -> Done:
    """退回补充: ask the sender something."""
    return _act(context, request.proposal, send_back, "proposal.sent_back", request.question)


class AnswerQuestion(Request):
    """The answer to a question that came back; it resubmits."""

    proposal: str
    words: str


@tool(action="proposal.edit", effect="propose")
def answer_proposal(context: Context, request: AnswerQuestion) -> Done:
    """Answer what was asked; that hands the proposal in again."""
    return _act(context, request.proposal, answer, "proposal.submitted", request.words)


@tool(action="proposal.withdraw", effect="propose", people_only=True)
def withdraw_proposal(context: Context, request: ProposalRequest) -> Done:
    """撤回: take back one's own."""
    done = _act(context, request.proposal, withdraw, "proposal.withdrawn")
    if found := documents.of_proposal(context.unit, request.proposal):
        documents.change(context.unit, found.document_id, state=DocumentState.WITHDRAWN)
        release(context, found.document_id)
    return done


class RejectProposal(Request):
    """Why it is refused for good."""

    proposal: str
    reason: str


@tool(action="proposal.reject", effect="commit")
def reject_proposal(context: Context, request: RejectProposal) -> Done:
    """驳回: refuse for good, with a reason."""
    return _act(context, request.proposal, reject, "proposal.rejected", request.reason)


class ConfirmProposal(Request):
    """The proposal, the digest of exactly what was shown, and the passkey's answer where the amount takes one."""

    proposal: str
    digest: str
    passkey_answer: str = Field(default="", max_length=LONGEST_ANSWER)


@tool(action="proposal.confirm", effect="commit")
def confirm_proposal(context: Context, request: ConfirmProposal) -> Done:
    """复核入账: confirm exactly what was shown; it posts after the grace."""
    view = get(context.unit, request.proposal)
    colleague = _for_whom(context, view, request.digest)
    recheck(context, view)
    held = colleague.held if colleague else None
    actor = replace(context.principal, attributes=colleague.colleague.attributes) if colleague else context.principal
    used = require_passkey(context, view.row.proposal_id, request.digest, view.row.amount_minor, request.passkey_answer)
    done = confirm(context.unit, actor, view.row.proposal_id, request.digest, context.now, on_behalf=held)
    seconds = round((done.post_at - context.now).total_seconds())
    said = "proposal.confirmed_for" if colleague else "proposal.confirmed"
    told = _done(context, request.proposal, said, seconds=seconds, name=colleague.name if colleague else "")
    return replace(told, result=told.result.model_copy(update={"passkey": used or None}))


def _for_whom(context: Context, view: ProposalView, digest: str) -> StandIn | None:
    """None where this person may confirm it themselves, else the colleague for whom; Forbidden or refused where neither."""
    thing = resource(view)
    fresh = view.row.state is State.PROPOSED and view.row.digest == digest
    own = context.may("proposal.confirm", thing).allowed
    if own and (not fresh or hindrance(context, context.principal, view) is None):
        return None
    if fresh and (found := stands_in(context, view, thing)):
        return found
    if fresh and not own and (why := hindered_for(context, view, thing)):
        raise Refused(why)
    context.require(thing)
    must_not_be_hindered(context, view, thing)
    return None


@tool(action="proposal.confirm", effect="commit")
def undo_confirmation(context: Context, request: ProposalRequest) -> Done:
    """撤销: within the grace, take one's own confirmation back."""
    view = get(context.unit, request.proposal)
    act = decide_act(context, view, "undo")
    if not act.allowed and not act.rule:
        raise Refused(problem("proposals.not_own_confirmation"))
    require_or_stand_in(context, view, resource(view), "proposal.confirm")
    undo(context.unit, context.principal, request.proposal, context.now)
    return _done(context, request.proposal, "proposal.undone")


__all__ = ["ProposalShown"]
