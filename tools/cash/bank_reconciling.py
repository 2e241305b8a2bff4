"""银行存款余额调节表: what the bank says beside what the books say, what belongs together, and what stands open."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from ledger.business.cash.matching import BankKey, BookKey, match, matches, undo_match
from ledger.business.cash.places import Place, places
from ledger.business.cash.suggesting import Item, suggest
from ledger.core import Refused, from_minor, problem, to_minor
from ledger.reports.reconciliation import BankItem, BookItem, Reconciliation, reconciliation
from ledger.store.people import people
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.leading import lead
from tools.shared.money_places import places_named

BankLineKey = Annotated[str, StringConstraints(pattern=r"^\d{1,12}\.\d{1,9}$")]
BookLineKey = Annotated[str, StringConstraints(pattern=r"^\d{1,15}\.\d{1,9}\.\d{1,9}$")]
Short = Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]
KINDS = ("bank_received", "bank_paid", "books_received", "books_paid")
"""银行已收企业未收, 银行已付企业未付, 企业已收银行未收, 企业已付银行未付."""


class ReconciliationRequest(Request):
    """``account`` by code or name (default the first one a bank keeps); ``period`` a month (default this one)."""

    account: Short = ""
    currency: str = Field(default="", max_length=3)
    period: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")


class OpenLine(BaseModel):
    """未达账项: ``amount`` without sign, ``kind`` one of the four. ``carried`` from an earlier month; ``later``: matched
    with something after the day; ``voucher`` and ``number`` for a line of the books.
    """

    key: str
    kind: Literal["bank_received", "bank_paid", "books_received", "books_paid"]
    day: date
    amount: Decimal
    party: str = ""
    memo: str = ""
    reference: str = ""
    voucher: str = ""
    number: str = ""
    carried: bool = False
    later: bool = False


class Suggested(BaseModel):
    """Lines that probably belong together; ``bank`` and ``books`` go to ``match_bank_lines`` as they stand."""

    bank: tuple[OpenLine, ...]
    books: tuple[OpenLine, ...]
    amount: Decimal
    reason: Literal["reference", "name", "day", "sum"]
    days_apart: int


class MatchHeld(BaseModel):
    """A match that was complete in the month; ``amount`` signed, positive for money received."""

    match: int
    day: date
    bank: int
    books: int
    made_by: str


class ReconciliationShown(BaseModel):
    """Decimal strings in ``currency``. ``reaches`` is the last day the bank's statements speak of, null without any;
    ``start_gap``: the books' balance less the bank's before the first statement.
    """

    account: str
    name: str
    name_en: str
    currency: str
    period: str
    as_of: date
    reaches: date | None
    bank_balance: Decimal
    book_balance: Decimal
    bank_adjusted: Decimal
    book_adjusted: Decimal
    start_gap: Decimal
    agrees: bool
    sums: dict[str, Decimal]
    lines: tuple[OpenLine, ...]
    suggested: tuple[Suggested, ...]
    matched: tuple[MatchHeld, ...]


def _place(context: Context, account: str, currency: str) -> Place:
    known = [one for one in places(context.unit, context.company.book) if not one.on_hand]
    if account:
        known = places_named(context, known, account)
    wanted = [one for one in known if currency.upper() in ("", one.currency)]
    if not wanted:
        raise Refused(problem("bank.not_a_bank", "account", account=account))
    return wanted[0]


def _month(context: Context, period: str) -> tuple[date, date]:
    try:
        first = date.fromisoformat(f"{period}-01") if period else context.today.replace(day=1)
    except ValueError as error:
        raise Refused(problem("books.not_a_period", "period", text=period)) from error
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _bank_line(one: BankItem, currency: str, first: date) -> OpenLine:
    on = date.fromisoformat(one.day)
    return OpenLine(
        key=".".join(map(str, one.key)), kind="bank_received" if one.amount_minor > 0 else "bank_paid", day=on,
        amount=from_minor(abs(one.amount_minor), currency), party=one.party, memo=one.memo, reference=one.reference,
        carried=on < first, later=one.later,
    )  # fmt: skip


def _book_line(one: BookItem, currency: str, first: date) -> OpenLine:
    on = date.fromisoformat(one.day)
    return OpenLine(
        key=".".join(map(str, one.key)), kind="books_received" if one.amount_minor > 0 else "books_paid", day=on,
        amount=from_minor(abs(one.amount_minor), currency), memo=one.memo, number=one.label,
        voucher=f"{one.key.batch_id}.{one.key.entry_no}" if one.key.batch_id else "", carried=on < first, later=one.later,
    )  # fmt: skip


def _suggested(found: Reconciliation, first: date) -> tuple[Suggested, ...]:
    """Only lines that are in no match at all."""
    bank = {one.key: one for one in found.bank if not one.later}
    books = {one.key: one for one in found.books if not one.later}
    made = suggest(
        [Item(one.key, one.day, one.amount_minor, f"{one.party} {one.memo} {one.reference}") for one in bank.values()],
        [Item(one.key, one.day, one.amount_minor, f"{one.memo} {one.label}") for one in books.values()],
    )
    return tuple(
        Suggested(
            bank=tuple(_bank_line(bank[item.key], found.currency, first) for item in one.bank),
            books=tuple(_book_line(books[item.key], found.currency, first) for item in one.books), reason=one.reason,
            days_apart=one.days_apart,
            amount=from_minor(sum(item.amount_minor for item in one.bank), found.currency),
        )
        for one in made
    )  # fmt: skip


def _matched(context: Context, place: Place, first: date, last: date) -> tuple[MatchHeld, ...]:
    names = {one.user: one.called(context.language) for one in people(context.unit)}
    held = matches(context.unit, context.company.book, place.account.code, place.currency)
    return tuple(
        MatchHeld(match=one.match_id, day=date.fromisoformat(one.complete_day), bank=len(one.bank), books=len(one.books),
                  made_by=names.get(one.made_by, one.made_by))
        for one in held
        if first.isoformat() <= one.complete_day <= last.isoformat()
    )  # fmt: skip


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("上月的银行余额调节表", "有哪些未达账项"), "en": ("Bank reconciliation for last month",)},
)
def bank_reconciliation(context: Context, request: ReconciliationRequest) -> Done:
    """Bank reconciliation of an account at a month's end: both balances, the four kinds of open items, what fits together."""
    place = _place(context, request.account, request.currency)
    first, last = _month(context, request.period)
    found = reconciliation(context.unit, context.company.book, place.account.code, place.currency, last.isoformat())
    lines = (
        *(_bank_line(one, place.currency, first) for one in found.bank),
        *(_book_line(one, place.currency, first) for one in found.books),
    )
    context.tally.rows, context.tally.tainted = len(lines), True  # what banks and people wrote
    result = ReconciliationShown(
        account=place.account.code, name=place.account.name_zh, name_en=place.account.name_en, currency=place.currency,
        period=f"{first:%Y-%m}", as_of=last, reaches=date.fromisoformat(found.reaches) if found.reaches else None,
        agrees=found.agrees, lines=lines, suggested=_suggested(found, first), matched=_matched(context, place, first, last),
        sums={kind: sum((one.amount for one in lines if one.kind == kind), Decimal(0)) for kind in KINDS},
        **{name: from_minor(getattr(found, name), place.currency) for name in
           ("bank_balance", "book_balance", "bank_adjusted", "book_adjusted", "start_gap")},
    )  # fmt: skip
    name = place.account.name_en if context.language == "en" else place.account.name_zh
    scope = scope_line(context, result.period, f"{place.account.code} {name} {place.currency}", action="report.read")
    figures = {one: getattr(result, one) for one in ("bank_balance", "book_balance")}
    agrees = "bank" if result.reaches is None else "bank_agrees" if result.agrees else "bank_differs"
    head = lead(context, agrees, place.currency, account=name, count=len(lines), **figures)
    return Done(result, (head, _table(context, result), scope))


