"""Vouchers that people propose: typed in, or the red one that cancels a posted one."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, Field

from ledger.books.entries import Content, EntryDraft, LineDraft, Side, dims
from ledger.books.journal import Voucher, get_voucher
from ledger.books.voucher_search import search
from ledger.core import Problem, Refused, problem
from ledger.proposals import ProposalDraft, get, propose, propose_reversal
from tools.blocks import Choice, Choices
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, find_account, find_party, offered_department
from tools.shared.finding_vouchers import SearchVouchers, may_see, voucher_filter, voucher_key
from tools.shared.proposal_cards import card, lines_table, show
from tools.shared.typed_amounts import typed_minor


class TypedLine(BaseModel):
    """A line typed by a person; ``account`` by code or name."""

    account: str
    side: str = Field(pattern="^(debit|credit)$")
    amount: Decimal
    memo: str = ""
    department: str | None = None
    vendor: str | None = None
    customer: str | None = None


class ProposeVoucher(Request):
    """Lines typed in. Without lines it opens what is missing: a sentence never becomes a guess."""

    lines: tuple[TypedLine, ...] = ()
    date: str | None = None
    memo: str = ""
    account: str | None = None
    amount: Decimal | None = None
    vendor: str | None = None
    department: str | None = None
    employee: str | None = None
    period: Between | None = None


@tool(
    action="voucher.propose",
    effect="propose",
    examples={"zh": ("录一张凭证：计提本月房租 86000",), "en": ("Draft a voucher: accrue this month's rent 86,000",)},
)
def propose_voucher(context: Context, request: ProposeVoucher) -> Done:
    """Propose a voucher from typed lines; a person confirms it before anything is posted."""
    if not request.lines:
        options = tuple(
            Choice(label=context.say(f"voucher.{way}"), utterance=context.say(f"voucher.{way}_say"))
            for way in ("from_file", "typed")
        )
        asked = Choices(question=context.say("voucher.lines_needed"), options=options)
        return Done(NothingProposed(asked="lines"), (asked,))
    day = request.date or context.today.isoformat()
    drafts = tuple(_typed(context, line, request.memo, place) for place, line in enumerate(request.lines))
    entry = EntryDraft(day, drafts, context.principal.user, document_date=day, source="typed", attachment_count=0)
    content = Content(context.company.book, day[:7], (entry,))
    departments = {dict(line.dims).get("department") for line in drafts} - {None}
    shown_with = {
        "sender": context.principal.user,
        "department": departments.pop() if len(departments) == 1 else None,
        "reasons": [{"code": "voucher.typed_reason", "parameters": {}} for _ in drafts],
    }
    title = request.memo or drafts[0].memo or context.say("voucher.typed")
    view = propose(
        context.unit, context.principal, ProposalDraft(content, summary=title, context=shown_with), context.now
    )
    shown = show(context, view)
    return Done(shown, (card(context, shown), lines_table(context, shown)))


class NothingProposed(BaseModel):
    """What is still missing."""

    asked: str


def _typed(context: Context, line: TypedLine, memo: str, place: int) -> LineDraft:
    found = find_account(context, line.account)
    pairs = []
    if line.department:
        pairs.append(("department", offered_department(context, line.department).code))
    if line.vendor:
        pairs.append(("party", find_party(context, line.vendor, "vendor").party_id))
    elif line.customer:
        pairs.append(("party", find_party(context, line.customer, "customer").party_id))
    currency = context.company.currency
    amount = typed_minor(format(line.amount, "f"), currency, f"lines.{place}.amount")
    if isinstance(amount, Problem):
        raise Refused(amount)
    side = Side.DEBIT if line.side == "debit" else Side.CREDIT
    return LineDraft(found.code, side, amount, currency, memo=line.memo or memo, dims=dims(pairs))


class ReverseVoucher(Request):
    """Which voucher (``voucher`` id, or ``document_number`` such as 记-0012 with its month), and why."""

    voucher: str | None = None
    document_number: str | None = None
    period: Between | None = None
    vendor: str | None = None
    amount: Decimal | None = None
    reason: str = ""


def _to_reverse(context: Context, request: ReverseVoucher) -> Voucher:
    if request.voucher:
        return get_voucher(context.unit, voucher_key(request.voucher))
    asked = SearchVouchers(
        document_number=request.document_number, period=request.period, vendor=request.vendor, amount=request.amount
    )
    if not (request.document_number or request.amount):
        raise Refused(problem("voucher.which_to_reverse"))
    found = search(context.unit, voucher_filter(context, asked)[0])
    if len(found) != 1:
        raise Refused(
            problem("voucher.none_to_reverse" if not found else "voucher.several_to_reverse", count=len(found))
        )
    return found[0]


@tool(
    action="voucher.reverse",
    effect="propose",
    examples={"zh": ("红字冲销 2026-10 的记-0012",), "en": ("Reverse voucher 记-0012 of October 2026",)},
)
def reverse_voucher(context: Context, request: ReverseVoucher) -> Done:
    """Propose the red voucher that cancels a posted one; a person confirms it."""
    voucher = _to_reverse(context, request)
    if not may_see(context, voucher):
        raise Refused(problem("voucher.none_to_reverse", count=0))
    view = propose_reversal(
        context.unit, context.principal, voucher.key, context.today.isoformat(), request.reason, context.now
    )
    shown = show(context, get(context.unit, view.row.proposal_id))
    return Done(shown, (card(context, shown), lines_table(context, shown)))
