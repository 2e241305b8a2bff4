"""Figures: trial balance, statements, one account's balance, what is owed to vendors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

from pydantic import BaseModel

from ledger.books.accounts import Account, accounts
from ledger.books.entries import Layer
from ledger.books.periods import turnover_months
from ledger.core import currency_name, from_minor
from ledger.reports.trial_balance import Figures, Span, TrialRow, leaf_rows, with_headings
from tools.blocks import Cell, Choice, Choices, Column, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import (
    Between,
    find_account,
    find_department,
    find_party,
    months,
    rows_of_lines,
    scope_line,
    this_month,
    unposted,
)
from tools.shared.trial_sheet import trial_sheet


class TrialBalanceRequest(Request):
    """``period`` (default this month) or ``as_of``; ``level`` 1 shows first-level accounts only."""

    period: Between | None = None
    as_of: date | None = None
    level: int | None = None
    layer: Literal["operating", "all"] = "all"
    account: str | None = None
    department: str | None = None


class BalanceRow(BaseModel):
    """One account and currency. Decimal strings; opening and closing have debit positive."""

    account: str
    name: str
    name_en: str
    level: int
    currency: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal
    closing: Decimal
    base_opening: Decimal
    base_debit: Decimal
    base_credit: Decimal
    base_year_debit: Decimal
    base_year_credit: Decimal
    base_closing: Decimal
    leaf: bool = True


class TrialBalance(BaseModel):
    """Rows by account code; totals are of leaf rows in base currency."""

    first: str
    last: str
    rows: tuple[BalanceRow, ...]
    base_debit: Decimal
    base_credit: Decimal


def _figures(prefix: str, figures: Figures, currency: str) -> dict[str, Decimal]:
    names = ("opening", "debit", "credit", "year_debit", "year_credit", "closing")
    return {f"{prefix}{name}": from_minor(getattr(figures, name), currency) for name in names}


def _plain(row: TrialRow, base: str) -> BalanceRow:
    return BalanceRow(
        account=row.account,
        name=row.name_zh,
        name_en=row.name_en,
        level=row.level,
        currency=currency_name(row.currency),
        leaf=row.leaf,
        **_figures("", row.amount, row.currency),
        **_figures("base_", row.base, base),
    )


def _span(context: Context, request: TrialBalanceRequest) -> Span:
    if request.period is not None:
        return Span(*months(request.period))
    if request.as_of is None and context.company.imported:
        return _whole_life(context)
    day = request.as_of or context.today
    return Span(f"{day:%Y-%m}", f"{day:%Y-%m}")


def _whole_life(context: Context) -> Span:
    """A foreign ledger as it arrived: from its first month to its last; balances it began with stand before."""
    months_known = sorted(turnover_months(context.unit, context.company.book))
    today = f"{context.today:%Y-%m}"
    return Span(months_known[0], months_known[-1]) if months_known else Span(today, today)


def _table(context: Context, rows: list[TrialRow], total: Figures, currency: str) -> Table:
    heads = ("account", "opening", "debit", "credit", "closing")
    columns = tuple(Column(title=context.say(f"report.{head}"), numeric=head != "account") for head in heads)
    shown = []
    for row in rows:
        ref = Ref(kind="account", id=row.account)
        name = row.name_en if context.language == "en" else row.name_zh
        figures = (row.base.opening, row.base.debit, row.base.credit, row.base.closing)
        cells: list[Cell] = [words(f"{row.account} {name}", ref)]
        cells += [money(value, currency, ref) for value in figures]
        shown.append(Row(cells=tuple(cells), indent=row.level - 1))
    sums = (total.opening, total.debit, total.credit, total.closing)
    shown.append(Row(cells=(words(context.say("report.total")), *(money(v, currency) for v in sums)), weight="total"))
    return Table(columns=columns, rows=tuple(shown))


def _narrowed(context: Context, request: TrialBalanceRequest) -> list[str]:
    """What the request left out, in words for the scope line."""
    told = []
    if request.account:
        found = find_account(context, request.account)
        told.append(f"{found.code} {found.name_en if context.language == 'en' else found.name_zh}")
    if request.level is not None:
        told.append(context.say("report.to_level", level=request.level))
    if request.layer == "operating":
        told.append(context.say("report.without_transfers"))
    return told


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("八月的试算平衡表", "上月科目余额，一级科目"),
        "en": ("Trial balance for August", "Show last month's trial balance"),
    },
)
def trial_balance(context: Context, request: TrialBalanceRequest) -> Done:
    """Trial balance of a period: opening, debit, credit and closing of every account."""
    book, base = context.company.book, context.company.currency
    span = _span(context, request)
    layers = (Layer.OPERATING,) if request.layer == "operating" else tuple(Layer)
    department = find_department(context, request.department) if request.department else None
    seen = rows_of_lines(context, span.first, span.last)
    leaves = leaf_rows(context.unit, book, span, layers, seen, "department" if department else None)
    if department:
        leaves = [row for row in leaves if row.dimension == department.code]
    if request.account:
        under = find_account(context, request.account).code
        leaves = [row for row in leaves if row.account.startswith(under)]
    total = sum((row.base for row in leaves), Figures())
    rows = leaves  # in a foreign ledger headings are posted to: a row is what stands on the account itself
    if request.level is not None or not context.company.imported:
        rows = with_headings(leaves, accounts(context.unit, book), request.level)
    context.tally.rows = len(rows)
    result = TrialBalance(
        first=span.first,
        last=span.last,
        rows=tuple(_plain(row, base) for row in rows),
        base_debit=from_minor(total.debit, base),
        base_credit=from_minor(total.credit, base),
    )
    shown = span.last if span.first == span.last else f"{span.first} – {span.last}"
    told = [department.name] if department else []
    scope = scope_line(context, shown, *told, *_narrowed(context, request), unposted=unposted(context))
    filed = partial(trial_sheet, rows, total, base, context.language)
    return Done(result, (_table(context, rows, total, base), scope), sheet=filed)


class AccountBalanceRequest(Request):
    """``account`` by code or name; ``as_of`` a day (the month it lies in), or ``period``."""

    account: str | None = None
    as_of: date | None = None
    period: Between | None = None
    vendor: str | None = None
    customer: str | None = None
    department: str | None = None
    employee: str | None = None


class AccountBalance(BaseModel):
    """Base-currency figures of an account with those below it, debit positive."""

    account: str
    name: str
    first: str
    last: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


class Asked(BaseModel):
    """What must be said first."""

    asked: str


def _one(context: Context, request: AccountBalanceRequest, found: Account, span: Span) -> tuple[Figures, list[str]]:
    """The account's figures, narrowed to one dimension value where one was named."""
    wanted: tuple[str, str, str] | None = None
    if request.vendor:
        one = find_party(context, request.vendor, "vendor")
        wanted = ("party", one.party_id, one.name)
    elif request.customer:
        one = find_party(context, request.customer, "customer")
        wanted = ("party", one.party_id, one.name)
    elif request.department:
        place = find_department(context, request.department)
        wanted = ("department", place.code, place.name)
    elif request.employee:
        wanted = ("employee", request.employee, request.employee)
    by = wanted[0] if wanted else None
    seen = rows_of_lines(context, span.first, span.last)
    leaves = leaf_rows(context.unit, context.company.book, span, tuple(Layer), seen, by)
    mine = [row for row in leaves if row.account.startswith(found.code)]
    if wanted:
        mine = [row for row in mine if row.dimension == wanted[1]]
    return sum((row.base for row in mine), Figures()), [wanted[2]] if wanted else []


