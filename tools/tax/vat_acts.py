"""增值税专项记账: what no invoice and no month end brings to the sub-accounts of 应交税费, proposed by rule with its validity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ledger.books.entries import Content, EntryDraft, LineDraft, Side, dims
from ledger.business.closing import Month
from ledger.core import Problem, Refused, problem, to_minor
from ledger.posting_rules.vat_acts import CHOSEN, VatAct, acts_of
from ledger.proposals import ProposalDraft, propose
from policies.access import Resource
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import find_account
from tools.shared.invoice_rows import month_is_open
from tools.shared.proposal_cards import card, lines_table, show

Short = Annotated[str, StringConstraints(max_length=100)]


class ActOffered(BaseModel):
    """An act for this company today: rates to choose among, whether the other side is chosen, and its source."""

    code: str
    name: str
    rates: tuple[Decimal, ...]
    base: str
    until: date | None
    source: str


class ActsOffered(BaseModel):
    """The acts in force; none in a company whose chart has no such accounts."""

    acts: tuple[ActOffered, ...]


@tool(action="report.read", effect="read", people_only=True)
def vat_acts(context: Context, request: Nothing) -> Done:
    """What may be booked to the VAT sub-accounts by rule today: margin schemes, withholding, prepayment, deferral, extra deduction."""
    month = Month.of(context.unit, context.company.book, f"{context.today:%Y-%m}")
    found = [one for one in acts_of(month.facts.taxpayer) if one.holds(context.today) and not _lacks(one, month)]
    offered = tuple(
        ActOffered(
            code=one.code, name=one.called(context.language), rates=one.rates, base=one.base, until=one.valid_to,
            source=one.source,
        )
        for one in found
    )  # fmt: skip
    return Done(ActsOffered(acts=offered))


def _lacks(act: VatAct, month: Month) -> bool:
    return any(role != CHOSEN and not month.account(role) for role in (act.debit, act.credit))


class VatActRequest(Request):
    """``amount`` is the tax, the gross or the base as the act says; ``account`` the other side. ``rate`` chooses among the
    act's (the only one where it has one). ``due_date`` is the tax point of deferred output tax. ``day`` defaults to today.
    """

    act: Short
    amount: Decimal
    account: Short = ""
    rate: Decimal | None = None
    day: date | None = None
    due_date: date | None = None
    memo: Annotated[str, Field(max_length=200)] = ""
    department: Short = ""
    party: Short = ""


def _act(request: VatActRequest, month: Month, day: date) -> VatAct:
    """The act in force; refused where nobody knows it, it is another taxpayer's, or its time has ended."""
    known = [one for one in acts_of(month.facts.taxpayer) if one.code == request.act]
    held = next((one for one in known if one.holds(day)), None)
    if held is not None and not _lacks(held, month):
        return held
    ended = [one.valid_to for one in known if one.valid_to is not None and one.valid_to < day]
    if ended and held is None:
        raise Refused(problem("vat.act_ended", "act", until=max(ended).isoformat(), day=day.isoformat()))
    raise Refused(problem("vat.no_such_act", "act", act=request.act, day=day.isoformat()))


def _faults(request: VatActRequest, act: VatAct) -> list[Problem]:
    found = []
    if CHOSEN in (act.debit, act.credit) and not request.account:
        found.append(problem("vat.act_account", "account"))
    if (len(act.rates) > 1 and request.rate not in act.rates) or request.rate not in (None, *act.rates):
        found.append(problem("vat.act_rate", "rate", known=", ".join(f"{one * 100:.0f}%" for one in act.rates) or "–"))
    if act.code == "deferred" and request.due_date is None:
        found.append(problem("vat.act_due", "due_date"))
    return found


@tool(action="voucher.propose", effect="propose", people_only=True)
def propose_vat_act(context: Context, request: VatActRequest) -> Done:
    """Propose a voucher on a VAT sub-account by its rule: margin scheme, withholding, prepayment, payment, deferral, relief."""
    context.require(Resource("Company", context.company.tenant), "voucher.propose")
    day = request.day or context.today
    if closed := month_is_open(context, f"{day:%Y-%m}"):
        raise Refused(closed)
    month = Month.of(context.unit, context.company.book, f"{day:%Y-%m}")
    act = _act(request, month, day)
    if faults := _faults(request, act):
        raise Refused(*faults)
    base = context.company.currency
    tax = act.tax_minor(to_minor(request.amount, base), request.rate or next(iter(act.rates), Decimal(0)))
    if not tax:
        raise Refused(problem("vat.act_amount", "amount"))
    memo = request.memo or act.name_zh if month.book.language == "zh" else request.memo or act.name_en
    lines = tuple(
        _line(context, request, month, role, side, tax, memo)
        for role, side in ((act.debit, Side.DEBIT), (act.credit, Side.CREDIT))
    )
    entry = EntryDraft(
        day.isoformat(), lines, context.principal.user, document_date=day.isoformat(), source=f"vat:{act.code}",
        attachment_count=0,
    )  # fmt: skip
    why = {"code": "vat.act_rule", "parameters": {"source": act.source}}
    draft = ProposalDraft(
        Content(context.company.book, f"{day:%Y-%m}", (entry,)), origin=f"vat:{act.code}", summary=memo,
        context={"sender": context.principal.user, "reasons": [why for _ in lines], "notes": []},
    )  # fmt: skip
    shown = show(context, propose(context.unit, context.principal, draft, context.now))
    return Done(shown, (card(context, shown), lines_table(context, shown)))


def _line(
    context: Context, request: VatActRequest, month: Month, role: str, side: Side, tax: int, memo: str
) -> LineDraft:
    """A side: the rule's own account, or the chosen one with what was said of it."""
    base = context.company.currency
    if role != CHOSEN:
        due = request.due_date.isoformat() if request.due_date and role == "vat_deferred" else None
        return replace(LineDraft(month.account(role), side, tax, base, memo=memo), due_date=due)
    account = find_account(context, request.account.split(" ")[0])
    said = {"department": request.department, "party": request.party}
    wanted = {name: value for name, value in said.items() if value}
    return LineDraft(account.code, side, tax, base, memo=memo, dims=dims(wanted))
