"""序时账: every line of a book from a day to a day, in posting order, with what it adds up to.

A page is read month by month from the place of the last line shown, so that the first page of a year costs what the
first page of a month does. Counts and sums are of every line asked for, however few a page shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, func, literal, select, tuple_

from ledger.books.accounts import Account, accounts, dimensions, get_book
from ledger.books.balances import LAST_ADJUSTMENT
from ledger.books.calendar import day_number, period_number
from ledger.books.entries import Dims, Side, dims
from ledger.core import currency_code
from ledger.reports.columns import (
    Scope,
    account,
    batch,
    cell,
    dimension,
    dimset,
    entry,
    line,
    line_attributes,
)
from ledger.reports.ledger_rows import InOrder, Place, Placed
from ledger.store import Unit

PAGE = 500
"""No page has more lines."""
_PLACE = (entry.c.posting_date, line.c.batch_id, line.c.entry_no, line.c.line_no)


@dataclass(frozen=True, slots=True)
class Wanted:
    """From an ISO day to another, both included; of accounts with these prefixes and with these dimension values."""

    first: str
    last: str
    account: str = ""
    dims: Dims = ()
    text: str = ""
    """Only lines whose memo holds these words."""


@dataclass(frozen=True, slots=True)
class JournalLine(Placed):
    """A sealed line; ``amount_minor`` in its own currency, ``base_minor`` in the book's."""

    place: Place
    label: str
    account: Account
    memo: str
    side: Side
    currency: str
    amount_minor: int
    base_minor: int
    dims: Dims


@dataclass(frozen=True, slots=True)
class Journal:
    """A page; counts and base-currency sums are of all lines asked for. ``next``: the place to go on after."""

    vouchers: int
    count: int
    debit: int
    credit: int
    lines: tuple[JournalLine, ...]
    next: Place | None


def journal(
    unit: Unit, book: str, wanted: Wanted, scope: Scope | None = None, after: Place | None = None, limit: int = PAGE
) -> Journal:
    """The page of at most ``limit`` lines (and 500) after a place; ``scope`` None: the person sees every line."""
    chart = {one.account_id: one for one in accounts(unit, book)}
    ids = [number for number, one in chart.items() if one.code.startswith(wanted.account)] if wanted.account else None
    asked = _Asked(unit, get_book(unit, book).book_id, wanted, scope, ids)
    size = min(limit, PAGE)
    found = asked.page(after, size + 1)
    lines = tuple(_line(row, chart) for row in found[:size])
    return Journal(*asked.sums(), lines, lines[-1].place if len(found) > size else None)


def _line(row: Any, chart: dict[int, Account]) -> JournalLine:
    day, batch_id, entry_no, line_no, account_id, series, number, memo, side, currency, amount, base, key = row
    return JournalLine(
        Place(day, batch_id, entry_no, line_no), f"{series}-{number:04}", chart[account_id], memo, Side(side),
        currency_code(currency), int(amount), int(base), dims(json.loads(key)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """The lines asked for, of one book, that a person may see; ``ids`` None: of every account."""

    unit: Unit
    book_id: int
    wanted: Wanted
    scope: Scope | None
    ids: list[int] | None

    def _months(self, after: Place | None) -> Iterator[int]:
        """Each month asked for, from that of a place on: ``20261100``."""
        month = max(period_number(self.wanted.first[:7]), after.period if after else 0)
        last = period_number(self.wanted.last[:7])
        while month <= last:
            yield month
            month += 100 if month // 100 % 100 < 12 else 8900

    def _source(self) -> FromClause:
        """Lines with their entries, walked from the batches."""
        e, own, tenant = entry.c, line.c, self.unit.tenant
        source = InOrder(batch, entry, and_(e.tenant_id == tenant, e.batch_id == batch.c.batch_id))
        of_entry = and_(own.tenant_id == tenant, own.batch_id == e.batch_id, own.entry_no == e.entry_no)
        return InOrder(source, line, of_entry)

    def _only(self, start: int, last: int) -> Iterator[ColumnElement[bool]]:
        """What a line of months ``start`` to ``last`` must be."""
        first_day, last_day = day_number(self.wanted.first), day_number(self.wanted.last)
        yield batch.c.tenant_id == self.unit.tenant
        yield batch.c.book_id == self.book_id
        yield batch.c.period.between(start, last + LAST_ADJUSTMENT)
        yield entry.c.posting_date.between(first_day, last_day)
        if self.wanted.text:
            yield line.c.memo.contains(self.wanted.text, autoescape=True)
        if kept := list(self._of_cell()):
            source = account.join(cell, and_(cell.c.tenant_id == account.c.tenant_id, cell.c.book_id == account.c.book_id,
                                             cell.c.account_id == account.c.account_id))  # fmt: skip
            mine = (account.c.tenant_id == self.unit.tenant, account.c.book_id == self.book_id)
            yield line.c.cell_id.in_(select(cell.c.cell_id).select_from(source).where(*mine, *kept).correlate(None))

    def _of_cell(self) -> Iterator[ColumnElement[bool]]:
        """What the cell of a line must be."""
        numbers, tenant = dimensions(self.unit), self.unit.tenant
        if self.ids is not None:
            yield cell.c.account_id.in_(self.ids)
        for name, value in self.wanted.dims:
            yield dimension(tenant, numbers.get(name), cell.c.dimset_id) == value
        if self.scope is not None:
            yield self.scope(line_attributes(tenant, numbers.get("department")))

    def page(self, after: Place | None, limit: int) -> list[Any]:
        """At most ``limit`` rows after a place."""
        number, c, d, tenant = batch.c.first_number + line.c.entry_no - 1, cell.c, dimset.c, self.unit.tenant
        source = InOrder(self._source(), cell, and_(c.tenant_id == tenant, c.cell_id == line.c.cell_id))
        source = InOrder(source, dimset, and_(d.tenant_id == tenant, d.dimset_id == c.dimset_id))
        found: list[Any] = []
        for month in self._months(after):
            query = select(
                *_PLACE, c.account_id, batch.c.series, number, line.c.memo, line.c.side, line.c.currency,
                line.c.amount_minor, line.c.base_minor, d.key,
            ).select_from(source).where(*self._only(month, month))  # fmt: skip
            if after:
                query = query.where(tuple_(*_PLACE) > tuple_(*map(literal, after)))
            found += self.unit.connection.execute(query.order_by(*_PLACE).limit(limit - len(found))).all()
            if len(found) >= limit:
                break
        return found

    def sums(self) -> tuple[int, int, int, int]:
        """Vouchers, lines, debit and credit in base currency."""
        sides = [func.sum(case((line.c.side == int(side), line.c.base_minor), else_=0)) for side in Side]
        keys = (line.c.batch_id, line.c.entry_no)
        first, last = (period_number(day[:7]) for day in (self.wanted.first, self.wanted.last))
        counted = (func.count().label("n"), sides[0].label("debit"), sides[1].label("credit"))
        each = select(*counted).select_from(self._source()).where(*self._only(first, last)).group_by(*keys).subquery()
        whole = select(func.count(), func.sum(each.c.n), func.sum(each.c.debit), func.sum(each.c.credit))
        vouchers, count, debit, credit = self.unit.connection.execute(whole.select_from(each)).one()
        return int(vouchers), int(count or 0), int(debit or 0), int(credit or 0)