@tool(
    action="report.read",
    effect="read",
    examples={
        "zh": ("银行存款现在余额多少", "应收账款余额是多少"),
        "en": ("What is our bank balance?", "Balance of accounts receivable"),
    },
)
def account_balance(context: Context, request: AccountBalanceRequest) -> Done:
    """Balance and movement of one account, optionally of one vendor, customer or department."""
    if request.account is None:
        names = [context.say(f"report.ask_{name}") for name in ("bank", "receivable", "payable")]
        options = tuple(Choice(label=name, utterance=context.say("report.balance_of", account=name)) for name in names)
        return Done(Asked(asked="account"), (Choices(question=context.say("report.which_account"), options=options),))
    found = find_account(context, request.account)
    period = request.period or (this_month(request.as_of) if request.as_of else this_month(context.today))
    span = Span(*months(period))
    figures, narrowed = _one(context, request, found, span)
    base = context.company.currency
    name = found.name_en if context.language == "en" else found.name_zh
    ref = Ref(kind="account", id=found.code)
    heads = ("opening", "debit", "credit", "closing")
    cells = tuple(money(getattr(figures, head), base, ref) for head in heads)
    columns = (
        Column(title=context.say("report.account")),
        *(Column(title=context.say(f"report.{h}"), numeric=True) for h in heads),
    )
    table = Table(columns=columns, rows=(Row(cells=(words(f"{found.code} {name}", ref), *cells)),))
    context.tally.rows = 1
    result = AccountBalance(
        account=found.code, name=found.name_zh, first=span.first, last=span.last,
        **{head: from_minor(getattr(figures, head), base) for head in heads},
    )  # fmt: skip
    shown = span.last if span.first == span.last else f"{span.first} – {span.last}"
    return Done(result, (table, scope_line(context, shown, *narrowed, unposted=unposted(context))))
