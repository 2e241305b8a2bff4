"""对账单: the bank's statements of our accounts, taken from a file whole or not at all, and taken back."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ingestion.bank import BankStatement as ReadStatement
from ledger.business.cash.places import Place, places
from ledger.business.cash.statements import BankLine, BankStatement, statements, take_statement, withdraw_statement
from ledger.core import Principal, Refused, from_minor, problem, to_minor
from ledger.store import Store
from ledger.store.people import people
from tools.blocks import Column, DateCell, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import find_account, scope_line
from tools.shared.bank_files import one_statement

Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]


class ShownStatement(BaseModel):
    """A statement that holds; decimal strings in its currency. ``last`` of its account may be taken back."""

    statement: int
    account: str
    currency: str
    first_day: date
    last_day: date
    opening: Decimal
    closing: Decimal
    lines: int
    name: str
    taken_by: str
    last: bool


class BankAccount(BaseModel):
    """An account that banks keep, in one currency; ``reaches`` is the last day its statements speak of."""

    account: str
    name: str
    name_en: str
    currency: str
    reaches: date | None


class BankStatements(BaseModel):
    """Accounts by code, statements newest first."""

    accounts: tuple[BankAccount, ...]
    statements: tuple[ShownStatement, ...]


def _shown(context: Context, held: list[BankStatement]) -> tuple[ShownStatement, ...]:
    names = {one.user: one.called(context.language) for one in people(context.unit)}
    newest = {(one.account, one.currency): one.statement_id for one in held}
    return tuple(
        ShownStatement(
            statement=one.statement_id, account=one.account, currency=one.currency,
            first_day=date.fromisoformat(one.first_day), last_day=date.fromisoformat(one.last_day),
            opening=from_minor(one.opening_minor, one.currency), closing=from_minor(one.closing_minor, one.currency),
            lines=one.lines, name=one.name, taken_by=names.get(one.taken_by, one.taken_by),
            last=newest[one.account, one.currency] == one.statement_id,
        )
        for one in sorted(held, key=lambda one: one.first_day, reverse=True)
    )  # fmt: skip


def _account(place: Place, held: list[BankStatement]) -> BankAccount:
    mine = [one for one in held if (one.account, one.currency) == (place.account.code, place.currency)]
    return BankAccount(
        account=place.account.code, name=place.account.name_zh, name_en=place.account.name_en, currency=place.currency,
        reaches=date.fromisoformat(mine[-1].last_day) if mine else None,
    )  # fmt: skip


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("导入了哪些银行对账单",), "en": ("Which bank statements were imported?",)},
)
def bank_statements(context: Context, request: Nothing) -> Done:
    """Bank accounts with the statements taken in: days, opening and closing balance, lines, who took them."""
    held = statements(context.unit, context.company.book)
    kept = [one for one in places(context.unit, context.company.book) if not one.on_hand]
    result = BankStatements(accounts=tuple(_account(one, held) for one in kept), statements=_shown(context, held))
    context.tally.rows, context.tally.tainted = len(result.statements), True  # names of files
    heads = ("account", "first_day", "last_day", "opening", "closing", "lines")
    columns = tuple(Column(title=context.say(f"bank.{one}"), numeric=one in heads[3:]) for one in heads)
    rows = tuple(
        Row(
            cells=(
                words(f"{one.account} {one.currency}"), DateCell(day=one.first_day), DateCell(day=one.last_day),
                money(to_minor(one.opening, one.currency), one.currency),
                money(to_minor(one.closing, one.currency), one.currency), words(str(one.lines)),
            )
        )
        for one in result.statements
    )  # fmt: skip
    return Done(result, (Table(columns=columns, rows=rows), scope_line(context, context.today.isoformat())))


class StatementFile(Request):
    """A staged file of a bank's statement. ``period`` (``2026-11``) is the month it speaks of whole; without it from the
    day after the statement before to its last line, or to the end of that month where the month is over. ``opening`` and
    ``closing`` where the file does not say them.
    """

    sha256: str
    account: Short
    name: Short = ""
    currency: str = Field(default="", max_length=3)
    period: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")
    opening: Decimal | None = None
    closing: Decimal | None = None


class StatementTaken(BaseModel):
    """What was kept: the statement's number, its days, how many lines."""

    statement: int
    account: str
    currency: str
    first_day: date
    last_day: date
    lines: int