def _table(context: Context, shown: ReconciliationShown) -> Table:
    """The form as one column of figures: each side from its balance to its adjusted one."""
    heads = ("item", "day", "voucher", "text", "amount")
    columns = tuple(Column(title=context.say(f"bank.{one}"), numeric=one == "amount") for one in heads)
    rows: list[Row] = []
    for side, added, taken in (("bank", "books_received", "books_paid"), ("book", "bank_received", "bank_paid")):
        rows.append(_sum_row(context, shown, f"{side}_balance", getattr(shown, f"{side}_balance")))
        for kind, sign in ((added, 1), (taken, -1)):
            rows.append(_sum_row(context, shown, kind, sign * shown.sums[kind]))
            rows.extend(_line_row(one, sign, shown.currency) for one in shown.lines if one.kind == kind)
        rows.append(_sum_row(context, shown, f"{side}_adjusted", getattr(shown, f"{side}_adjusted")))
    if shown.start_gap:
        rows.append(_sum_row(context, shown, "start_gap", shown.start_gap))
    return Table(columns=columns, rows=tuple(rows))


def _sum_row(context: Context, shown: ReconciliationShown, name: str, amount: Decimal) -> Row:
    cells = (words(context.say(f"bank.{name}")), words(""), words(""), words(""),
             money(to_minor(amount, shown.currency), shown.currency))  # fmt: skip
    return Row(cells=cells, weight="subtotal")


