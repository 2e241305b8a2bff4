"""Balance sheet and income statement, filled from the layout in force; every cell names the accounts behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.core import from_minor
from ledger.reports.statements import StatementRow
from tools.blocks import Column, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, months, rows_of_lines, scope_line, this_month, unposted
from tools.shared.balance_sheet import (
    about,
    balance_sheet_rows,
    form_on,
    income_rows,
    month_before,
    year_ago,
    year_start,
)
from tools.shared.prior_year import or_entered


class Cell(BaseModel):
    """A row of a statement: this figure, the one compared with, and the accounts behind this one.

    ``to_date`` is the year so far and ``last_year`` the same months a year ago (income statement only); ``note`` says
    what the books cannot tell of the row.
    """

    row: str
    name: str
    name_en: str
    kind: str
    level: int
    amount: Decimal
    compared: Decimal | None = None
    to_date: Decimal | None = None
    last_year: Decimal | None = None
    accounts: tuple[tuple[str, Decimal], ...] = ()
    note: str = ""


class Statement(BaseModel):
    """A filled statement; ``balanced`` says that assets equal liabilities and equity.

    ``layout`` was used, ``layout_name`` in the reader's language, ``layout_source`` the text it comes from, ``checked``
    whether that text was read for it. ``entered`` names the columns whose figures came with the opening, not from the books.
    """

    statement: str
    layout: str
    layout_name: str
    layout_source: str
    checked: bool
    first: str
    last: str
    compared_with: str | None = None
    rows: tuple[Cell, ...]
    balanced: bool | None = None
    entered: tuple[str, ...] = ()


Beside = Mapping[str, Sequence[StatementRow]]
"""Other columns by field of :class:`Cell`: rows of the same layout."""


def _cells(context: Context, rows: Sequence[StatementRow], beside: Beside) -> tuple[Cell, ...]:
    base = context.company.currency
    columns = {name: {row.row: from_minor(row.amount_minor, base) for row in other} for name, other in beside.items()}
    return tuple(
        Cell(
            row=row.row,
            name=row.name_zh,
            name_en=row.name_en,
            kind=row.kind,
            level=row.level,
            amount=from_minor(row.amount_minor, base),
            accounts=tuple((code, from_minor(amount, base)) for code, amount in row.accounts),
            note=context.say(f"report.note_{row.note}") if row.note else "",
            **{name: column[row.row] for name, column in columns.items()},
        )
        for row in rows
    )


def _table(context: Context, rows: Sequence[StatementRow], beside: Beside, heads: Sequence[str], change: bool) -> Table:
    base = context.company.currency
    columns = [{row.row: row.amount_minor for row in other} for other in beside.values()]
    shown = []
    for row in rows:
        others = [column[row.row] for column in columns]
        if not row.amount_minor and not any(others) and row.kind in ("line", "memo"):
            continue
        ref = Ref(kind="account", id=row.accounts[0][0]) if len(row.accounts) == 1 else None
        cells = [words(row.name_en if context.language == "en" else row.name_zh), money(row.amount_minor, base, ref)]
        for place, amount in enumerate(others):
            cells.append(money(amount, base))
            if change and place == 0:
                cells.append(money(row.amount_minor - amount, base))
        weight = row.kind if row.kind in ("subtotal", "total") else "line"
        shown.append(Row(cells=tuple(cells), weight=weight, indent=row.level))  # type: ignore[arg-type]
    titles = (Column(title=context.say("report.item")), *(Column(title=head, numeric=True) for head in heads))
    return Table(columns=titles, rows=tuple(shown))


class IncomeStatementRequest(Request):
    """``period`` (default this month), ``compare_period`` to set beside it, ``layout`` where several may be used."""

    period: Between | None = None
    compare_period: Between | None = None
    as_of: date | None = None
    layout: str = ""


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("上半年净利润多少", "上月利润表，和前一个月比"),
        "en": ("Income statement for last quarter", "What was our net profit last month?"),
    },
)
def income_statement(context: Context, request: IncomeStatementRequest) -> Done:
    """Income statement (利润表) of a period, with the year so far and a year ago, compared with another where asked."""
    period, compared = request.period or this_month(request.as_of or context.today), request.compare_period
    first, last = months(period)
    form, scope = form_on(context, last, request.layout), rows_of_lines(context, first, last)

    def rows_of(start: str, end: str) -> list[StatementRow]:
        return income_rows(context, start, end, scope, form)

    rows = rows_of(first, last)
    if compared:
        context.within(*months(compared))
    beside: dict[str, Sequence[StatementRow]] = {"compared": rows_of(*months(compared))} if compared else {}
    beside["to_date"] = rows_of(year_start(context, last), last)
    span = (year_ago(first), year_ago(last))
    by_hand = False
    if context.spans(*span):
        beside["last_year"], by_hand = or_entered(context, rows_of(*span), "income_statement", *span, form)
    heads = [period.text(), *([compared.text(), context.say("report.change")] if compared else [])]
    heads.append(context.say("report.to_date"))
    if "last_year" in beside:
        heads.append(context.say("report.last_year_entered" if by_hand else "report.last_year"))
    context.tally.rows = len(rows)
    result = Statement(
        statement="income_statement", first=first, last=last, compared_with=compared.text() if compared else None,
        rows=_cells(context, rows, beside), entered=("last_year",) if by_hand else (), **about(context, form),
    )  # fmt: skip
    scoped = scope_line(context, period.text(), form.called(context.language), unposted=unposted(context))
    return Done(result, (_table(context, rows, beside, heads, compared is not None), scoped))


class BalanceSheetRequest(Request):
    """``as_of`` a day (default today): the figures of the end of its month, or of now in the open month.

    ``layout`` names another version of the form, where the standard allows it on that day.
    """

    as_of: date | None = None
    period: Between | None = None
    layout: str = ""


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("给我一张六月末的资产负债表", "现在总资产多少"),
        "en": ("Balance sheet at the end of June", "What are our total assets?"),
    },
)
def balance_sheet(context: Context, request: BalanceSheetRequest) -> Done:
    """Balance sheet (资产负债表) at the end of a month, beside the end of the year before."""
    day = request.as_of or (request.period.end if request.period else context.today)
    month = f"{day:%Y-%m}"
    form = form_on(context, month, request.layout)
    rows, ended = balance_sheet_rows(context, month, form), month_before(year_start(context, month))
    compared, by_hand = or_entered(
        context, balance_sheet_rows(context, ended, form, beside=month), "balance_sheet", ended, ended, form
    )
    beside = {"compared": compared}
    by_row = {row.row: row.amount_minor for row in rows}
    context.tally.rows = len(rows)
    result = Statement(
        statement="balance_sheet", first=month, last=month, compared_with=ended, rows=_cells(context, rows, beside),
        balanced=by_row[form.total_assets] == by_row[form.liabilities_and_equity],
        entered=("compared",) if by_hand else (), **about(context, form),
    )  # fmt: skip
    head = context.say("report.year_end_entered" if by_hand else "report.year_end", month=ended)
    scoped = scope_line(context, month, form.called(context.language), unposted=unposted(context))
    return Done(result, (_table(context, rows, beside, [month, head], False), scoped))
