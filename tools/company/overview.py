"""Home: what waits, what was posted this month, what warns, cash, and this month beside the last."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.balances import month_ends
from ledger.books.voucher_search import VoucherFilter, posted_in, search
from ledger.charts import accounts_in_role, standard_words
from ledger.core import from_minor
from ledger.reports.statements import StatementRow
from ledger.reports.trial_balance import Span, leaf_rows
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.balance_sheet import form_on, income_rows, month_before


class MonthRow(BaseModel):
    """A row of the income statement, this month and the last."""

    row: str
    name: str
    now_minor: int
    before_minor: int
    total: bool


class Point(BaseModel):
    """Cash at the end of a month."""

    label: str
    amount_minor: int


class Overview(BaseModel):
    """The books at a glance; amounts in base minor units."""

    posted_count: int
    last_posted: str | None
    last_posted_date: str | None
    days_left: int
    cash_minor: int
    cash_points: tuple[Point, ...]
    banks: tuple[tuple[str, int], ...]
    result: tuple[MonthRow, ...]
    month: str
    month_before: str
    cash: Decimal
    standard: str


def _result(context: Context, month: str, before: str) -> tuple[MonthRow, ...]:
    """The rows of the layout of ``month`` that stand at home, with the month before by the same layout."""
    form = form_on(context, month)
    now: dict[str, StatementRow] = {row.row: row for row in income_rows(context, month, month, None, form)}
    then = {row.row: row.amount_minor for row in income_rows(context, before, before, None, form)}
    english = context.language == "en"
    return tuple(
        MonthRow(row=name, name=now[name].name_en if english else now[name].name_zh, now_minor=now[name].amount_minor,
                 before_minor=then[name], total=name == form.overview[-1])
        for name in form.overview
    )  # fmt: skip


def _months_back(today: date, count: int) -> list[str]:
    months, month = [], f"{today:%Y-%m}"
    for _ in range(count):
        months.append(month)
        month = month_before(month)
    return months[::-1]


@tool(action="report.read", effect="read")
def books_overview(context: Context, request: Nothing) -> Done:
    """The books at a glance: posted this month, cash, and the result beside last month's."""
    if not context.sees_every("Line"):
        context.require(Resource("Company", context.company.tenant), "audit.read")
    today, book = context.today, context.company.book
    month = f"{today:%Y-%m}"
    last = search(context.unit, VoucherFilter(book, date_from=f"{month}-01", date_to=today.isoformat(), limit=1))
    posted_count = posted_in(context.unit, book, month)
    held = accounts_in_role(context.company.standard, "cash")
    points = [
        Point(label=one, amount_minor=amount)
        for one, amount in month_ends(context.unit, book, held, _months_back(today, 12)).items()
    ]
    balances = leaf_rows(context.unit, book, Span(month, month))
    english = context.language == "en"
    banks = tuple(
        (row.name_en if english else row.name_zh, row.base.closing)
        for row in balances
        if row.account.startswith(held) and row.base.closing
    )
    cash = points[-1].amount_minor
    result = Overview(
        posted_count=posted_count, last_posted=last[0].label if last else None,
        last_posted_date=last[0].posting_date if last else None,
        days_left=calendar.monthrange(today.year, today.month)[1] - today.day, cash_minor=cash, cash_points=tuple(points),
        banks=banks, month=month, month_before=month_before(month), cash=from_minor(cash, context.company.currency),
        result=_result(context, month, month_before(month)),
        standard=standard_words(context.company.standard, context.language),
    )  # fmt: skip
    context.tally.rows = len(result.result)
    return Done(result, (Text(text=context.say("overview.said", count=posted_count, cash=str(result.cash))),))
