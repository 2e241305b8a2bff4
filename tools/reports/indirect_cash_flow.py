"""现金流量表补充资料: profit reconciled to operating cash, and the vouchers where that differs from the direct method."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.accounts import accounts
from ledger.charts.indirect import DIFFERENCE, LEFT_OUT, IndirectRow, indirect_layout
from ledger.core import Refused, from_minor, problem
from ledger.reports.cash_flow import cash_flows
from ledger.reports.indirect import Difference, Reconciliation, reconcile
from ledger.reports.trial_balance import Span
from policies.access.decision import Resource
from tools.blocks import Column, Ref, Row, Table, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, months, scope_line, this_month, unposted
from tools.shared.balance_sheet import about, form_on, year_start
from tools.shared.leading import lead


class MovedRow(BaseModel):
    """A row: this period and the year so far."""

    row: str
    name: str
    name_en: str
    kind: str
    level: int
    amount: Decimal
    to_date: Decimal
    note: str


class VoucherApart(BaseModel):
    """A voucher that the two methods count differently; ``accounts`` (code, name) of it that are not operating."""

    id: str
    label: str
    indirect: Decimal
    direct: Decimal
    difference: Decimal
    accounts: tuple[tuple[str, str], ...]


class IndirectCashFlow(BaseModel):
    """``indirect`` less ``direct`` is ``difference``, and so is the sum over ``vouchers``, exactly."""

    layout: str
    layout_name: str
    layout_source: str
    checked: bool
    first: str
    last: str
    indirect: Decimal
    direct: Decimal
    difference: Decimal
    rows: tuple[MovedRow, ...]
    vouchers: tuple[VoucherApart, ...]


class IndirectCashFlowRequest(Request):
    """``period`` (default this month), or ``as_of`` a day of a month; ``layout`` where several may be used."""

    period: Between | None = None
    as_of: date | None = None
    layout: str = ""


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("十月的现金流量表补充资料", "净利润怎么调节成经营活动现金流"),
        "en": ("Indirect cash flow for October", "Reconcile net profit to operating cash flow"),
    },
)
def indirect_cash_flow(context: Context, request: IndirectCashFlowRequest) -> Done:
    """Profit reconciled to operating cash flow, indirect method (现金流量表补充资料), beside the direct method."""
    if not context.sees_every("Line"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    period = request.period or this_month(request.as_of or context.today)
    first, last = months(period)
    form, book, base = form_on(context, last, request.layout), context.company.book, context.company.currency
    layout = [row for row in indirect_layout(form.layout) if row.kind != LEFT_OUT]
    if not layout:
        raise Refused(problem("report.no_indirect", layout=form.called(context.language)))

    span, to_date = Span(first, last), Span(year_start(context, last), last)
    flow, so_far = cash_flows(context.unit, book, (span, to_date), listed=(span,))
    now = reconcile(context.unit, book, form.layout, span, flow)
    year = reconcile(context.unit, book, form.layout, to_date, so_far, trace=False)
    names = {one.code: one.name_en if context.language == "en" else one.name_zh for one in accounts(context.unit, book)}
    difference = next(row for row in layout if row.kind == DIFFERENCE)
    indirect, direct = (now.amounts[part] for part, _ in difference.parts)
    context.tally.rows = len(layout)
    result = IndirectCashFlow(
        **about(context, form), first=first, last=last, indirect=from_minor(indirect, base),
        direct=from_minor(direct, base), difference=from_minor(now.difference_minor, base),
        rows=tuple(_row(context, one, now, year) for one in layout),
        vouchers=tuple(_apart(one, names, base) for one in now.differences),
    )  # fmt: skip
    heads = [period.text(), context.say("report.to_date")]
    scoped = scope_line(context, period.text(), form.called(context.language), unposted=unposted(context))
    figures = {"indirect": result.indirect, "direct": result.direct, "difference": result.difference}
    head = lead(context, "indirect" if result.difference else "indirect_agrees", period=period.text(), **figures)
    return Done(result, (head, _table(context, layout, now, year, heads), scoped))


def _row(context: Context, row: IndirectRow, now: Reconciliation, year: Reconciliation) -> MovedRow:
    base = context.company.currency
    return MovedRow(
        row=row.row, name=row.name_zh, name_en=row.name_en, kind=row.kind, level=row.level,
        amount=from_minor(now.amounts.get(row.row, 0), base), to_date=from_minor(year.amounts.get(row.row, 0), base),
        note=context.say(f"report.note_{row.note}") if row.note else "",
    )  # fmt: skip


def _id(one: Difference) -> str:
    return f"{one.key.batch_id}.{one.key.entry_no}"


def _apart(one: Difference, names: Mapping[str, str], base: str) -> VoucherApart:
    return VoucherApart(
        id=_id(one), label=one.label, indirect=from_minor(one.indirect_minor, base),
        direct=from_minor(one.direct_minor, base), difference=from_minor(one.amount_minor, base),
        accounts=tuple((code, names[code]) for code in one.accounts),
    )  # fmt: skip


def _table(
    context: Context, layout: list[IndirectRow], now: Reconciliation, year: Reconciliation, heads: list[str]
) -> Table:
    base, shown = context.company.currency, []
    for row in layout:
        figures = now.amounts.get(row.row, 0), year.amounts.get(row.row, 0)
        if row.kind == "line" and row.level and not any(figures):
            continue
        weight = row.kind if row.kind in ("subtotal", "total") else "line"
        name = words(row.name_en if context.language == "en" else row.name_zh)
        cells = (name, *(money(figure, base) for figure in figures))
        shown.append(Row(cells=cells, weight=weight, indent=row.level))  # type: ignore[arg-type]
        if row.kind == DIFFERENCE:
            shown += [
                Row(
                    cells=(
                        words(one.label, Ref(kind="voucher", id=_id(one))),
                        money(one.amount_minor, base),
                        words(""),
                    ),
                    indent=2,
                )
                for one in now.differences
            ]
    titles = (Column(title=context.say("report.item")), *(Column(title=head, numeric=True) for head in heads))
    return Table(columns=titles, rows=tuple(shown))
