"""发票台账: the register of purchase invoices, from paper to deduction; one of them with all that was said of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from ledger.business.invoices import Fact, FactKind, Invoice, history
from ledger.core import from_minor, to_minor
from ledger.store.people import people
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.invoice_rows import InvoiceShown, all_invoices, find_invoice, invoice_shown, why_not
from tools.shared.leading import lead
from tools.shared.settling import get_document, may_open

Month = Annotated[str, StringConstraints(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")]
State = Literal["", "received", "booked", "waiting", "unverified", "confirmed", "out", "red", "void", "duplicate"]
MOST = 1_000
COLUMNS = ("date", "number", "seller", "kind", "net", "tax", "usable", "rule", "verified", "voucher", "period", "state")
MONEY = ("net", "tax", "usable")


class RegisterRequest(Request):
    """``month`` of issue, ``period`` of the deduction; ``state`` also *waiting* (may be confirmed) and *unverified*;
    ``text`` is part of the seller's name or of the number.
    """

    month: Month = ""
    period: Month = ""
    state: State = ""
    text: str = ""


class Totals(BaseModel):
    """Of invoices in base currency that count (no second copies, none refused): how many, and sums."""

    count: int
    net: Decimal
    tax: Decimal
    usable: Decimal
    confirmed: Decimal
    out: Decimal


class InvoicesShown(BaseModel):
    """Newest first; ``months`` are the months of issue there are. ``more`` where rows were left off."""

    base: str
    rows: tuple[InvoiceShown, ...]
    totals: Totals
    months: tuple[str, ...]
    more: bool


def _fits(one: Invoice, request: RegisterRequest) -> bool:
    if request.month and f"{one.issue_date:%Y-%m}" != request.month:
        return False
    if request.period and (one.said.confirmed is None or one.said.confirmed.period != request.period):
        return False
    if request.text and request.text.casefold() not in f"{one.seller} {one.number}".casefold():
        return False
    if request.state == "waiting":
        return why_not(one) is None
    if request.state == "unverified":
        return one.counts and one.said.verified is None
    return not request.state or one.state == request.state


def _totals(found: list[Invoice], base: str) -> Totals:
    counted = [one for one in found if one.counts and one.currency == base]
    confirmed = [one.said.confirmed for one in counted if one.said.confirmed and one.said.confirmed.purpose == "deduct"]
    sums = {
        "net": sum(one.net_minor for one in counted),
        "tax": sum(one.tax_minor for one in counted),
        "usable": sum(one.by_rule.amount_minor for one in counted),
        "confirmed": sum(one.amount_minor or 0 for one in confirmed),
        "out": sum(one.said.out_minor for one in counted),
    }
    return Totals(count=len(counted), **{name: from_minor(value, base) for name, value in sums.items()})


def _row(context: Context, one: InvoiceShown) -> Row:
    def minor(amount: Decimal) -> int:
        return to_minor(amount, one.currency)

    said: dict[str, Cell] = {
        "date": DateCell(day=one.date),
        "number": words(f"{one.code} {one.number}".strip(), Ref(kind="document", id=one.document)),
        "seller": words(one.seller),
        "kind": words(context.say(f"invoice.kind_{one.kind}")),
        "net": money(minor(one.net), one.currency),
        "tax": money(minor(one.tax), one.currency),
        "usable": money(minor(one.usable), one.currency),
        "rule": words(context.say(f"invoice.rule_{one.rule or 'none'}")),
        "verified": words(context.say(f"invoice.verified_{one.verified or 'none'}")),
        "voucher": words(one.voucher_label, Ref(kind="voucher", id=one.voucher) if one.voucher else None),
        "period": words(one.period),
        "state": words(context.say(f"invoice.state_{one.state}")),
    }
    return Row(cells=tuple(said[name] for name in COLUMNS))


@tool(
    action="period.read",
    effect="read",
    examples={
        "zh": ("还有哪些进项票没勾选", "哪些发票还没查验"),
        "en": ("Which purchase invoices are not confirmed for deduction?",),
    },
)
def invoice_register(context: Context, request: RegisterRequest) -> Done:
    """Register of purchase invoices: verified, booked, confirmed for deduction with period, transferred out, red, void."""
    everything = all_invoices(context)
    found = [one for one in everything if _fits(one, request)]
    base = context.company.currency
    rows = tuple(invoice_shown(context, one) for one in found[:MOST])
    context.tally.rows, context.tally.tainted = len(rows), True
    columns = tuple(Column(title=context.say(f"invoice.{name}"), numeric=name in MONEY) for name in COLUMNS)
    months = tuple(sorted({f"{one.issue_date:%Y-%m}" for one in everything}, reverse=True))
    result = InvoicesShown(
        base=base, rows=rows, totals=_totals(found, base), months=months, more=len(found) > len(rows)
    )
    period = request.period or request.month or context.today.isoformat()
    table = Table(columns=columns, rows=tuple(_row(context, one) for one in rows))

    def sheet() -> Table:
        """Every invoice found, not only those shown."""
        whole = rows + tuple(invoice_shown(context, one) for one in found[MOST:])
        return Table(columns=columns, rows=tuple(_row(context, one) for one in whole))

    told = lead(context, "invoices", count=result.totals.count, tax=result.totals.tax)
    return Done(result, (told, table, scope_line(context, period, action="report.read")), sheet=sheet)


class InvoiceRequest(Request):
    """An invoice by its document."""

    document: str


class SaidOfIt(BaseModel):
    """One thing that was said: verified, confirmed, taken_back or out; when, by whom, and what with it."""

    kind: str
    at: str
    by: str
    period: str
    purpose: str
    result: str
    amount: Decimal | None
    reason: str
    note: str


class InvoiceOpened(BaseModel):
    """An invoice with its items and what was said of it, oldest first; ``left`` is confirmed tax not transferred out."""

    invoice: InvoiceShown
    items: tuple[str, ...]
    said: tuple[SaidOfIt, ...]
    left: Decimal
    base: str


def _said(one: Fact, names: dict[str, str], base: str) -> SaidOfIt:
    return SaidOfIt(
        kind=one.kind.value, at=one.said_at.isoformat(), by=names.get(one.said_by, one.said_by), period=one.period or "",
        purpose=one.purpose or "", result=one.result or "", reason=one.reason or "", note=one.note or "",
        amount=None if one.amount_minor is None else from_minor(one.amount_minor, base),
    )  # fmt: skip


@tool(action="period.read", effect="read")
def open_invoice(context: Context, request: InvoiceRequest) -> Done:
    """One purchase invoice: deductible by which rule, and everything that was said of it."""
    one, base = find_invoice(context, request.document), context.company.currency
    names = {person.user: person.called(context.language) for person in people(context.unit)}
    confirmed = one.said.confirmed
    left = (confirmed.amount_minor or 0) - one.said.out_minor if confirmed and confirmed.purpose == "deduct" else 0
    context.tally.rows, context.tally.tainted = 1, True
    opened = InvoiceOpened(
        invoice=invoice_shown(context, one), items=one.words, left=from_minor(left, base), base=base,
        said=tuple(_said(fact, names, base) for fact in history(context.unit, one.document_id)),
    )  # fmt: skip
    return Done(opened, (scope_line(context, context.today.isoformat(), action="report.read"),))


class Verified(BaseModel):
    """The last verification with the tax bureau: same, differs, not_found, red, void, or nothing; by whom and when."""

    result: str
    by: str
    at: str


@tool(action="document.read", effect="read", people_only=True)
def invoice_verification(context: Context, request: InvoiceRequest) -> Done:
    """Whether an invoice was verified with the tax bureau, with what result."""
    document = get_document(context, request.document)
    may_open(context, document)
    said = [one for one in history(context.unit, document.document_id) if one.kind is FactKind.VERIFIED]
    if not said:
        return Done(Verified(result="", by="", at=""))
    names = {person.user: person.called(context.language) for person in people(context.unit)}
    last = said[-1]
    context.tally.rows = 1
    by = names.get(last.said_by, last.said_by)
    return Done(Verified(result=last.result or "", by=by, at=last.said_at.isoformat()))
