"""现金日记账、银行存款日记账: an account in one currency day by day, the balance running, totals of days and months.

Opening comes from ``balance``, the totals of days from one grouped read of the months asked for, so both are of the
whole period however few lines a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ledger.books.account_lines import ids_below
from ledger.books.accounts import Account, accounts, get_book
from ledger.books.balances import year_start
from ledger.books.calendar import day_number, day_text, period_number
from ledger.books.entries import Dims, Layer, Side
from ledger.core import currency_number
from ledger.reports.columns import Scope
from ledger.reports.ledger_rows import AccountRows, Moved, Page, Place, Placed
from ledger.store import Unit

PAGE = 500
"""No page has more lines."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account (and those below it) in one currency, from an ISO day to another, both included."""

    account: str
    currency: str
    first: str
    last: str
    dims: Dims = ()


@dataclass(frozen=True, slots=True)
class CashLine(Placed):
    """A sealed line, in minor units of the journal's currency; ``balance`` after it, debit positive."""

    place: Place
    label: str
    account: Account
    memo: str
    side: Side
    amount_minor: int
    balance: int
    counter: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """本日合计 of a day (``2026-11-22``) or 本月合计 of a month (``2026-11``): received, paid, the balance at its end."""

    name: str
    received: int
    paid: int
    balance: int


@dataclass(frozen=True, slots=True)
class CashJournal:
    """A page of the journal, all in minor units of one currency.

    ``opening``, ``received``, ``paid`` are of the whole period; ``base_closing`` in base currency; ``days`` and
    ``months`` those that end on this page; ``below_zero`` every day of the period that ends below zero; ``carried``
    the balance before the page's first line; ``next`` the place to go on after.
    """

    opening: int
    received: int
    paid: int
    base_closing: int
    days: tuple[Total, ...]
    months: tuple[Total, ...]
    below_zero: tuple[Total, ...]
    carried: int
    lines: tuple[CashLine, ...]
    next: Place | None

    @property
    def closing(self) -> int:
        """Opening plus what was received, less what was paid."""
        return self.opening + self.received - self.paid


def cash_journal(
    unit: Unit, book: str, wanted: Wanted, scope: Scope | None = None, after: Place | None = None, limit: int = PAGE
) -> CashJournal:
    """The page of at most ``limit`` lines (and 500) after a place. Refused where the book has no such account."""
    found, ids = get_book(unit, book), tuple(ids_below(unit, book, wanted.account))
    first_day, last_day = day_number(wanted.first), day_number(wanted.last)
    first, last = period_number(wanted.first[:7]), period_number(wanted.last[:7])
    number = currency_number(wanted.currency)
    rows = AccountRows(unit, found.book_id, ids, tuple(Layer), wanted.dims, scope, number)
    before = sum(
        (one for month, currency, one in rows.months(year_start(first, found.fiscal_start_month), last)
         if currency == number and month < first),
        Moved(),
    )  # fmt: skip
    moved = [(day, one) for day, _, one in rows.days(first, last) if day <= last_day]
    start = before + sum((one for day, one in moved if day < first_day), Moved())
    inside = [(day, one) for day, one in moved if day >= first_day]
    page = _page(rows, wanted, after, min(limit, PAGE))
    carried = start.own
    if after:
        base = before + sum((one for day, one in moved if day < after.period), Moved())
        carried = base.own + rows.until(max(first, after.period), after).get(number, Moved()).own
    totals = list(_days(inside, start.own))
    chart = {one.account_id: one for one in accounts(unit, book)}
    ended = _ended(inside, page)
    return CashJournal(
        opening=start.own,
        received=sum(one.debit for _, one in inside),
        paid=sum(one.credit for _, one in inside),
        base_closing=start.base + sum(one.base for _, one in inside),
        days=tuple(one for one in totals if day_number(one.name) in ended),
        months=tuple(_months(moved, before.own, ended)),
        below_zero=tuple(one for one in totals if one.balance < 0),
        carried=carried,
        lines=tuple(_lines(page.rows, carried, rows.counters([row[0] for row in page.rows]), chart)),
        next=page.rows[-1][0] if page.following else None,
    )


def _page(rows: AccountRows, wanted: Wanted, after: Place | None, limit: int) -> Page:
    """Lines between the two days: the place before the first day is where the first page starts."""
    first, last = period_number(wanted.first[:7]), period_number(wanted.last[:7])
    page = rows.page(first, last, after or Place(day_number(wanted.first), 0, 0, 0), limit)
    until = day_number(wanted.last)
    kept = [row for row in page.rows if row[0].posting_date <= until]
    goes_on = page.following is not None and page.following.posting_date <= until
    return Page(kept, page.following if goes_on else None)


def _days(inside: Iterable[tuple[int, Moved]], balance: int) -> Iterable[Total]:
    for day, one in inside:
        balance += one.own
        yield Total(day_text(day), one.debit, one.credit, balance)


def _ended(inside: Iterable[tuple[int, Moved]], page: Page) -> set[int]:
    """The days whose last line is on the page."""
    if not page.rows:
        return set()
    start, end = page.rows[0][0].posting_date, page.following.posting_date if page.following else 99999999
    return {day for day, _ in inside if start <= day < end}


def _months(moved: list[tuple[int, Moved]], balance: int, ended: set[int]) -> Iterable[Total]:
    """Totals of the months whose last day of the period is on the page, from the first of the month."""
    for month, days in groupby(moved, key=lambda one: one[0] // 100):
        held = list(days)
        total = sum((one for _, one in held), Moved())
        balance += total.own
        if held[-1][0] in ended:
            yield Total(f"{month // 100:04}-{month % 100:02}", total.debit, total.credit, balance)


def _lines(
    rows: list[tuple[Place, int, str, str, int, int, int, int]], balance: int,
    counters: dict[tuple[int, int], list[tuple[int, int]]], chart: dict[int, Account],
) -> Iterable[CashLine]:  # fmt: skip
    for place, account_id, label, memo, side, _, amount, _ in rows:
        balance += amount if side == Side.DEBIT else -amount
        others = counters[place.batch_id, place.entry_no]
        facing = {other for other_side, other in others if other_side != side}
        facing = facing or {other for _, other in others if other != account_id}
        faced = tuple(sorted((chart[one] for one in facing), key=lambda one: one.code))
        yield CashLine(place, label, chart[account_id], memo, Side(side), amount, balance, faced)
