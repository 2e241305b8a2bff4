"""What people say of purchase invoices: 查验 result, use confirmed 勾选 or taken back, and tax transferred out by a voucher."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from ledger.books.entries import Content, EntryDraft, LineDraft, Side
from ledger.books.journal import Line, get_voucher
from ledger.business.closing import Month
from ledger.business.invoices import FactKind, Invoice, Purpose, alone, say_of
from ledger.core import Problem, Refused, from_minor, problem, to_minor
from ledger.posting_rules.input_vat import out_reasons
from ledger.proposals import ProposalDraft, propose
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import find_account
from tools.shared.invoice_rows import find_invoice, month_is_open, why_not
from tools.shared.proposal_cards import card, lines_table, show

TaxMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Short = Annotated[str, StringConstraints(max_length=200)]
MOST = 500


class Verification(Request):
    """The answer of the tax bureau to a verification that somebody made there."""

    document: str
    result: Literal["same", "differs", "not_found", "red", "void"]
    note: Short = ""


class Said(BaseModel):
    """How many invoices something was said of."""

    count: int


@tool(action="invoice.mark", effect="commit", people_only=True)
def record_verification(context: Context, request: Verification) -> Done:
    """Record the result of verifying an invoice with the tax bureau; a later result stands for an earlier one."""
    alone(context.unit)
    one = find_invoice(context, request.document)
    say_of(
        context.unit, one.document_id, FactKind.VERIFIED, context.principal.user, context.now, result=request.result,
        note=request.note,
    )  # fmt: skip
    context.tally.rows = 1
    return Done(Said(count=1), (Text(text=context.say("invoice.verification_kept", number=one.number)),))


class ConfirmUse(Request):
    """Invoices by their documents, the tax month, and what for."""

    documents: tuple[str, ...] = Field(min_length=1, max_length=MOST)
    period: TaxMonth
    purpose: Literal["deduct", "none", "refund"] = "deduct"


def _fault(one: Invoice, request: ConfirmUse) -> Problem | None:
    if f"{one.issue_date:%Y-%m}" > request.period:
        return problem("invoice.before_issue", "period", number=one.number, period=request.period)
    return why_not(one, Purpose(request.purpose))


@tool(action="invoice.mark", effect="commit", people_only=True)
def confirm_use(context: Context, request: ConfirmUse) -> Done:
    """勾选: mark invoices as confirmed for use in a tax month, all or none; the tax is moved on at the month end."""
    alone(context.unit)
    if closed := month_is_open(context, request.period):
        raise Refused(closed)
    chosen = [find_invoice(context, document) for document in dict.fromkeys(request.documents)]
    if faults := [fault for one in chosen if (fault := _fault(one, request))]:
        raise Refused(*faults)
    for one in chosen:
        amount = one.by_rule.amount_minor if request.purpose == "deduct" else 0
        say_of(
            context.unit, one.document_id, FactKind.CONFIRMED, context.principal.user, context.now, period=request.period,
            purpose=request.purpose, amount_minor=amount,
        )  # fmt: skip
    context.tally.rows = len(chosen)
    told = context.say("invoice.use_confirmed", count=len(chosen), period=request.period)
    return Done(Said(count=len(chosen)), (Text(text=told),))


class TakeBackUse(Request):
    """An invoice by its document."""

    document: str


@tool(action="invoice.mark", effect="commit", people_only=True)
def take_back_use(context: Context, request: TakeBackUse) -> Done:
    """撤回勾选: take back that an invoice is used, while its tax month is open and nothing was transferred out."""
    alone(context.unit)
    one = find_invoice(context, request.document)
    confirmed = one.said.confirmed
    if confirmed is None:
        raise Refused(problem("invoice.not_confirmed", "document", number=one.number))
    if closed := month_is_open(context, confirmed.period or ""):
        raise Refused(closed)
    if one.said.outs:
        raise Refused(problem("invoice.out_already", "document", number=one.number))
    say_of(
        context.unit, one.document_id, FactKind.TAKEN_BACK, context.principal.user, context.now, period=confirmed.period
    )
    context.tally.rows = 1
    return Done(Said(count=1), (Text(text=context.say("invoice.use_taken_back", number=one.number)),))


class TransferOut(Request):
    """``amount`` of tax, or ``percent`` of what was confirmed (input that serves taxed and untaxed sales alike); else all
    that is left. ``account`` takes the tax (default: where the purchase was booked). ``day`` defaults to today.
    """

    document: str
    reason: Literal["exempt", "welfare", "loss", "simplified", "audit", "red", "abnormal", "mixed", "other"]
    amount: Decimal | None = None
    percent: Decimal | None = Field(default=None, gt=0, le=100)
    account: Short = ""
    day: date | None = None


def _amount(one: Invoice, request: TransferOut, base: str) -> int:
    """Minor units to transfer out; refused where that is more than is left."""
    confirmed = one.said.confirmed
    if confirmed is None or confirmed.purpose != Purpose.DEDUCT or one.booked is None:
        raise Refused(problem("invoice.nothing_deducted", "document", number=one.number))
    whole = confirmed.amount_minor or 0
    left = whole - one.said.out_minor
    wanted = left
    if request.amount is not None:
        wanted = to_minor(request.amount, base)
    elif request.percent is not None:
        wanted = int((Decimal(whole) * request.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
    if not 0 < wanted <= left:
        raise Refused(problem("invoice.out_too_much", "amount", left=str(from_minor(left, base))))
    return wanted


def _taker(context: Context, one: Invoice, request: TransferOut, month: Month) -> tuple[str, Line]:
    """The account that takes the tax, and the line of the purchase whose dimensions it keeps."""
    assert one.booked is not None
    lines = get_voucher(context.unit, one.booked.key).lines
    taxes = month.roles.get("vat_columns", "")[:4] or "2221"
    cost = next((line for line in lines if line.side is Side.DEBIT and not line.account.startswith(taxes)), lines[0])
    if request.account:
        return find_account(context, request.account.split(" ")[0]).code, cost
    return (month.account("input_vat_waiting") if request.reason == "red" else "") or cost.account, cost


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_transfer_out(context: Context, request: TransferOut) -> Done:
    """进项税额转出: propose a voucher that takes deducted input tax back into cost, with its reason."""
    alone(context.unit)
    one, base = find_invoice(context, request.document), context.company.currency
    day = (request.day or context.today).isoformat()
    if closed := month_is_open(context, day[:7]):
        raise Refused(closed)
    amount, month = _amount(one, request, base), Month.of(context.unit, context.company.book, day[:7])
    out = month.account("input_vat_out")
    if not out:
        raise Refused(problem("closing.no_account"))
    account, cost = _taker(context, one, request, month)
    memo = f"{month.say('invoice.memo_out')} {one.number} {one.seller}"[:100]
    kept = cost.dims if account == cost.account else month.dims(account) or ()
    lines = (
        LineDraft(account, Side.DEBIT, amount, base, memo=memo, dims=kept),
        LineDraft(out, Side.CREDIT, amount, base, memo=memo),
    )
    entry = EntryDraft(day, lines, context.principal.user, document_date=day, source=f"invoice:{one.document_id}",
                       attachment_count=0)  # fmt: skip
    why = {"reason": out_reasons()[request.reason].row}
    told = {
        "sender": context.principal.user,
        "reasons": [{"code": "invoice.out_row", "parameters": why} for _ in lines],
    }
    draft = ProposalDraft(
        Content(context.company.book, day[:7], (entry,)),
        origin=f"invoice:{one.document_id}",
        summary=memo,
        context=told,
    )
    view = propose(context.unit, context.principal, draft, context.now)
    say_of(
        context.unit, one.document_id, FactKind.OUT, context.principal.user, context.now, period=day[:7],
        amount_minor=amount, reason=request.reason, proposal_id=view.row.proposal_id,
    )  # fmt: skip
    shown = show(context, view)
    return Done(shown, (card(context, shown), lines_table(context, shown)))
