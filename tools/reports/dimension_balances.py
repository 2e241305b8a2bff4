"""核算项目余额表 Sub-ledger by dimension: what stands on each account for each value of a dimension."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import dimension_names, dimension_values
from ledger.books.entries import Layer
from ledger.core import Refused, from_minor, problem
from ledger.reports.trial_balance import Figures, Span, TrialRow, leaf_rows
from tools.blocks import Cell, Column, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, chart_of, find_account, months, rows_of_lines, scope_line, this_month, unposted
from tools.shared.customers import require_customers
from tools.shared.leading import lead

FIGURES = ("opening", "debit", "credit", "year_debit", "year_credit", "closing")


class DimensionBalancesRequest(Request):
    """``dimension`` by code (party, department, employee …), ``account`` with those below it, months of ``period``.

    ``nature`` for accounts of expense or income alone, before the transfer of profit and loss.
    """

    dimension: str = Field(default="party", max_length=40)
    account: str | None = None
    period: Between | None = None
    as_of: date | None = None
    layer: Literal["operating", "all"] = "all"
    nature: Literal["", "expense", "income"] = ""


class ValueRow(BaseModel):
    """An account and a value (empty: lines without one), base currency; opening and closing have debit positive."""

    account: str
    name: str
    name_en: str
    value: str
    called: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal
    closing: Decimal


class Named(BaseModel):
    """A dimension to choose."""

    code: str
    name: str
    name_en: str


class DimensionBalances(BaseModel):
    """Rows by account and value; ``sums`` of each account, ``value`` empty; ``known`` the dimensions there are."""

    dimension: str
    first: str
    last: str
    rows: tuple[ValueRow, ...]
    sums: tuple[ValueRow, ...]
    known: tuple[Named, ...]


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("上月各部门费用", "应付账款按供应商的余额"), "en": ("Expenses by department last month",)},
)
def dimension_balances(context: Context, request: DimensionBalancesRequest) -> Done:
    """Sub-ledger balances (核算项目余额表): each account by the values of a dimension, opening to closing."""
    if request.dimension == "party":
        require_customers(context)
    known = dimension_names(context.unit)
    if request.dimension not in known:
        listed = "、".join(known)
        raise Refused(problem("dimension.unknown", "dimension", dimension=request.dimension, known=listed))
    span = Span(*months(request.period or this_month(request.as_of or context.today)))
    operating = request.layer == "operating" or bool(request.nature)
    layers = (Layer.OPERATING,) if operating else tuple(Layer)
    seen = rows_of_lines(context, span.first, span.last)
    rows = leaf_rows(context.unit, context.company.book, span, layers, seen, request.dimension)
    under = find_account(context, request.account) if request.account else None
    natures = {one.code: one.type.name.lower() for one in chart_of(context, context.company.book)}
    rows = [row for row in rows if request.nature in ("", natures[row.account])]
    kept = _with_values([row for row in rows if row.account.startswith(under.code if under else "")])
    context.tally.rows, context.tally.tainted = len(kept), True  # names of parties
    names, base = dimension_values(context.unit, request.dimension), context.company.currency
    shown = tuple(_row(context, row, row.dimension or "", names, base) for row in kept)
    sums = tuple(_row(context, row, "", names, base) for row in _sums(kept))
    result = DimensionBalances(
        dimension=request.dimension, first=span.first, last=span.last, rows=shown, sums=sums,
        known=tuple(Named(code=code, name=zh, name_en=en) for code, (zh, en) in known.items()),
    )  # fmt: skip
    told = [known[request.dimension][context.language == "en"]]
    told += [f"{under.code} {under.name_en if context.language == 'en' else under.name_zh}"] if under else []
    told += [context.say("report.without_transfers")] if operating else []
    months_told = span.last if span.first == span.last else f"{span.first} – {span.last}"
    scope = scope_line(context, months_told, *told, unposted=unposted(context))
    largest = max(shown, key=lambda one: one.debit + one.credit, default=None)
    values = len({one.value for one in shown})
    head = lead(context, "dimension_none", name=told[0]) if largest is None else lead(
        context, "dimension", count=values, name=told[0], largest=largest.called, debit=largest.debit, credit=largest.credit,
        account=f"{largest.account} {largest.name_en if context.language == 'en' else largest.name}",
    )  # fmt: skip
    return Done(result, (head, _table(context, kept, names), scope))


def _merged(rows: list[TrialRow]) -> TrialRow:
    """Rows of one account, its currencies and values added up in base currency."""
    total = sum((row.base for row in rows), Figures())
    one = rows[0]
    return TrialRow(
        one.account, one.name_zh, one.name_en, one.level, one.leaf, one.currency, total, total, one.dimension
    )


def _with_values(rows: list[TrialRow]) -> list[TrialRow]:
    """A row an account and value, of accounts that have any value; nothing that never moved."""
    ordered = sorted(rows, key=lambda row: (row.account, row.dimension or ""))
    merged = [_merged(list(some)) for _, some in groupby(ordered, key=lambda row: (row.account, row.dimension or ""))]
    moving = [row for row in merged if row.base != Figures()]
    valued = {row.account for row in moving if row.dimension}
    return [row for row in moving if row.account in valued]


def _sums(rows: list[TrialRow]) -> Iterator[TrialRow]:
    for _, some in groupby(rows, key=lambda row: row.account):
        yield _merged(list(some))


def _row(context: Context, row: TrialRow, value: str, names: dict[str, str], base: str) -> ValueRow:
    figures = {name: from_minor(getattr(row.base, name), base) for name in FIGURES}
    called = names.get(value, value) or context.say("dimension.none")
    return ValueRow(account=row.account, name=row.name_zh, name_en=row.name_en, value=value, called=called, **figures)


def _table(context: Context, rows: list[TrialRow], names: dict[str, str]) -> Table:
    """Each account's values and below them its sum."""
    shown: list[Row] = []
    for _, some in groupby(rows, key=lambda row: row.account):
        values = list(some)
        shown += [Row(cells=tuple(_cells(context, row, names))) for row in values]
        shown.append(Row(cells=tuple(_cells(context, _merged(values), None)), weight="subtotal"))
    texts = ("code", "account", "value")
    columns = [Column(title=context.say(f"dimension.{head}")) for head in texts]
    columns += [Column(title=context.say(f"dimension.{head}"), numeric=True) for head in FIGURES]
    return Table(columns=tuple(columns), rows=tuple(shown))


def _cells(context: Context, row: TrialRow, names: dict[str, str] | None) -> Iterator[Cell]:
    ref, base = Ref(kind="account", id=row.account), context.company.currency
    yield words(row.account, ref)
    yield words(row.name_en if context.language == "en" else row.name_zh)
    if names is None:
        yield words(context.say("dimension.sum"))
    else:
        value = row.dimension or ""
        yield words(names.get(value, value) or context.say("dimension.none"), lang="zh" if value else "")
    yield from (money(getattr(row.base, name), base, ref) for name in FIGURES)
