"""明细账: one account with those below it, its lines in posting order, the balance running, totals of months.

Opening and totals come from ``balance`` (``balance_dim`` under a row filter or for a dimension's value), one row
a month and currency, so they are those of the whole period however few lines a page shows. Lines are read from
the batches that ``touch`` names, a page at a time by the place of the last one shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.books.account_lines import ids_below
from ledger.books.accounts import Account, accounts, get_book
from ledger.books.balances import year_start
from ledger.books.calendar import day_text, period_number
from ledger.books.entries import Dims, Layer, Side
from ledger.core import currency_code
from ledger.reports.columns import Scope
from ledger.reports.ledger_rows import AccountRows, Moved, Page, Place, Placed
from ledger.reports.trial_balance import Span
from ledger.store import Unit

PAGE = 500
"""No page has more lines."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account (and those below it) over months; ``dims`` keeps lines with these (dimension, value) pairs."""

    account: str
    span: Span
    layers: tuple[Layer, ...] = (Layer.OPERATING, Layer.TRANSFER)
    dims: Dims = ()


@dataclass(frozen=True, slots=True)
class LedgerLine(Placed):
    """A sealed line. ``balance`` runs in base minor units, ``own_balance`` in the line's currency; debit positive.

    ``counter``: the accounts on the other side of its voucher, else the others of the voucher.
    """

    place: Place
    label: str
    account: Account
    memo: str
    side: Side
    currency: str
    amount_minor: int
    base_minor: int
    balance: int
    own_balance: int
    counter: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """本月合计 and 本年累计 of a month that had lines, in base minor units; ``balance`` at its end."""

    month: str
    debit: int
    credit: int
    year_debit: int
    year_credit: int
    balance: int


@dataclass(frozen=True, slots=True)
class CurrencyTotals:
    """Minor units of a currency; ``opening`` and ``closing`` have debit positive."""

    currency: str
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        """Opening plus the movement."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class GeneralLedger:
    """A page of an account's ledger.

    ``base``: totals of the whole period in base currency; ``currencies``: those of each foreign currency;
    ``carried``: the balance before the first line of the page; ``months``: those whose last line is on the page;
    ``next``: the place to go on after, None on the last page.
    """

    base: CurrencyTotals
    currencies: tuple[CurrencyTotals, ...]
    months: tuple[MonthTotals, ...]
    carried: int
    lines: tuple[LedgerLine, ...]
    next: Place | None


def general_ledger(
    unit: Unit, book: str, wanted: Wanted, scope: Scope | None = None, after: Place | None = None, limit: int = PAGE,
    *, counter: bool = True,
) -> GeneralLedger:  # fmt: skip
    """The page of at most ``limit`` lines (and 500) after a place; ``scope`` None: the person sees every line.

    Without ``counter`` the lines name no counter-accounts. Refused where the book has no such account.
    """
    found, ids = get_book(unit, book), tuple(ids_below(unit, book, wanted.account))
    first, last = period_number(wanted.span.first), period_number(wanted.span.last)
    rows = AccountRows(unit, found.book_id, ids, wanted.layers, wanted.dims, scope)
    moved = rows.months(year_start(first, found.fiscal_start_month), last)
    chart = {one.account_id: one for one in accounts(unit, book)}
    page = rows.page(first, last, after, min(limit, PAGE))
    carried = _before(moved, max(first, after.period) if after else first)
    if after:
        carried = _added(carried, rows.until(max(first, after.period), after))
    base_before = sum(one.base for one in carried.values())
    counters = rows.counters([row[0] for row in page.rows]) if counter else {}
    lines = tuple(_lines(page.rows, carried, base_before, counters, chart))
    return GeneralLedger(
        base=_base(moved, first, found.base_currency),
        currencies=_currencies(moved, first, found.base_currency),
        months=tuple(_months(moved, _ended(moved, page, first), found.fiscal_start_month)),
        carried=base_before,
        lines=lines,
        next=lines[-1].place if page.following else None,
    )


Sums = dict[int, Moved]
"""By currency number."""


def _added(one: Sums, other: Sums) -> Sums:
    return {key: one.get(key, Moved()) + other.get(key, Moved()) for key in {**one, **other}}


def _before(moved: Iterable[tuple[int, int, Moved]], period: int) -> Sums:
    """What was booked before a month, by currency."""
    sums: Sums = {}
    for month, currency, one in moved:
        if month < period:
            sums[currency] = sums.get(currency, Moved()) + one
    return sums


def _base(moved: list[tuple[int, int, Moved]], first: int, currency: str) -> CurrencyTotals:
    total = sum((one for month, _, one in moved if month >= first), Moved())
    opening = sum(one.base for month, _, one in moved if month < first)
    return CurrencyTotals(currency, opening, total.base_debit, total.base_credit)


def _currencies(moved: list[tuple[int, int, Moved]], first: int, base: str) -> tuple[CurrencyTotals, ...]:
    """Totals of each currency but the book's own."""
    opening, found = _before(moved, first), []
    for number in sorted({currency for _, currency, _ in moved}):
        total = sum((one for month, currency, one in moved if month >= first and currency == number), Moved())
        before = opening.get(number, Moved())
        found.append(CurrencyTotals(currency_code(number), before.own, total.debit, total.credit))
    return tuple(one for one in found if one.currency != base)


def _ended(moved: list[tuple[int, int, Moved]], page: Page, first: int) -> list[int]:
    """The months whose last line is on a page."""
    if not page.rows:
        return []
    start, end = max(first, page.rows[0][0].period), page.following.period if page.following else 99999999
    return sorted({month for month, _, _ in moved if start <= month < end})


def _months(moved: list[tuple[int, int, Moved]], ended: list[int], fiscal_start_month: int) -> Iterable[MonthTotals]:
    """Totals of months."""
    for month in ended:
        start = year_start(month, fiscal_start_month)
        now = sum((one for at, _, one in moved if at == month), Moved())
        year = sum((one for at, _, one in moved if start <= at <= month), Moved())
        balance = sum(one.base for at, _, one in moved if at <= month)
        yield MonthTotals(
            day_text(month)[:7], now.base_debit, now.base_credit, year.base_debit, year.base_credit, balance
        )


def _lines(
    rows: list[tuple[Place, int, str, str, int, int, int, int]], own: Sums, base: int,
    counters: dict[tuple[int, int], list[tuple[int, int]]], chart: dict[int, Account],
) -> Iterable[LedgerLine]:  # fmt: skip
    """The rows of a page with their running balances and counter-accounts."""
    running = {currency: one.own for currency, one in own.items()}
    for place, account_id, label, memo, side, currency, amount, signed_base in rows:
        sign = 1 if side == Side.DEBIT else -1
        base += sign * signed_base
        running[currency] = running.get(currency, 0) + sign * amount
        others = counters.get((place.batch_id, place.entry_no), [])
        facing = {other for other_side, other in others if other_side != side}
        facing = facing or {other for _, other in others if other != account_id}
        yield LedgerLine(
            place, label, chart[account_id], memo, Side(side), currency_code(currency), amount, signed_base, base,
            running[currency], tuple(sorted((chart[one] for one in facing), key=lambda one: one.code)),
        )  # fmt: skip
