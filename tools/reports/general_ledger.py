"""明细账: an account's lines with the balance running, opened by who may read vouchers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import Account, dimension_values
from ledger.books.entries import Layer, Side, dims
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.reports.general_ledger import PAGE, CurrencyTotals, GeneralLedger, LedgerLine, MonthTotals, Wanted
from ledger.reports.general_ledger import general_ledger as ledger_of
from ledger.reports.ledger_rows import Place
from ledger.reports.trial_balance import Span
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, money, words
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


class GeneralLedgerRequest(Request):
    """``account`` by code or name; months of ``period`` (default this month); ``after``: ``next`` of the page before.

    ``dimension`` and ``value`` narrow it to the lines with this value of any dimension, by their codes.
    """

    account: str
    period: Between | None = None
    as_of: date | None = None
    party: str | None = None
    department: str | None = None
    dimension: str = Field(default="", max_length=40)
    value: str = Field(default="", max_length=120)
    layer: Literal["operating", "all"] = "all"
    limit: int = Field(default=100, ge=1, le=PAGE)
    after: str | None = Field(default=None, pattern=r"^\d{8}(\.\d{1,15}){3}$")


class CounterAccount(BaseModel):
    """An account on the other side of a voucher."""

    account: str
    name: str
    name_en: str


class OwnAmount(BaseModel):
    """Of a line in a foreign currency: decimal strings in it; the balance has debit positive."""

    currency: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal


class LedgerRow(BaseModel):
    """A row of the form. ``kind``: opening, carried (承前页), line, month (本月合计), year (本年累计) or closing.

    Base-currency decimal strings, ``balance`` with debit positive; what a kind does not have is null.
    """

    kind: Literal["opening", "carried", "line", "month", "year", "closing"]
    balance: Decimal
    date: str | None = None
    month: str | None = None
    voucher: str | None = None
    line: int | None = None
    number: str | None = None
    account: str | None = None
    memo: str | None = None
    counter: tuple[CounterAccount, ...] = ()
    debit: Decimal | None = None
    credit: Decimal | None = None
    own: OwnAmount | None = None


class CurrencyFigures(BaseModel):
    """Decimal strings in one currency over the whole period; opening and closing have debit positive."""

    currency: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


class AccountLedger(BaseModel):
    """A page of the ledger; ``totals`` (base) and ``currencies`` (foreign) are of the whole period, ``next`` a cursor."""

    account: str
    name: str
    name_en: str
    leaf: bool
    first: str
    last: str
    totals: CurrencyFigures
    currencies: tuple[CurrencyFigures, ...]
    rows: tuple[LedgerRow, ...]
    next: str | None


def _figures(totals: CurrencyTotals) -> CurrencyFigures:
    names = ("opening", "debit", "credit", "closing")
    return CurrencyFigures(
        currency=totals.currency, **{name: from_minor(getattr(totals, name), totals.currency) for name in names}
    )


def _sides(line: LedgerLine, amount: int, currency: str) -> tuple[Decimal | None, Decimal | None]:
    """The amount in its column of debit and credit; the other one is null."""
    shown = from_minor(amount, currency)
    return (shown, None) if line.side is Side.DEBIT else (None, shown)


def _line(line: LedgerLine, base: str) -> LedgerRow:
    own = None
    if line.currency != base:
        debit, credit = _sides(line, line.amount_minor, line.currency)
        balance = from_minor(line.own_balance, line.currency)
        own = OwnAmount(currency=line.currency, debit=debit, credit=credit, balance=balance)
    debit, credit = _sides(line, line.base_minor, base)
    return LedgerRow(
        kind="line", balance=from_minor(line.balance, base), date=line.day,
        voucher=f"{line.voucher.batch_id}.{line.voucher.entry_no}", number=line.label, account=line.account.code,
        line=line.place.line_no, memo=line.memo, own=own, debit=debit, credit=credit,
        counter=tuple(CounterAccount(account=one.code, name=one.name_zh, name_en=one.name_en) for one in line.counter),
    )  # fmt: skip


def _month(one: MonthTotals, base: str) -> tuple[LedgerRow, LedgerRow]:
    """本月合计 and 本年累计."""
    balance = from_minor(one.balance, base)
    return (
        LedgerRow(kind="month", month=one.month, balance=balance, debit=from_minor(one.debit, base),
                  credit=from_minor(one.credit, base)),
        LedgerRow(kind="year", month=one.month, balance=balance, debit=from_minor(one.year_debit, base),
                  credit=from_minor(one.year_credit, base)),
    )  # fmt: skip


def _rows(found: GeneralLedger, paged: bool) -> tuple[LedgerRow, ...]:
    """The rows of a page: a month's totals stand after its last line, the closing balance on the last page."""
    base, ended = found.base.currency, {one.month: one for one in found.months}
    rows = [LedgerRow(kind="carried" if paged else "opening", balance=from_minor(found.carried, base))]
    for month, lines in groupby(found.lines, key=lambda line: line.day[:7]):
        rows += [_line(line, base) for line in lines]
        rows += _month(ended[month], base) if month in ended else ()
    if found.next is None:
        total = _figures(found.base)
        rows.append(LedgerRow(kind="closing", balance=total.closing, debit=total.debit, credit=total.credit))
    return tuple(rows)


