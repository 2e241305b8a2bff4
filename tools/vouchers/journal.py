"""序时账: every line of a period in posting order, with the counts and sums to tick a file against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from ledger.books.accounts import dimension_values
from ledger.books.entries import Side, dims
from ledger.core import from_minor, to_minor
from ledger.reports.journal import PAGE, Journal, JournalLine, Wanted
from ledger.reports.journal import journal as journal_of
from ledger.reports.ledger_rows import Place
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
from tools.shared.leading import lead


class JournalRequest(Request):
    """Days of ``period`` (default this month), narrowed to an account with those below it, a party, a department or words
    of the memo; ``after``: ``next`` of the page before.
    """

    period: Between | None = None
    as_of: date | None = None
    account: str | None = None
    party: str | None = None
    department: str | None = None
    text: str = Field(default="", max_length=120)
    limit: int = Field(default=200, ge=1, le=PAGE)
    after: str | None = Field(default=None, pattern=r"^\d{8}(\.\d{1,15}){3}$")


class JournalRow(BaseModel):
    """A line: ``debit`` or ``credit`` in base currency, ``own`` in its currency where that is another; ``dims`` names."""

    date: date
    voucher: str
    number: str
    line: int
    account: str
    name: str
    name_en: str
    memo: str
    dims: tuple[str, ...]
    currency: str
    own: Decimal | None
    debit: Decimal | None
    credit: Decimal | None


class JournalPage(BaseModel):
    """A page of the journal; ``vouchers``, ``lines``, ``debit`` and ``credit`` are of the whole period and filter.

    ``narrowed``: a filter or the person's rights leave lines out, so that debit and credit need not agree.
    """

    first: date
    last: date
    vouchers: int
    lines: int
    debit: Decimal
    credit: Decimal
    narrowed: bool
    rows: tuple[JournalRow, ...]
    next: str | None


@tool(
    action="voucher.read",
    effect="read",
    examples={"zh": ("上月的序时账",), "en": ("Full journal of last month",)},
)
def journal(context: Context, request: JournalRequest) -> Done:
    """Journal (序时账): every line of a period in posting order, with counts and sums of debit and credit."""
    period = request.period or this_month(request.as_of or context.today)
    wanted, told = _wanted(context, request, period)
    scope = rows_of_lines(context, *months(period))
    after = Place(*map(int, request.after.split("."))) if request.after else None
    found = journal_of(context.unit, context.company.book, wanted, scope, after, request.limit)
    context.tally.rows, context.tally.tainted = len(found.lines), True  # memos
    result = _result(context, period, found, narrowed=bool(told) or scope is not None)
    parts = [period.text(), *told, *([context.say("ledger.goes_on")] if found.next else [])]
    figures = {"lines": found.count, "debit": result.debit, "credit": result.credit}
    head = lead(context, "journal", vouchers=found.vouchers, **figures)
    return Done(result, (head, _table(context, result), scope_line(context, *parts, unposted=unposted(context))))


def _wanted(context: Context, request: JournalRequest, period: Between) -> tuple[Wanted, list[str]]:
    """What is asked for, and what narrows it, in words for the scope line."""
    pairs, told, account = [], [], ""
    if request.account:
        one = find_account(context, request.account)
        account = one.code
        told.append(f"{one.code} {one.name_en if context.language == 'en' else one.name_zh}")
    if request.party:
        party = find_party(context, request.party, "party")
        pairs.append(("party", party.party_id))
        told.append(party.name)
    if request.department:
        place = find_department(context, request.department)
        pairs.append(("department", place.code))
        told.append(place.name)
    if request.text:
        told.append(context.say("voucher.with_words", text=request.text))
    days = (period.start.isoformat(), period.end.isoformat())
    return Wanted(*days, account, dims(pairs), request.text), told


def _result(context: Context, period: Between, found: Journal, *, narrowed: bool) -> JournalPage:
    base = context.company.currency
    named = {key for one in found.lines for key, _ in one.dims}
    names = {key: dimension_values(context.unit, key) for key in sorted(named)}
    return JournalPage(
        first=period.start, last=period.end, vouchers=found.vouchers, lines=found.count,
        debit=from_minor(found.debit, base), credit=from_minor(found.credit, base), narrowed=narrowed,
        rows=tuple(_row(one, base, names) for one in found.lines),
        next=".".join(map(str, found.next)) if found.next else None,
    )  # fmt: skip


def _row(one: JournalLine, base: str, names: dict[str, dict[str, str]]) -> JournalRow:
    shown = from_minor(one.base_minor, base)
    debit, credit = (shown, None) if one.side is Side.DEBIT else (None, shown)
    return JournalRow(
        date=date.fromisoformat(one.day), voucher=f"{one.voucher.batch_id}.{one.voucher.entry_no}", number=one.label,
        line=one.place.line_no, account=one.account.code, name=one.account.name_zh, name_en=one.account.name_en,
        memo=one.memo, dims=tuple(names[key].get(value, value) for key, value in one.dims), currency=one.currency,
        own=from_minor(one.amount_minor, one.currency) if one.currency != base else None, debit=debit, credit=credit,
    )  # fmt: skip


def _table(context: Context, page: JournalPage) -> Table:
    """The lines, and on the last page what all of them add up to."""
    base, numeric = context.company.currency, ("own", "debit", "credit")
    heads = ("date", "number", "memo", "account", "account_name", "dims", *numeric)
    rows = [Row(cells=tuple(_cells(context, one))) for one in page.rows]
    if page.next is None:
        told = words(context.say("journal.total", vouchers=page.vouchers, lines=page.lines))
        empty = [words("")] * 6
        sums = (money(to_minor(one, base), base) for one in (page.debit, page.credit))
        rows.append(Row(cells=(told, *empty, *sums), weight="total"))
    columns = tuple(Column(title=context.say(f"journal.{head}"), numeric=head in numeric) for head in heads)
    return Table(columns=columns, rows=tuple(rows))


def _cells(context: Context, row: JournalRow) -> Iterator[Cell]:
    ref, base = Ref(kind="voucher", id=row.voucher), context.company.currency
    yield DateCell(day=row.date)
    yield words(row.number, ref, "zh")
    yield words(row.memo, lang="zh")
    yield words(row.account, Ref(kind="account", id=row.account))
    yield words(row.name_en if context.language == "en" else row.name)
    yield words("、".join(row.dims), lang="zh")
    yield money(to_minor(row.own, row.currency), row.currency) if row.own is not None else words("")
    for side in (row.debit, row.credit):
        yield words("") if side is None else money(to_minor(side, base), base, ref)
