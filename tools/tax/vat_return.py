"""增值税申报工作底稿: what the books and the invoice register give for the VAT return of a month, each row with its drill."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from ledger.business.closing import BY_STANDARD, Month
from ledger.core import Problem, Refused, from_minor
from ledger.reports.vat_return import ReturnRow
from ledger.reports.vat_return import vat_return as worked_out
from policies.access import Resource
from tools.blocks import Cell, Column, Ref, Row, Table, Text, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, scope_line, unposted
from tools.shared.invoice_rows import all_invoices, shown_key
from tools.shared.leading import lead
from tools.shared.tax_boxes import boxes_answer


class VatReturnRequest(Request):
    """The month in which ``period`` ends, or of ``as_of``; this month where neither is given. ``box`` asks for the vouchers
    behind a box, where the company's regime has boxes.
    """

    period: Between | None = None
    as_of: date | None = None
    box: str = Field(default="", max_length=8)


class VoucherOfSale(BaseModel):
    """A voucher and what it adds to the row."""

    id: str
    label: str
    net: Decimal
    tax: Decimal


class VatRow(BaseModel):
    """``section`` sales, input, out, extra (加计抵减, 附列资料四) or main; ``number`` its row of the return. ``books`` from vouchers, ``registered`` from the
    invoice register or the bureau's list of issued invoices, ``difference`` registered less books where there are both.
    ``account`` opens its ledger, ``state`` the register; ``vouchers`` are the largest behind a sales row.
    """

    section: str
    number: str
    label: str
    count: int | None
    net: Decimal | None
    books: Decimal | None
    registered: Decimal | None
    difference: Decimal | None
    account: str
    state: str
    vouchers: tuple[VoucherOfSale, ...]


class VatReturnShown(BaseModel):
    """``differences`` explain row 12; ``notes`` are to be looked at before filing."""

    period: str
    taxpayer: str
    base: str
    rows: tuple[VatRow, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]


def _label(context: Context, one: ReturnRow) -> str:
    if one.section == "sales":
        named = one.about if one.about in ("unclear", "untaxed") else ""
        rate = context.say(f"vat.{named}") if named else f"{Decimal(one.about) * 100:f}".rstrip("0").rstrip(".") + "%"
        return context.say(f"vat.row_{one.key}", rate=rate)
    if one.key == "main":
        return context.say(f"vat.main_{one.about}")
    if one.key == "input_kind":
        return context.say("invoice.treatment_computed" if one.about == "computed" else f"invoice.kind_{one.about}")
    if one.key == "out_reason":
        return context.say(f"invoice.reason_{one.about}")
    return context.say(f"vat.row_{one.key}")


def _shown(context: Context, one: ReturnRow) -> VatRow:
    base = context.company.currency

    def amount(minor: int | None) -> Decimal | None:
        return None if minor is None else from_minor(minor, base)

    both = one.books_minor is not None and one.register_minor is not None
    return VatRow(
        section=one.section, number=one.number, label=_label(context, one), count=one.count, net=amount(one.net_minor),
        books=amount(one.books_minor), registered=amount(one.register_minor), account=one.account, state=one.state,
        difference=amount((one.register_minor or 0) - (one.books_minor or 0)) if both else None,
        vouchers=tuple(
            VoucherOfSale(id=shown_key(sale.key), label=sale.label, net=from_minor(sale.net_minor, base),
                          tax=from_minor(sale.tax_minor, base))
            for sale in one.vouchers
        ),
    )  # fmt: skip


def _row(context: Context, one: ReturnRow, label: str) -> Row:
    base = context.company.currency

    def cell(minor: int | None, account: str = "") -> Cell:
        return words("") if minor is None else money(minor, base, Ref(kind="account", id=account) if account else None)

    both = one.books_minor is not None and one.register_minor is not None
    return Row(
        cells=(
            words(context.say(f"vat.section_{one.section}")), words(one.number), words(label),
            words("" if one.count is None else str(one.count)), cell(one.net_minor), cell(one.books_minor, one.account),
            cell(one.register_minor), cell((one.register_minor or 0) - (one.books_minor or 0) if both else None),
        ),
        weight="total" if one.key.endswith("_total") or one.number == "34" else "line",
    )  # fmt: skip


def _lead(context: Context, found: VatReturnShown) -> tuple[Text, ...]:
    """What is to be paid, or what is carried on: rows 24 and 20 of the main form, where the taxpayer files that."""
    main = {one.number: one.books for one in found.rows if one.section == "main"}
    if not main:
        return ()
    payable, carried = main.get("24") or Decimal(0), main.get("20") or Decimal(0)
    key = "vat_payable" if payable or not carried else "vat_carried"
    return (lead(context, key, period=found.period, amount=payable or carried),)


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("本月应交多少增值税",), "en": ("How much VAT is payable this month?",)},
)
def vat_return(context: Context, request: VatReturnRequest) -> Done:
    """VAT return worksheet of a month: sales by rate, input VAT, transfer-out, credit and VAT payable; elsewhere base and tax by box."""
    day = request.as_of or (request.period.end if request.period else context.today)
    if not context.sees_every("Line"):
        raise Forbidden(context.may("report.read", Resource("Line", "*", {"payroll": True})))
    month = Month.of(context.unit, context.company.book, f"{day:%Y-%m}")
    if month.facts.tax_regime != BY_STANDARD:
        return boxes_answer(context, month, request.box)
    found = worked_out(month, all_invoices(context))
    if isinstance(found, Problem):
        raise Refused(found)
    rows = tuple(_shown(context, one) for one in found.rows)
    context.tally.rows, context.tally.tainted = len(rows), True
    titles = ("section", "number", "item", "count", "net", "books", "register", "difference")
    columns = tuple(Column(title=context.say(f"vat.{name}"), numeric=place > 2) for place, name in enumerate(titles))
    differences = tuple(one.text(context.language) for one in found.differences)
    notes = tuple(one.text(context.language) for one in found.notes)
    result = VatReturnShown(
        period=month.period, taxpayer=found.taxpayer, base=context.company.currency, rows=rows, differences=differences,
        notes=notes,
    )  # fmt: skip
    table = Table(
        columns=columns, rows=tuple(_row(context, one, row.label) for one, row in zip(found.rows, rows, strict=True))
    )
    told = tuple(Text(text=one) for one in (*differences, *notes))
    return Done(
        result, (*_lead(context, result), table, *told, scope_line(context, month.period, unposted=unposted(context)))
    )