def _line_row(one: OpenLine, sign: int, currency: str) -> Row:
    ref = Ref(kind="voucher", id=one.voucher) if one.voucher else None
    cells: tuple[Cell, ...] = (
        words(""), DateCell(day=one.day), words(one.number or one.reference, ref),
        words(" ".join(filter(None, (one.party, one.memo)))),
        money(sign * to_minor(one.amount, currency), currency, ref),
    )  # fmt: skip
    return Row(cells=cells, indent=1)


class Group(BaseModel):
    """Lines that belong together: ``bank`` by ``statement.line``, ``books`` by ``batch.entry.line``."""

    bank: tuple[BankLineKey, ...] = ()
    books: tuple[BookLineKey, ...] = ()


class MatchRequest(Request):
    """Groups of lines of one account, each even to the cent; all are kept or none."""

    account: Short
    currency: str = Field(default="", max_length=3)
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=1000)]


class Matched(BaseModel):
    """How many groups were kept, by their numbers."""

    matches: tuple[int, ...]


def _numbers(keys: Iterable[str]) -> list[list[int]]:
    return [[int(part) for part in key.split(".")] for key in keys]


@tool(action="bank.change", effect="commit", people_only=True)
def match_bank_lines(context: Context, request: MatchRequest) -> Done:
    """Hold lines of a bank's statement against lines of the books, one or several on each side, even to the cent."""
    place, user = _place(context, request.account, request.currency), context.principal.user
    groups = [
        ([BankKey(*one) for one in _numbers(group.bank)], [BookKey(*one) for one in _numbers(group.books)])
        for group in request.groups
    ]
    made = match(context.unit, context.company.book, place.account.code, place.currency, groups, user, context.now)
    context.tally.rows = len(made)
    return Done(Matched(matches=made), (Text(text=context.say("bank.matched_now", count=len(made))),))


class OneMatch(Request):
    """``match`` by its number."""

    match: int


@tool(action="bank.change", effect="commit", people_only=True)
def undo_bank_match(context: Context, request: OneMatch) -> Done:
    """Let a match go: its lines stand open again."""
    undo_match(context.unit, context.company.book, request.match, context.principal.user, context.now)
    return Done(Matched(matches=(request.match,)), (Text(text=context.say("bank.unmatched_now")),))
