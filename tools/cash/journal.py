"""现金日记账、银行存款日记账: a cash or bank account in one currency, day by day, opened by who may read vouchers."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import Account
from ledger.books.entries import Side, dims
from ledger.business.cash.places import Place as MoneyPlace
from ledger.business.cash.places import places
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.reports.cash_journal import PAGE, CashJournal, CashLine, Total, Wanted
from ledger.reports.cash_journal import cash_journal as journal_of
from ledger.reports.ledger_rows import Place
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, chart_of, rows_of_lines, scope_line, this_month, unposted
from tools.shared.leading import lead
from tools.shared.money_places import places_named


class CashJournalRequest(Request):
    """``account`` by code or name (default the first one), ``currency`` (default the account's first), days of ``period``
    (default this month); ``dimension`` and ``value`` for a bank account kept as a dimension's value; ``after``: ``next``
    of the page before.
    """

    account: str = ""
    currency: str = Field(default="", max_length=3)
    period: Between | None = None
    as_of: date | None = None
    dimension: str = Field(default="", max_length=40)
    value: str = Field(default="", max_length=120)
    limit: int = Field(default=200, ge=1, le=PAGE)
    after: str | None = Field(default=None, pattern=r"^\d{8}(\.\d{1,15}){3}$")


class MoneyAccount(BaseModel):
    """An account that holds money, in one currency; ``on_hand``: 库存现金."""

    account: str
    name: str
    name_en: str
    currency: str
    on_hand: bool


class CounterAccount(BaseModel):
    """An account on the other side of a voucher."""

    account: str
    name: str
    name_en: str


class CashRow(BaseModel):
    """``kind``: opening, carried (承前页), line, day (本日合计), month (本月合计) or closing. Decimal strings in the
    journal's currency; ``received`` and ``paid`` are debit and credit; what a kind does not have is null.
    """

    kind: Literal["opening", "carried", "line", "day", "month", "closing"]
    balance: Decimal
    date: str | None = None
    voucher: str | None = None
    number: str | None = None
    account: str | None = None
    memo: str | None = None
    counter: tuple[CounterAccount, ...] = ()
    received: Decimal | None = None
    paid: Decimal | None = None


class CashBook(BaseModel):
    """A page of the journal. Figures but ``rows`` are of the whole period; ``base_closing`` in base currency;
    ``below_zero`` are the days that end below zero; ``known`` the accounts to choose from; ``next`` a cursor.
    """

    account: str
    name: str
    name_en: str
    currency: str
    on_hand: bool
    first: date
    last: date
    opening: Decimal
    received: Decimal
    paid: Decimal
    closing: Decimal
    base_closing: Decimal
    below_zero: tuple[CashRow, ...]
    rows: tuple[CashRow, ...]
    next: str | None
    known: tuple[MoneyAccount, ...]


def _total(kind: Literal["day", "month"], one: Total, currency: str) -> CashRow:
    received, paid, balance = (from_minor(minor, currency) for minor in (one.received, one.paid, one.balance))
    return CashRow(kind=kind, date=one.name, received=received, paid=paid, balance=balance)


def _line(line: CashLine, currency: str) -> CashRow:
    amount = from_minor(line.amount_minor, currency)
    received, paid = (amount, None) if line.side is Side.DEBIT else (None, amount)
    return CashRow(
        kind="line", balance=from_minor(line.balance, currency), date=line.day, number=line.label, memo=line.memo,
        voucher=f"{line.voucher.batch_id}.{line.voucher.entry_no}", account=line.account.code, received=received, paid=paid,
        counter=tuple(CounterAccount(account=one.code, name=one.name_zh, name_en=one.name_en) for one in line.counter),
    )  # fmt: skip


def _rows(found: CashJournal, currency: str, paged: bool) -> Iterator[CashRow]:
    """A day's total stands after its last line, a month's after its last day, the closing balance on the last page."""
    days, months = {one.name: one for one in found.days}, {one.name: one for one in found.months}
    yield CashRow(kind="carried" if paged else "opening", balance=from_minor(found.carried, currency))
    for month, of_month in groupby(found.lines, key=lambda line: line.day[:7]):
        for day, lines in groupby(of_month, key=lambda line: line.day):
            yield from (_line(line, currency) for line in lines)
            if day in days:
                yield _total("day", days[day], currency)
        if month in months:
            yield _total("month", months[month], currency)
    if found.next is None:
        received, paid, balance = (from_minor(one, currency) for one in (found.received, found.paid, found.closing))
        yield CashRow(kind="closing", balance=balance, received=received, paid=paid)


def _chosen(context: Context, request: CashJournalRequest, known: list[MoneyPlace]) -> MoneyPlace:
    """The account and currency asked for; refused where no money is kept there."""
    if not known:
        raise Refused(problem("cash.no_account"))
    if not request.account:
        return next((one for one in known if request.currency in ("", one.currency)), known[0])
    below = places_named(context, known, request.account)
    kept = [one for one in below if request.currency.upper() in ("", one.currency)]
    if not kept:
        raise Refused(problem("cash.not_money", "account", account=request.account, currency=request.currency.upper()))
    account = _heading(context, request.account)
    return MoneyPlace(account or kept[0].account, kept[0].currency, kept[0].on_hand)


def _heading(context: Context, asked: str) -> Account | None:
    """The account of exactly this code: a heading is shown with all below it."""
    return next((one for one in chart_of(context, context.company.book) if one.code == asked), None)


def _cells(context: Context, row: CashRow, currency: str) -> Iterator[Cell]:
    ref = Ref(kind="voucher", id=row.voucher) if row.voucher else None
    whole_day = row.date is not None and len(row.date) == 10
    yield DateCell(day=date.fromisoformat(row.date)) if row.date and whole_day else words(row.date or "")
    yield words(row.number or "", ref, "zh")
    yield words(row.memo, lang="zh") if row.memo is not None else words(context.say(f"cash.{row.kind}"))
    yield words("、".join(one.account for one in row.counter))
    for side in (row.received, row.paid):
        yield words("") if side is None else money(to_minor(side, currency), currency, ref)
    yield money(to_minor(row.balance, currency), currency)


def _table(context: Context, rows: tuple[CashRow, ...], currency: str) -> Table:
    numeric = ("received", "paid", "balance")
    heads = ("date", "number", "memo", "counter", *numeric)
    return Table(
        columns=tuple(Column(title=context.say(f"cash.{head}"), numeric=head in numeric) for head in heads),
        rows=tuple(
            Row(cells=tuple(_cells(context, row, currency)), weight="line" if row.kind == "line" else "subtotal")
            for row in rows
        ),
    )


@tool(
    action="cash.read",
    effect="read",
    examples={"zh": ("今天的现金日记账",), "en": ("Cash journal for today",)},
)
def cash_journal(context: Context, request: CashJournalRequest) -> Done:
    """Cash or bank journal of an account: each day's receipts and payments, the running balance, totals of days, months."""
    known = places(context.unit, context.company.book)
    chosen = _chosen(context, request, known)
    period = request.period or this_month(request.as_of or context.today)
    first, last = period.start, period.end
    narrowed = dims(((request.dimension, request.value),)) if request.dimension and request.value else ()
    wanted = Wanted(chosen.account.code, chosen.currency, first.isoformat(), last.isoformat(), narrowed)
    after = Place(*map(int, request.after.split("."))) if request.after else None
    scope = rows_of_lines(context, f"{first:%Y-%m}", f"{last:%Y-%m}")
    found = journal_of(context.unit, context.company.book, wanted, scope, after, request.limit)
    context.tally.rows, context.tally.tainted = len(found.lines), True  # memos
    result = _result(context, chosen, (first, last), found, known, paged=after is not None)
    name = chosen.account.name_en if context.language == "en" else chosen.account.name_zh
    parts = [_said(first, last), f"{chosen.account.code} {name} {chosen.currency}"]
    parts += [request.value] if narrowed else []
    parts += [context.say("ledger.goes_on")] if found.next else []
    table = _table(context, result.rows, chosen.currency)
    figures = {one: getattr(result, one) for one in ("received", "paid", "closing")}
    told = lead(context, "cash", chosen.currency, account=name, **figures)
    return Done(result, (told, table, scope_line(context, *parts, unposted=unposted(context))))


def _said(first: date, last: date) -> str:
    """``2026-11`` for a whole month, else both days."""
    whole = first.day == 1 and last == first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return f"{first:%Y-%m}" if whole else f"{first.isoformat()} – {last.isoformat()}"


def _result(
    context: Context, chosen: MoneyPlace, days: tuple[date, date], found: CashJournal, known: list[MoneyPlace], *,
    paged: bool,
) -> CashBook:  # fmt: skip
    currency, one = chosen.currency, chosen.account
    figures = {name: from_minor(getattr(found, name), currency) for name in ("opening", "received", "paid", "closing")}
    return CashBook(
        account=one.code, name=one.name_zh, name_en=one.name_en, currency=currency, on_hand=chosen.on_hand,
        first=days[0], last=days[1], base_closing=from_minor(found.base_closing, context.company.currency),
        below_zero=tuple(_total("day", day, currency) for day in found.below_zero),
        rows=tuple(_rows(found, currency, paged)), next=".".join(map(str, found.next)) if found.next else None,
        known=tuple(
            MoneyAccount(account=place.account.code, name=place.account.name_zh, name_en=place.account.name_en,
                         currency=place.currency, on_hand=place.on_hand)
            for place in known
        ), **figures,
    )  # fmt: skip
