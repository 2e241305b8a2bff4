"""Runs: many vouchers of one period as one proposal, proposed by one person and confirmed by another."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, Layer, LineDraft, Side, dims
from ledger.core import Refused
from ledger.proposals import Kind, ProposalDraft, confirm, get, propose, submit
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.passkey_rule import require_passkey
from tools.shared.passkeys import LONGEST_ANSWER
from tools.shared.payment_lock import payment_locked


class RunLine(BaseModel):
    """One line; minor units of the base currency. ``settles`` is batch, entry and line of an open item."""

    account: str
    side: Literal["debit", "credit"]
    amount_minor: int
    dims: dict[str, str] = {}
    due_date: str | None = None
    settles: tuple[int, int, int] | None = None
    tax_code: str | None = Field(default=None, max_length=20)


class RunVoucher(BaseModel):
    """One voucher of a run."""

    date: str
    memo: str
    lines: tuple[RunLine, ...] = Field(min_length=2)
    kind: Literal["normal", "opening", "accrual", "transfer", "year_end"] = "normal"
    source: str = ""


class ProposeRun(Request):
    """All vouchers of a run, in the order they will be numbered."""

    period: str
    summary: str
    layer: Literal["operating", "transfer"] = "operating"
    vouchers: tuple[RunVoucher, ...] = Field(min_length=1)


class RunProposed(BaseModel):
    """The proposal, and the digest a confirmation must name."""

    proposal: str
    digest: str
    vouchers: int


def _line(line: RunLine, memo: str, currency: str) -> LineDraft:
    return LineDraft(
        line.account,
        Side.DEBIT if line.side == "debit" else Side.CREDIT,
        line.amount_minor,
        currency,
        memo=memo,
        dims=dims(line.dims),
        due_date=line.due_date,
        tax_code=line.tax_code,
        settles=ItemKey(*line.settles) if line.settles else None,
    )


def _entry(voucher: RunVoucher, maker: str, currency: str) -> EntryDraft:
    lines = tuple(_line(line, voucher.memo, currency) for line in voucher.lines)
    kind = EntryKind[voucher.kind.upper()]
    return EntryDraft(voucher.date, lines, maker, kind, voucher.date, voucher.source)


@tool(action="run.propose", effect="propose")
def propose_run(context: Context, request: ProposeRun) -> Done:
    """Propose a run: many vouchers of one period under one digest."""
    maker, currency = context.principal.user, context.company.currency
    layer = Layer.OPERATING if request.layer == "operating" else Layer.TRANSFER
    entries = tuple(_entry(voucher, maker, currency) for voucher in request.vouchers)
    content = Content(context.company.book, request.period, entries, layer=layer)
    draft = ProposalDraft(content, Kind.RUN, "run", request.summary)
    made = propose(context.unit, context.principal, draft, context.now)
    submit(context.unit, context.principal, made.row.proposal_id, context.now)
    return Done(RunProposed(proposal=made.row.proposal_id, digest=made.row.digest, vouchers=len(entries)))


class ConfirmRun(Request):
    """Which run, the digest of what was shown, and the passkey's answer where the amount takes one."""

    proposal: str
    digest: str
    passkey_answer: str = Field(default="", max_length=LONGEST_ANSWER)


class RunConfirmed(BaseModel):
    """When it will be posted, and the passkey that proved it."""

    proposal: str
    post_at: str
    passkey: str | None = None


@tool(action="run.confirm", effect="commit")
def confirm_run(context: Context, request: ConfirmRun) -> Done:
    """Confirm a run that somebody else proposed."""
    view = get(context.unit, request.proposal)
    if locked := payment_locked(context, view):
        raise Refused(locked)
    used = require_passkey(context, request.proposal, request.digest, view.row.amount_minor, request.passkey_answer)
    done = confirm(context.unit, context.principal, request.proposal, request.digest, context.now)
    return Done(RunConfirmed(proposal=done.proposal_id, post_at=done.post_at.isoformat(), passkey=used or None))
