"""Balance sheet and income statement, filled from a layout; every cell names the accounts behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.entries import Layer
from ledger.charts import layout
from ledger.core import Refused, from_minor, problem
from ledger.reports.statements import Balance, StatementRow, fill, signs
from ledger.reports.trial_balance import Span, leaf_rows
from tools.blocks import Column, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, months, rows_of_lines, scope_line, this_month, unposted
from tools.shared.balance_sheet import LAYOUT, LIABILITIES_AND_EQUITY, TOTAL_ASSETS, balance_sheet_rows


class Cell(BaseModel):
    """A row of a statement: this figure, the one compared with, and the accounts behind this one."""

    row: str
    name: str
    name_en: str
    kind: str
    level: int
    amount: Decimal
    compared: Decimal | None = None
    accounts: tuple[tuple[str, Decimal], ...] = ()


class Statement(BaseModel):
    """A filled statement; ``balanced`` says that assets equal liabilities and equity."""

    statement: str
    layout: str
    first: str
    last: str
    rows: tuple[Cell, ...]
    balanced: bool | None = None


def _must_have_layout(context: Context) -> None:
    """Statements are laid out for the accounts of a standard; a foreign ledger's names are in none."""
    if context.company.imported:
        raise Refused(problem("report.no_layout"))


def _income(context: Context, period: Between) -> list[StatementRow]:
    rows = leaf_rows(
        context.unit, context.company.book, Span(*months(period)), (Layer.OPERATING,), rows_of_lines(context)
    )
    moved = [Balance(row.account, None, row.base.debit - row.base.credit) for row in rows]
    form = layout(LAYOUT, "income_statement")
    return fill(form, moved, 0, signs(form, "income_statement"))


def _cells(rows: list[StatementRow], before: list[StatementRow] | None, base: str) -> tuple[Cell, ...]:
    old = {row.row: row.amount_minor for row in before or ()}
    return tuple(
        Cell(
            row=row.row,
            name=row.name_zh,
            name_en=row.name_en,
            kind=row.kind,
            level=row.level,
            amount=from_minor(row.amount_minor, base),
            compared=from_minor(old[row.row], base) if before is not None else None,
            accounts=tuple((code, from_minor(amount, base)) for code, amount in row.accounts),
        )
        for row in rows
    )


def _table(context: Context, rows: list[StatementRow], before: list[StatementRow] | None, heads: list[str]) -> Table:
    base, old = context.company.currency, {row.row: row.amount_minor for row in before or ()}
    shown = []
    for row in rows:
        if not row.amount_minor and not old.get(row.row) and row.kind in ("line", "memo"):
            continue
        ref = Ref(kind="account", id=row.accounts[0][0]) if len(row.accounts) == 1 else None
        cells = [words(row.name_en if context.language == "en" else row.name_zh), money(row.amount_minor, base, ref)]
        if before is not None:
            cells += [money(old[row.row], base), money(row.amount_minor - old[row.row], base)]
        weight = row.kind if row.kind in ("subtotal", "total") else "line"
        shown.append(Row(cells=tuple(cells), weight=weight, indent=row.level))  # type: ignore[arg-type]
    columns = (Column(title=context.say("report.item")), *(Column(title=head, numeric=True) for head in heads))
    return Table(columns=columns, rows=tuple(shown))


class IncomeStatementRequest(Request):
    """``period`` (default this month), and ``compare_period`` to set beside it."""

    period: Between | None = None
    compare_period: Between | None = None
    as_of: date | None = None


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("上半年净利润多少", "上月利润表，和前一个月比"),
        "en": ("Income statement for last quarter", "What was our net profit last month?"),
    },
)
def income_statement(context: Context, request: IncomeStatementRequest) -> Done:
    """Income statement (利润表) of a period, compared with another where asked."""
    _must_have_layout(context)
    period = request.period or this_month(request.as_of or context.today)
    rows = _income(context, period)
    before = _income(context, request.compare_period) if request.compare_period else None
    first, last = months(period)
    heads = [period.text()]
    if request.compare_period:
        heads += [request.compare_period.text(), context.say("report.change")]
    base = context.company.currency
    context.tally.rows = len(rows)
    result = Statement(
        statement="income_statement", layout=LAYOUT, first=first, last=last, rows=_cells(rows, before, base)
    )
    return Done(
        result, (_table(context, rows, before, heads), scope_line(context, period.text(), unposted=unposted(context)))
    )


class BalanceSheetRequest(Request):
    """``as_of`` a day (default today): the figures of the end of its month, or of now in the open month."""

    as_of: date | None = None
    period: Between | None = None


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("给我一张六月末的资产负债表", "现在总资产多少"),
        "en": ("Balance sheet at the end of June", "What are our total assets?"),
    },
)
def balance_sheet(context: Context, request: BalanceSheetRequest) -> Done:
    """Balance sheet (资产负债表) at the end of a month."""
    _must_have_layout(context)
    day = request.as_of or (request.period.end if request.period else context.today)
    month = f"{day:%Y-%m}"
    rows = balance_sheet_rows(context, month)
    by_row = {row.row: row.amount_minor for row in rows}
    balanced = by_row[TOTAL_ASSETS] == by_row[LIABILITIES_AND_EQUITY]
    base = context.company.currency
    context.tally.rows = len(rows)
    result = Statement(
        statement="balance_sheet",
        layout=LAYOUT,
        first=month,
        last=month,
        rows=_cells(rows, None, base),
        balanced=balanced,
    )
    return Done(result, (_table(context, rows, None, [month]), scope_line(context, month, unposted=unposted(context))))