def _side(context: Context, minor: int) -> str:
    return context.say("proposal.debit" if minor > 0 else "proposal.credit" if minor < 0 else "web.flat")


def _table(context: Context, rows: tuple[LedgerRow, ...], foreign: bool) -> Table:
    """The form; amounts in other currencies in a column of their own where the account has any."""
    base = context.company.currency
    heads = [
        "date",
        "number",
        "memo",
        "counter",
        *(["own"] if foreign else []),
        "debit",
        "credit",
        "direction",
        "balance",
    ]
    numeric = ("own", "debit", "credit", "balance")
    return Table(
        columns=tuple(Column(title=context.say(f"ledger.{head}"), numeric=head in numeric) for head in heads),
        rows=tuple(
            Row(cells=tuple(_cells(context, row, base, foreign)), weight="line" if row.kind == "line" else "subtotal")
            for row in rows
        ),
    )


def _cells(context: Context, row: LedgerRow, base: str, foreign: bool) -> Iterator[Cell]:
    ref = Ref(kind="voucher", id=row.voucher) if row.voucher else None
    yield DateCell(day=date.fromisoformat(row.date)) if row.date else words(row.month or "")
    yield words(row.number or "", ref, "zh")
    yield words(row.memo, lang="zh") if row.memo is not None else words(context.say(f"ledger.{row.kind}"))
    yield words("、".join(one.account for one in row.counter))
    if foreign:
        yield _own(row.own, ref) if row.own else words("")
    for side in (row.debit, row.credit):
        yield words("") if side is None else money(to_minor(side, base), base, ref)
    balance = to_minor(row.balance, base)
    yield words(_side(context, balance))
    yield money(abs(balance), base)


def _own(own: OwnAmount, ref: Ref | None) -> Cell:
    """The amount in the line's own currency, credit with a minus."""
    amount = own.debit if own.debit is not None else -(own.credit or Decimal(0))
    return money(to_minor(amount, own.currency), own.currency, ref)


def _dims(context: Context, request: GeneralLedgerRequest) -> tuple[tuple[str, str, str], ...]:
    """(dimension, value, name) of each value the ledger is narrowed to."""
    found = []
    if request.party:
        one = find_party(context, request.party, "party")
        found.append(("party", one.party_id, one.name))
    if request.department:
        place = find_department(context, request.department)
        found.append(("department", place.code, place.name))
    if request.dimension and request.value:
        names = dimension_values(context.unit, request.dimension)
        if request.value not in names:
            raise Refused(problem("dimension.no_value", "value", dimension=request.dimension, value=request.value))
        found.append((request.dimension, request.value, names[request.value]))
    return tuple(found)


def _place(after: str | None) -> Place | None:
    return Place(*map(int, after.split("."))) if after else None


@tool(
    action="voucher.read",
    effect="read",
    examples={"zh": ("银行存款明细账",), "en": ("General ledger of accounts payable",)},
)
def general_ledger(context: Context, request: GeneralLedgerRequest) -> Done:
    """Ledger of one account: each line with its voucher and the running balance, totals of months, opening, closing."""
    one = find_account(context, request.account)
    period = request.period or this_month(request.as_of or context.today)
    span, narrowed = Span(*months(period)), _dims(context, request)
    layers = (Layer.OPERATING,) if request.layer == "operating" else tuple(Layer)
    wanted = Wanted(one.code, span, layers, dims((name, value) for name, value, _ in narrowed))
    after = _place(request.after)
    scope = rows_of_lines(context, span.first, span.last)
    found = ledger_of(context.unit, context.company.book, wanted, scope, after, request.limit)
    context.tally.rows = len(found.lines)
    result = _result(one, span, found, after is not None)
    shown = span.last if span.first == span.last else f"{span.first} – {span.last}"
    name = one.name_en if context.language == "en" else one.name_zh
    parts = [shown, f"{one.code} {name}", *(called for _, _, called in narrowed)]
    parts += [context.say("ledger.operating_only")] if request.layer == "operating" else []
    parts += [context.say("ledger.goes_on")] if found.next else []
    table = _table(context, result.rows, bool(found.currencies))
    return Done(result, (table, scope_line(context, *parts, unposted=unposted(context))))


def _result(one: Account, span: Span, found: GeneralLedger, paged: bool) -> AccountLedger:
    return AccountLedger(
        account=one.code, name=one.name_zh, name_en=one.name_en, leaf=one.postable, first=span.first, last=span.last,
        totals=_figures(found.base), currencies=tuple(_figures(totals) for totals in found.currencies),
        rows=_rows(found, paged), next=".".join(map(str, found.next)) if found.next else None,
    )  # fmt: skip
