"""多栏账: an account's lines with a column for each account below it or each value of a dimension."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import Account, AccountType, dimension_names
from ledger.books.entries import Layer, Side
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.reports.general_ledger import PAGE, LedgerLine, MonthTotals, Wanted
from ledger.reports.ledger_rows import Place
from ledger.reports.multi_column import OTHERS, Amounts, MultiColumn
from ledger.reports.multi_column import multi_column as columns_of
from ledger.reports.trial_balance import Span
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, find_account, months, rows_of_lines, scope_line, this_month, unposted


class MultiColumnRequest(Request):
    """``account`` by code or name; ``by`` a dimension's code (empty: accounts below it); months of ``period``.

    ``layer`` by default leaves the transfer of profit and loss out of income and expense. ``after``: ``next`` of the page
    before.
    """

    account: str
    by: str = Field(default="", max_length=40)
    period: Between | None = None
    as_of: date | None = None
    layer: Literal["", "operating", "all"] = ""
    limit: int = Field(default=100, ge=1, le=PAGE)
    after: str | None = Field(default=None, pattern=r"^\d{8}(\.\d{1,15}){3}$")


class Head(BaseModel):
    """A column: an account's or a value's code (empty: lines without one, ``…``: the smaller ones together)."""

    key: str
    name: str
    name_en: str


class MultiRow(BaseModel):
    """``kind``: opening, carried, line, month, year or closing. Base currency; ``balance`` has debit positive.

    ``columns`` in the order of the heads, positive on the account's own side; null where the row says nothing of it.
    """

    kind: Literal["opening", "carried", "line", "month", "year", "closing"]
    balance: Decimal
    date: str | None = None
    month: str | None = None
    voucher: str | None = None
    number: str | None = None
    memo: str | None = None
    debit: Decimal | None = None
    credit: Decimal | None = None
    columns: tuple[Decimal | None, ...]


class MultiColumnLedger(BaseModel):
    """A page; ``side`` is the account's own. ``dimensions``: (code, 名称, name) of what columns may be made by."""

    account: str
    name: str
    name_en: str
    by: str
    side: Literal["debit", "credit"]
    layer: Literal["operating", "all"]
    first: str
    last: str
    heads: tuple[Head, ...]
    rows: tuple[MultiRow, ...]
    next: str | None
    dimensions: tuple[tuple[str, str, str], ...]


@tool(
    action="voucher.read",
    effect="read",
    examples={
        "zh": ("管理费用按部门的多栏账",),
        "en": ("Multi-column ledger of administrative expenses by department",),
    },
)
def multi_column(context: Context, request: MultiColumnRequest) -> Done:
    """Multi-column ledger (多栏账) of an account: its lines with a column for each sub-account or dimension value."""
    one, known = find_account(context, request.account), dimension_names(context.unit)
    if request.by and request.by not in known:
        raise Refused(problem("dimension.unknown", "by", dimension=request.by, known="、".join(known)))
    span = Span(*months(request.period or this_month(request.as_of or context.today)))
    result_account = one.type in (AccountType.INCOME, AccountType.EXPENSE)
    operating = request.layer == "operating" or (not request.layer and result_account)
    wanted = Wanted(one.code, span, (Layer.OPERATING,) if operating else tuple(Layer))
    after = Place(*map(int, request.after.split("."))) if request.after else None
    scope = rows_of_lines(context, span.first, span.last)
    found = columns_of(context.unit, context.company.book, wanted, request.by, scope, after, request.limit)
    context.tally.rows, context.tally.tainted = len(found.ledger.lines), True  # memos
    result = _result(context, one, request.by, span, found, operating=operating, paged=after is not None)
    parts = [span.last if span.first == span.last else f"{span.first} – {span.last}"]
    parts.append(f"{one.code} {one.name_en if context.language == 'en' else one.name_zh}")
    parts += [known[request.by][context.language == "en"]] if request.by else []
    parts.append(context.say(f"multi.positive_{result.side}"))
    parts += [context.say("ledger.operating_only")] if operating else []
    parts += [context.say("ledger.goes_on")] if found.ledger.next else []
    return Done(result, (_table(context, result), scope_line(context, *parts, unposted=unposted(context))))


def _result(
    context: Context, one: Account, by: str, span: Span, found: MultiColumn, *, operating: bool, paged: bool
) -> MultiColumnLedger:
    following = found.ledger.next
    return MultiColumnLedger(
        account=one.code, name=one.name_zh, name_en=one.name_en, by=by, first=span.first, last=span.last,
        side="debit" if found.side is Side.DEBIT else "credit", layer="operating" if operating else "all",
        heads=tuple(_head(context, head.key, head.name_zh, head.name_en) for head in found.columns),
        rows=tuple(_rows(found, context.company.currency, paged)),
        next=".".join(map(str, following)) if following else None,
        dimensions=tuple((code, zh, en) for code, (zh, en) in dimension_names(context.unit).items()),
    )  # fmt: skip


