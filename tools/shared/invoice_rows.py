"""Purchase invoices as a person may see them: the register read once a call, and one of its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.entries import VoucherKey
from ledger.books.periods import PeriodState, find_period
from ledger.business.closing import facts_on
from ledger.business.invoices import Invoice, Purpose, register
from ledger.core import Problem, Refused, from_minor, problem
from ledger.posting_rules.input_vat import Treatment
from ledger.store.schema.evidence import document as table
from tools.context import Context


class OutShown(BaseModel):
    """Tax transferred out: its month, how much (positive), why, and the voucher's proposal with its state."""

    period: str
    amount: Decimal
    reason: str
    proposal: str
    state: str


class InvoiceShown(BaseModel):
    """One invoice. Amounts in its currency, negative on a red one; ``usable`` is what may be deducted by rule.

    ``state``: received, booked, confirmed, out, red, void or duplicate. ``verified`` is same, differs, not_found, red, void
    or nothing. ``rule`` is a code with its ``source`` and ``mark``. ``why_not`` says why its use cannot be confirmed now.
    """

    document: str
    kind: str
    number: str
    code: str
    date: date
    seller: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    currency: str
    state: str
    voucher: str
    voucher_label: str
    proposal: str | None
    verified: str
    period: str
    purpose: str
    outs: tuple[OutShown, ...]
    treatment: str
    usable: Decimal
    rule: str
    source: str
    mark: str
    red_of: str
    red_by: str
    duplicate_of: str | None
    why_not: str


def all_invoices(context: Context) -> list[Invoice]:
    """Every purchase invoice this person may read, newest first; read once a call."""
    columns = {"owner": table.c.sender, "department": table.c.department}

    def look() -> list[Invoice]:
        taxpayer = facts_on(context.unit, context.company.book, context.today).taxpayer
        return register(
            context.unit, taxpayer, context.company.tax_id, context.rows("Document", columns, "document.read")
        )

    return context.once("invoices", look)


def find_invoice(context: Context, document: str) -> Invoice:
    """The invoice of a document; refused where the register has none."""
    found = next((one for one in all_invoices(context) if one.document_id == document), None)
    if found is None:
        raise Refused(problem("invoice.unknown", "document"))
    return found


def month_is_open(context: Context, period: str) -> Problem | None:
    """Why nothing may be said of a tax month any more, or not yet."""
    found = find_period(context.unit, context.company.book, period)
    if found is None:
        return problem("invoice.no_month", "period", period=period)
    if found.state is PeriodState.CLOSED:
        return problem("invoice.month_closed", "period", period=period)
    return None


def why_not(one: Invoice, purpose: Purpose = Purpose.DEDUCT) -> Problem | None:
    """Why the use of an invoice cannot be confirmed; None where it can."""
    about = {"number": one.number or one.seller}
    if not one.counts or one.state in ("red", "void"):
        return problem("invoice.not_confirmable", "documents", **about)
    if one.said.confirmed is not None:
        return problem("invoice.confirmed_already", "documents", period=one.said.confirmed.period or "", **about)
    if purpose is Purpose.DEDUCT and one.by_rule.treatment is Treatment.NOT:
        return problem("invoice.not_deductible", "documents", **about)
    if one.said.verified is not None and one.said.verified.result != "same":
        return problem("invoice.verified_wrong", "documents", **about)
    return None


def shown_key(key: VoucherKey) -> str:
    """As addresses name a voucher."""
    return f"{key.batch_id}.{key.entry_no}"


def invoice_shown(context: Context, one: Invoice) -> InvoiceShown:
    """A row for people and programs."""
    base, said, rule = context.company.currency, one.said, one.by_rule.rule
    fault = why_not(one)
    outs = tuple(
        OutShown(
            period=out.period or "", amount=from_minor(out.amount_minor or 0, base), reason=out.reason or "",
            proposal=out.proposal_id or "", state=out.proposal_state or "",
        )
        for out in said.outs
    )  # fmt: skip
    return InvoiceShown(
        document=one.document_id, kind=one.kind, number=one.number, code=one.code, date=one.issue_date, seller=one.seller,
        net=from_minor(one.net_minor, one.currency), tax=from_minor(one.tax_minor, one.currency),
        gross=from_minor(one.gross_minor, one.currency), currency=one.currency, state=one.state,
        voucher=shown_key(one.booked.key) if one.booked else "", voucher_label=one.booked.label if one.booked else "",
        proposal=one.proposal_id, verified=(said.verified.result or "") if said.verified else "",
        period=(said.confirmed.period or "") if said.confirmed else "",
        purpose=(said.confirmed.purpose or "") if said.confirmed else "", outs=outs, treatment=one.by_rule.treatment.value,
        usable=from_minor(one.by_rule.amount_minor, one.currency), rule=rule.code if rule else "",
        source=rule.source if rule else "", mark=rule.mark if rule else "", red_of=one.red_of, red_by=one.red_by,
        duplicate_of=one.duplicate_of, why_not=fault.text(context.language) if fault else "",
    )  # fmt: skip
