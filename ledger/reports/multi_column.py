"""多栏账: an account's ledger with a column for each account below it, or for each value of a dimension.

A figure in a column is the line's base amount, positive on the account's own side; so the columns of a row add up to its
debit less its credit (credit less debit for an account that stands in credit), and the columns of a balance to the balance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ledger.books.account_lines import ids_below
from ledger.books.accounts import Account, accounts, dimension_values, dimensions, get_book
from ledger.books.balances import year_start
from ledger.books.calendar import period_number
from ledger.books.entries import Side
from ledger.reports.columns import Scope
from ledger.reports.general_ledger import PAGE, GeneralLedger, Wanted, general_ledger
from ledger.reports.ledger_rows import AccountRows, Moved, Place
from ledger.store import Unit

MOST_COLUMNS = 24
"""More than these share the last one."""
OTHERS = "…"
"""Key of the column that the smaller ones share."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an account's code or a value's; an empty key is what has no value."""

    key: str
    name_zh: str
    name_en: str


Amounts = tuple[int, ...]
"""Base minor units in the order of the columns, positive on the account's own side."""


@dataclass(frozen=True, slots=True)
class MultiColumn:
    """A page of the ledger; ``lines`` says which column each line of ``ledger`` stands in.

    ``opening`` and ``closing`` are balances of the columns, ``months`` and ``years`` their movement in a month and up to it.
    """

    ledger: GeneralLedger
    side: Side
    columns: tuple[Column, ...]
    lines: tuple[int, ...]
    opening: Amounts
    closing: Amounts
    months: dict[str, Amounts]
    years: dict[str, Amounts]


def multi_column(
    unit: Unit, book: str, wanted: Wanted, by: str = "", scope: Scope | None = None, after: Place | None = None,
    limit: int = PAGE,
) -> MultiColumn:  # fmt: skip
    """The page after a place, in columns ``by`` a dimension, or by account where ``by`` is empty."""
    ledger = general_ledger(unit, book, wanted, scope, after, limit, counter=False)
    kept, ids = get_book(unit, book), tuple(ids_below(unit, book, wanted.account))
    chart = accounts(unit, book)
    top = next(one for one in chart if one.code == wanted.account)
    rows = AccountRows(unit, kept.book_id, ids, wanted.layers, wanted.dims, scope)
    first, last = period_number(wanted.span.first), period_number(wanted.span.last)
    number = dimensions(unit)[by] if by else None
    moved = rows.months_by(number, year_start(first, kept.fiscal_start_month), last)
    if number is None:
        keys = _children(chart, top)
        moved = [(month, keys[int(key)].code, one) for month, key, one in moved]
        of_line = [keys[one.account.account_id].code for one in ledger.lines]
        names = {one.code: (one.name_zh, one.name_en) for one in keys.values()}
    else:
        values = rows.values(number, [one.place for one in ledger.lines])
        of_line = [values.get(one.place, "") for one in ledger.lines]
        names = {code: (name, name) for code, name in dimension_values(unit, by).items()}
    return _filled(ledger, top, moved, of_line, names, (first, kept.fiscal_start_month))


def _children(chart: list[Account], top: Account) -> dict[int, Account]:
    """By account id: the account right below ``top`` that it belongs to; ``top`` itself for itself."""
    known, found = {one.code: one for one in chart}, {top.account_id: top}
    for one in chart:
        above: Account | None = one
        while above is not None and above.parent != top.code:
            above = known.get(above.parent) if above.parent else None
        if above is not None:
            found[one.account_id] = above
    return found


def _filled(
    ledger: GeneralLedger, top: Account, moved: list[tuple[int, str, Moved]], of_line: list[str],
    names: dict[str, tuple[str, str]], begins: tuple[int, int],
) -> MultiColumn:  # fmt: skip
    """The form; ``begins`` are the first month asked for and the month a year begins with."""
    first, fiscal = begins
    sizes: dict[str, int] = defaultdict(int)
    for _, key, one in moved:
        sizes[key] += abs(one.base_debit) + abs(one.base_credit)
    largest = sorted((key for key in sizes if sizes[key]), key=lambda key: (-sizes[key], key))
    shown = sorted(
        largest if len(largest) <= MOST_COLUMNS else largest[: MOST_COLUMNS - 1], key=lambda key: (not key, key)
    )
    others = len(shown) < len(largest)
    place = {key: number for number, key in enumerate(shown)}
    columns = [Column(key, *names.get(key, (key, key))) for key in shown] + ([Column(OTHERS, "", "")] if others else [])
    sign = 1 if top.normal_side is Side.DEBIT else -1

    def summed(start: int, end: int) -> Amounts:
        sums = [0] * len(columns)
        for month, key, one in moved:
            if start <= month <= end and sizes[key]:
                sums[place.get(key, len(shown))] += sign * one.base
        return tuple(sums)

    ended = {one.month: period_number(one.month) for one in ledger.months}
    return MultiColumn(
        ledger, top.normal_side, tuple(columns), tuple(place.get(key, len(shown)) for key in of_line),
        summed(0, first - 1), summed(0, 99999999),
        {name: summed(month, month) for name, month in ended.items()},
        {name: summed(year_start(month, fiscal), month) for name, month in ended.items()},
    )  # fmt: skip