def _head(context: Context, key: str, name_zh: str, name_en: str) -> Head:
    if key in ("", OTHERS):
        said = context.say("multi.others" if key else "dimension.none")
        return Head(key=key, name=said, name_en=said)
    return Head(key=key, name=name_zh.rsplit("—", maxsplit=1)[-1], name_en=name_en.rsplit(": ", maxsplit=1)[-1])


def _decimals(amounts: Amounts, base: str) -> tuple[Decimal | None, ...]:
    return tuple(from_minor(one, base) for one in amounts)


def _rows(found: MultiColumn, base: str, paged: bool) -> Iterator[MultiRow]:
    """A month's totals stand after its last line, the closing balance on the last page."""
    ledger, ended = found.ledger, {one.month: one for one in found.ledger.months}
    nothing: tuple[Decimal | None, ...] = (None,) * len(found.columns)
    yield MultiRow(kind="carried" if paged else "opening", balance=from_minor(ledger.carried, base),
                   columns=nothing if paged else _decimals(found.opening, base))  # fmt: skip
    sign = 1 if found.side is Side.DEBIT else -1
    placed = zip(ledger.lines, found.lines, strict=True)
    for month, lines in groupby(placed, key=lambda pair: pair[0].day[:7]):
        for line, place in lines:
            signed = sign * line.base_minor * (1 if line.side is Side.DEBIT else -1)
            yield _line(line, base, (*nothing[:place], from_minor(signed, base), *nothing[place + 1 :]))
        if month in ended:
            yield from _month(ended[month], found, base)
    if ledger.next is None:
        debit, credit, closing = (from_minor(getattr(ledger.base, one), base) for one in ("debit", "credit", "closing"))
        yield MultiRow(
            kind="closing", balance=closing, debit=debit, credit=credit, columns=_decimals(found.closing, base)
        )


def _line(line: LedgerLine, base: str, columns: tuple[Decimal | None, ...]) -> MultiRow:
    amount = from_minor(line.base_minor, base)
    debit, credit = (amount, None) if line.side is Side.DEBIT else (None, amount)
    return MultiRow(
        kind="line", balance=from_minor(line.balance, base), date=line.day, number=line.label, memo=line.memo,
        voucher=f"{line.voucher.batch_id}.{line.voucher.entry_no}", debit=debit, credit=credit, columns=columns,
    )  # fmt: skip


def _month(one: MonthTotals, found: MultiColumn, base: str) -> Iterator[MultiRow]:
    """本月合计 and 本年累计."""
    balance = from_minor(one.balance, base)
    yield MultiRow(kind="month", month=one.month, balance=balance, debit=from_minor(one.debit, base),
                   credit=from_minor(one.credit, base), columns=_decimals(found.months[one.month], base))  # fmt: skip
    yield MultiRow(kind="year", month=one.month, balance=balance, debit=from_minor(one.year_debit, base),
                   credit=from_minor(one.year_credit, base), columns=_decimals(found.years[one.month], base))  # fmt: skip


def _table(context: Context, page: MultiColumnLedger) -> Table:
    english = context.language == "en"
    texts, figures = ("date", "number", "memo"), ("debit", "credit", "balance")
    columns = [Column(title=context.say(f"ledger.{head}")) for head in texts]
    columns += [Column(title=context.say(f"ledger.{head}"), numeric=True) for head in figures]
    columns += [
        Column(title=f"{one.key} {one.name_en if english else one.name}".strip(), numeric=True) for one in page.heads
    ]
    rows = tuple(
        Row(cells=tuple(_cells(context, row)), weight="line" if row.kind == "line" else "subtotal") for row in page.rows
    )
    return Table(columns=tuple(columns), rows=rows)


def _cells(context: Context, row: MultiRow) -> Iterator[Cell]:
    ref, base = Ref(kind="voucher", id=row.voucher) if row.voucher else None, context.company.currency
    yield DateCell(day=date.fromisoformat(row.date)) if row.date else words(row.month or "")
    yield words(row.number or "", ref, "zh")
    yield words(row.memo, lang="zh") if row.memo is not None else words(context.say(f"ledger.{row.kind}"))
    for amount in (row.debit, row.credit, row.balance, *row.columns):
        yield words("") if amount is None else money(to_minor(amount, base), base, ref)
