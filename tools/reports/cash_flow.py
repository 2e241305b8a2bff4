"""现金流量表 Cash flow statement, direct method: each row with its vouchers, and what no item takes voucher by voucher."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.charts import Layout
from ledger.charts.cash_flow import STATEMENT, UNASSIGNED
from ledger.charts.indirect import indirect_layout
from ledger.core import from_minor
from ledger.reports.cash_flow import CashFlow, cash_flows
from ledger.reports.cash_flow_rows import CashFlowRow, cash_flow_rows
from ledger.reports.trial_balance import Span
from policies.access.decision import Resource
from tools.blocks import Column, Ref, Row, Table, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, months, rows_of_lines, scope_line, this_month, unposted
from tools.shared.balance_sheet import about, form_on, year_ago, year_start
from tools.shared.prior_year import entered

MOST_BEHIND = 20
"""Vouchers shown behind a row, those that moved most first; of the row of what nobody assigned, all."""


class VoucherBehind(BaseModel):
    """A voucher and the cash it moved for the row, received positive."""

    id: str
    label: str
    amount: Decimal


class CashRow(BaseModel):
    """A row: this period, the year so far, the same months a year ago; ``count`` vouchers behind this period, and the largest
    of them.
    """

    row: str
    name: str
    name_en: str
    kind: str
    level: int
    amount: Decimal
    to_date: Decimal
    last_year: Decimal | None
    note: str
    count: int
    vouchers: tuple[VoucherBehind, ...]


class CashFlowStatement(BaseModel):
    """The statement; ``opening`` plus ``change`` is ``closing``, exactly. ``unassigned`` is cash that no item took.

    ``has_indirect`` says whether the layout also reconciles profit to operating cash (``indirect_cash_flow``).
    ``entered`` names the columns whose figures came with the opening, not from the books.
    """

    layout: str
    layout_name: str
    layout_source: str
    checked: bool
    first: str
    last: str
    opening: Decimal
    change: Decimal
    closing: Decimal
    unassigned: Decimal
    has_indirect: bool
    rows: tuple[CashRow, ...]
    entered: tuple[str, ...] = ()


class CashFlowRequest(Request):
    """``period`` (default this month), or ``as_of`` a day of a month; ``layout`` where several may be used."""

    period: Between | None = None
    as_of: date | None = None
    layout: str = ""


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("十月的现金流量表", "本年经营活动现金流净额多少"),
        "en": ("Cash flow statement for October", "What was our operating cash flow this year?"),
    },
)
def cash_flow(context: Context, request: CashFlowRequest) -> Done:
    """Cash flow statement (现金流量表) of a period, direct method, with the year so far."""
    period = request.period or this_month(request.as_of or context.today)
    first, last = months(period)
    if rows_of_lines(context, first, last) is not None:
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    form, book, base = form_on(context, last, request.layout), context.company.book, context.company.currency
    span, ago = Span(first, last), Span(year_ago(first), year_ago(last))
    spans = (span, Span(year_start(context, last), last), ago)
    flow, so_far, then = cash_flows(context.unit, book, spans, listed=(span,))
    rows = cash_flow_rows(form.layout, flow)
    to_date = {one.row.row: one.amount_minor for one in cash_flow_rows(form.layout, so_far)}
    last_year, by_hand = _a_year_ago(context, ago, then, form) if context.spans(ago.first, ago.last) else ({}, False)
    open_rows = [one for one in rows if any(feed.code == UNASSIGNED for feed in one.row.feeds)]
    context.tally.rows = len(rows)
    result = CashFlowStatement(
        **about(context, form), first=first, last=last, opening=from_minor(flow.opening_minor, base),
        change=from_minor(flow.change_minor, base), closing=from_minor(flow.closing_minor, base),
        unassigned=from_minor(sum(one.amount_minor for one in open_rows), base),
        has_indirect=bool(indirect_layout(form.layout)),
        rows=tuple(_row(context, one, to_date[one.row.row], last_year.get(one.row.row)) for one in rows),
        entered=("last_year",) if by_hand else (),
    )  # fmt: skip
    heads = [
        period.text(),
        context.say("report.to_date"),
        *([context.say("report.last_year_entered" if by_hand else "report.last_year")] if last_year else []),
    ]
    scoped = scope_line(context, period.text(), form.called(context.language), unposted=unposted(context))
    return Done(result, (_table(context, rows, to_date, last_year, heads), scoped))


def _a_year_ago(context: Context, span: Span, flow: CashFlow, form: Layout) -> tuple[dict[str, int], bool]:
    """Each row of the same months a year ago, of the books or as it came with the opening; whether it is that."""
    nothing = set(flow.items) <= {UNASSIGNED} and sum(one.amount_minor for one in flow.opened) == flow.change_minor
    said = entered(context, STATEMENT, span.first, span.last, form) if nothing else []
    if said:
        return {one.row: one.amount_minor for one in said}, True
    return {one.row.row: one.amount_minor for one in cash_flow_rows(form.layout, flow)}, False


def _row(context: Context, one: CashFlowRow, to_date: int, last_year: int | None) -> CashRow:
    base, row = context.company.currency, one.row
    every = any(feed.code == UNASSIGNED for feed in row.feeds)
    largest = sorted(one.vouchers, key=lambda voucher: -abs(voucher.amount_minor))
    return CashRow(
        row=row.row, name=row.name_zh, name_en=row.name_en, kind=row.kind, level=row.level,
        amount=from_minor(one.amount_minor, base), to_date=from_minor(to_date, base), last_year=None if last_year is None else from_minor(last_year, base),
        note=context.say(f"report.note_{row.note}") if row.note else "", count=len(one.vouchers),
        vouchers=tuple(
            VoucherBehind(id=f"{voucher.key.batch_id}.{voucher.key.entry_no}", label=voucher.label,
                          amount=from_minor(voucher.amount_minor, base))
            for voucher in (largest if every else largest[:MOST_BEHIND])
        ),
    )  # fmt: skip


def _table(
    context: Context, rows: list[CashFlowRow], to_date: dict[str, int], last_year: dict[str, int], heads: list[str]
) -> Table:
    base, shown = context.company.currency, []
    for one in rows:
        row = one.row
        if (
            row.kind == "line"
            and not one.amount_minor
            and not to_date[row.row]
            and not last_year.get(row.row)
            and not one.vouchers
        ):
            continue
        weight = row.kind if row.kind in ("subtotal", "total") else "line"
        name = words(row.name_en if context.language == "en" else row.name_zh)
        beside = [to_date[row.row], *([last_year[row.row]] if last_year else [])]
        figures = tuple(money(amount, base) for amount in (one.amount_minor, *beside))
        shown.append(Row(cells=(name, *figures), weight=weight, indent=row.level))  # type: ignore[arg-type]
        if any(feed.code == UNASSIGNED for feed in row.feeds):
            shown += [
                Row(
                    cells=(
                        words(voucher.label, Ref(kind="voucher", id=f"{voucher.key.batch_id}.{voucher.key.entry_no}")),
                        money(voucher.amount_minor, base),
                        words(""),
                        words(""),
                    ),
                    indent=2,
                )
                for voucher in one.vouchers
            ]
    titles = (Column(title=context.say("report.item")), *(Column(title=head, numeric=True) for head in heads))
    return Table(columns=titles, rows=tuple(shown))