def _read(store: Store, principal: Principal, request: StatementFile) -> ReadStatement:
    return one_statement(store.blobs(principal.tenant).get(request.sha256), request.name)


def _place(context: Context, request: StatementFile, read: ReadStatement) -> Place:
    """The bank account it is of; refused where that is none, or the file speaks of another currency."""
    account = find_account(context, request.account)
    currency = (request.currency or read.currency or context.company.currency).upper()
    if read.currency and read.currency != currency:
        raise Refused(problem("bank.other_currency", "currency", found=read.currency, currency=currency))
    known = [one for one in places(context.unit, context.company.book) if one.account.code == account.code]
    if not known or known[0].on_hand:
        raise Refused(problem("bank.not_a_bank", "account", account=account.code))
    return Place(known[0].account, currency, on_hand=False)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _days(
    context: Context, request: StatementFile, read: ReadStatement, before: list[BankStatement]
) -> tuple[date, date]:
    """First and last day it speaks of."""
    if request.period:
        try:
            first = date.fromisoformat(f"{request.period}-01")
        except ValueError as error:
            raise Refused(problem("books.not_a_period", "period", text=request.period)) from error
        return first, _month_end(first)
    if not read.lines:
        raise Refused(problem("bank.no_lines", "period"))
    last = read.lines[-1].day
    ended = _month_end(last) < context.today
    first = read.lines[0].day.replace(day=1)
    if before:
        after = date.fromisoformat(before[-1].last_day) + timedelta(days=1)
        first = min(max(first, after), read.lines[0].day) if after <= read.lines[0].day else read.lines[0].day
    return first, _month_end(last) if ended else last


@tool(action="bank.change", effect="commit", prepare=_read, people_only=True)
def take_bank_statement(context: Context, request: StatementFile) -> Done:
    """Take a bank's statement of an account in, all lines or none: opening and lines must come to the closing balance."""
    read: ReadStatement = context.prepared
    place = _place(context, request, read)
    before = statements(context.unit, context.company.book, place.account.code, place.currency)
    first, last = _days(context, request, read, before)
    opening = request.opening if request.opening is not None else read.opening
    closing = request.closing if request.closing is not None else read.closing
    if opening is None and before:
        opening = from_minor(before[-1].closing_minor, place.currency)
    if opening is None or closing is None:
        raise Refused(problem("bank.no_balances", "opening" if opening is None else "closing"))
    given = BankStatement(
        place.account.code, place.currency, first.isoformat(), last.isoformat(), to_minor(opening, place.currency),
        to_minor(closing, place.currency), request.name, request.sha256,
    )  # fmt: skip
    lines = [
        BankLine(one.day.isoformat(), to_minor(one.amount, place.currency), one.party, one.memo, one.id, one.place)
        for one in read.lines
    ]
    number = take_statement(context.unit, context.company.book, given, lines, context.principal.user, context.now)
    context.tally.rows = len(lines)
    taken = StatementTaken(
        statement=number, account=place.account.code, currency=place.currency, first_day=first, last_day=last,
        lines=len(lines),
    )  # fmt: skip
    return Done(taken, (Text(text=context.say("bank.taken", count=len(lines), first=first, last=last)),))


class OneStatement(Request):
    """``statement`` by its number."""

    statement: int


@tool(action="bank.change", effect="commit", people_only=True)
def withdraw_bank_statement(context: Context, request: OneStatement) -> Done:
    """Take back the newest statement of an account, while none of its lines is matched."""
    gone = withdraw_statement(
        context.unit, context.company.book, request.statement, context.principal.user, context.now
    )
    taken = StatementTaken(
        statement=gone.statement_id, account=gone.account, currency=gone.currency, lines=gone.lines,
        first_day=date.fromisoformat(gone.first_day), last_day=date.fromisoformat(gone.last_day),
    )  # fmt: skip
    return Done(taken, (Text(text=context.say("bank.withdrawn", name=gone.name)),))
