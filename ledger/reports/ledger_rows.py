"""What the books hold of an account: its movement by month, its lines by place, the accounts they face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Join, Select, and_, case, func, literal, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from ledger.books.accounts import dimensions
from ledger.books.balances import LAST_ADJUSTMENT
from ledger.books.calendar import day_text
from ledger.books.entries import Dims, Layer, Side, VoucherKey
from ledger.reports.columns import (
    Scope,
    account,
    balance,
    balance_dim,
    batch,
    cell,
    dimension,
    entry,
    line,
    line_attributes,
    touch,
)
from ledger.store import Unit

CHUNK = 200


class InOrder(Join):
    """A join that SQLite walks from left to right: without figures about a tenant it would begin with all its lines."""

    inherit_cache = True


@compiles(InOrder, "sqlite")
def _in_order(join: InOrder, compiler: SQLCompiler, **options: Any) -> str:
    options |= {"asfrom": True, "from_linter": None}
    left, right = compiler.process(join.left, **options), compiler.process(join.right, **options)
    assert join.onclause is not None
    return f"{left} CROSS JOIN {right} ON {compiler.process(join.onclause)}"


class Place(NamedTuple):
    """Where a line stands in posting order; ``posting_date`` as 20261122."""

    posting_date: int
    batch_id: int
    entry_no: int
    line_no: int

    @property
    def period(self) -> int:
        """The month it lies in, as 20261100."""
        return self.posting_date // 100 * 100


class Placed:
    """What stands at a place: the voucher it is of, and its day."""

    __slots__ = ()
    place: Place

    @property
    def voucher(self) -> VoucherKey:
        """The voucher it stands in."""
        return VoucherKey(self.place.batch_id, self.place.entry_no)

    @property
    def day(self) -> str:
        """``2026-11-22``."""
        return day_text(self.place.posting_date)


@dataclass(frozen=True, slots=True)
class Moved:
    """Minor units booked on each side, in an own and in the base currency."""

    debit: int = 0
    credit: int = 0
    base_debit: int = 0
    base_credit: int = 0

    @property
    def own(self) -> int:
        """Signed, debit positive, in the own currency."""
        return self.debit - self.credit

    @property
    def base(self) -> int:
        """Signed, debit positive, in base currency."""
        return self.base_debit - self.base_credit

    def __add__(self, other: Moved) -> Moved:
        return Moved(
            self.debit + other.debit,
            self.credit + other.credit,
            self.base_debit + other.base_debit,
            self.base_credit + other.base_credit,
        )


class Page(NamedTuple):
    """Lines as (place, account id, label, memo, side, currency number, amount, base); where the next page starts."""

    rows: list[tuple[Place, int, str, str, int, int, int, int]]
    following: Place | None


_PLACE = (entry.c.posting_date, line.c.batch_id, line.c.entry_no, line.c.line_no)
_MOVED = ("debit_minor", "credit_minor", "base_debit_minor", "base_credit_minor")


@dataclass(frozen=True, slots=True)
class AccountRows:
    """Rows of some accounts of a book that a person may see."""

    unit: Unit
    book_id: int
    account_ids: tuple[int, ...]
    layers: tuple[Layer, ...]
    dims: Dims
    scope: Scope | None
    currency: int | None = None
    """Only lines of this currency number; None for every line."""

    def months(self, year: int, last: int) -> list[tuple[int, int, Moved]]:
        """(month, currency number, movement) to the end of ``last``; all before ``year`` is one month 0."""
        source, account_id, currency, table = self._balances()
        period = table.c.period
        month = case((period < year, 0), else_=period)
        inner = select(month.label("month"), currency.label("currency"), *(table.c[name] for name in _MOVED))
        inner = inner.select_from(source).where(
            table.c.tenant_id == self.unit.tenant, table.c.book_id == self.book_id, account_id.in_(self.account_ids),
            table.c.layer.in_([int(layer) for layer in self.layers]), period <= last + LAST_ADJUSTMENT,
        )  # fmt: skip
        if table is balance_dim:
            inner = inner.where(*self._narrowed())
        rows = inner.subquery()
        sums = [func.sum(rows.c[name]) for name in _MOVED]
        query = select(rows.c.month, rows.c.currency, *sums).group_by(rows.c.month, rows.c.currency)
        found: dict[tuple[int, int], Moved] = {}
        for at, number, *figures in self.unit.connection.execute(query):
            key = (at // 100 * 100, number)
            found[key] = found.get(key, Moved()) + Moved(*(int(one) for one in figures))
        return [(at, number, moved) for (at, number), moved in sorted(found.items())]

    def months_by(self, dimension_no: int | None, year: int, last: int) -> list[tuple[int, str, Moved]]:
        """(month, key, movement) as ``months``; the key is the account's id as text, or a dimension's value code, empty
        where a line has none. Own currencies are mixed: only the base figures mean anything.
        """
        source, account_id, _, table = self._balances(cells=dimension_no is not None)
        value: ColumnElement[Any] = account_id
        if dimension_no is not None:
            value = dimension(self.unit.tenant, dimension_no, cell.c.dimset_id)
        month = case((table.c.period < year, 0), else_=table.c.period)
        inner = select(month.label("month"), value.label("key"), *(table.c[name] for name in _MOVED))
        inner = inner.select_from(source).where(
            table.c.tenant_id == self.unit.tenant, table.c.book_id == self.book_id, account_id.in_(self.account_ids),
            table.c.layer.in_([int(layer) for layer in self.layers]), table.c.period <= last + LAST_ADJUSTMENT,
            *(self._narrowed() if table is balance_dim else ()),
        )  # fmt: skip
        rows = inner.subquery()
        sums = [func.sum(rows.c[name]) for name in _MOVED]
        found: dict[tuple[int, str], Moved] = {}
        for at, key, *figures in self.unit.connection.execute(
            select(rows.c.month, rows.c.key, *sums).group_by(rows.c.month, rows.c.key)
        ):
            place = (at // 100 * 100, "" if key is None else str(key))
            found[place] = found.get(place, Moved()) + Moved(*(int(one) for one in figures))
        return [(at, key, moved) for (at, key), moved in sorted(found.items())]

    def values(self, dimension_no: int, places: Sequence[Place]) -> dict[Place, str]:
        """The value code of a dimension on each line, empty where it has none."""
        value = dimension(self.unit.tenant, dimension_no, cell.c.dimset_id)
        of_line = and_(cell.c.tenant_id == line.c.tenant_id, cell.c.cell_id == line.c.cell_id)
        query = select(line.c.batch_id, line.c.entry_no, line.c.line_no, value).select_from(
            InOrder(line, cell, of_line)
        )
        known = {(one.batch_id, one.entry_no, one.line_no): one for one in places}
        found: dict[Place, str] = {}
        keys = sorted(known)
        for start in range(0, len(keys), CHUNK):
            batches, entries, _ = zip(*keys[start : start + CHUNK], strict=True)
            some = query.where(line.c.tenant_id == self.unit.tenant, line.c.batch_id.in_(sorted(set(batches))),
                               line.c.entry_no.in_(sorted(set(entries))))  # fmt: skip
            for *key, code in self.unit.connection.execute(some):
                if (place := known.get((key[0], key[1], key[2]))) is not None:
                    found[place] = code or ""
        return found

    def _balances(self, *, cells: bool = False) -> tuple[FromClause, ColumnElement[Any], ColumnElement[Any], Any]:
        """The table of balances that can answer: by account, or by cell where rows are narrowed (or ``cells`` are asked)."""
        if self.scope is None and not self.dims and not cells:
            return balance, balance.c.account_id, balance.c.currency, balance
        c = balance_dim.c
        joined = balance_dim.join(cell, and_(cell.c.tenant_id == c.tenant_id, cell.c.cell_id == c.cell_id))
        return self._scoped(joined), cell.c.account_id, cell.c.currency, balance_dim

    def _narrowed(self) -> list[ColumnElement[bool]]:
        """Only lines with the dimension values asked for, and only those the person may see."""
        if not self.dims:
            return self._seen()
        numbers, tenant = dimensions(self.unit), self.unit.tenant
        kept = [dimension(tenant, numbers.get(name), cell.c.dimset_id) == value for name, value in self.dims]
        return [*kept, *self._seen()]

    def _seen(self) -> list[ColumnElement[bool]]:
        """Only lines the person may see."""
        if self.scope is None:
            return []
        return [self.scope(line_attributes(self.unit.tenant, dimensions(self.unit).get("department")))]

    def _lines(self, *columns: ColumnElement[Any], start: int, last: int) -> Select[Any]:
        """Lines of the accounts in months ``start`` to ``last``: ``touch`` leads to the batches that have any."""
        b, own, c, e = batch.c, line.c, cell.c, entry.c
        touched = self._touched().subquery("touched")
        t = touched.c
        source: FromClause = InOrder(
            t.batch_id.table, batch, and_(b.tenant_id == t.tenant_id, b.batch_id == t.batch_id)
        )
        source = InOrder(source, line, and_(own.tenant_id == b.tenant_id, own.batch_id == b.batch_id))
        source = self._scoped(InOrder(source, cell, and_(c.tenant_id == own.tenant_id, c.cell_id == own.cell_id)))
        source = InOrder(source, entry, and_(e.tenant_id == own.tenant_id, e.batch_id == own.batch_id,
                                             e.entry_no == own.entry_no))  # fmt: skip
        return select(*columns).select_from(source).where(
            b.layer.in_([int(layer) for layer in self.layers]), b.period.between(start, last + LAST_ADJUSTMENT),
            own.cell_id.in_(self._cells()), *self._narrowed(),
            *([] if self.currency is None else [own.currency == self.currency]),
        )  # fmt: skip

    def _touched(self) -> Select[Any]:
        """The batches with lines of any of the accounts, each once."""
        t = touch.c
        of_accounts = and_(
            t.tenant_id == self.unit.tenant, t.book_id == self.book_id, t.account_id.in_(self.account_ids)
        )
        return select(t.tenant_id, t.batch_id).where(of_accounts).distinct()

    def _cells(self) -> Select[Any]:
        """The cells of the accounts: few, so that a line is known by its cell before anything else of it is read."""
        c = cell.c
        return select(c.cell_id).where(
            c.tenant_id == self.unit.tenant, c.book_id == self.book_id, c.account_id.in_(self.account_ids)
        ).correlate(None)  # fmt: skip

    def _scoped(self, source: FromClause) -> FromClause:
        """With ``account`` beside the cell where a row filter asks for it."""
        return source if self.scope is None else InOrder(source, account, _account_of_cell())

    def page(self, first: int, last: int, after: Place | None, limit: int, *only: ColumnElement[bool]) -> Page:
        """At most ``limit`` lines after a place, in posting order; ``only`` those for which all of it is true.

        Days lie in their months, so months are read a few at a time, until the page is full.
        """
        number, found = batch.c.first_number + line.c.entry_no - 1, []  # type: ignore[var-annotated]
        for start, end in _spans(max(first, after.period) if after else first, last):
            query = self._lines(
                *_PLACE, cell.c.account_id, batch.c.series, number, line.c.memo, line.c.side, line.c.currency,
                line.c.amount_minor, line.c.base_minor, start=start, last=end,
            ).where(*only)  # fmt: skip
            if after:
                query = query.where(tuple_(*_PLACE) > tuple_(*map(literal, after)))
            found += self.unit.connection.execute(query.order_by(*_PLACE).limit(limit + 1 - len(found))).all()
            if len(found) > limit:
                break
        rows = [(Place(*row[:4]), row[4], f"{row[5]}-{row[6]:04}", *row[7:]) for row in found[:limit]]
        return Page(rows, Place(*found[limit][:4]) if len(found) > limit else None)

    def until(self, month: int, place: Place) -> dict[int, Moved]:
        """Movement by currency number from the start of a month up to a place, which is included."""
        query = self._lines(line.c.currency, *_sums(), start=month, last=month)
        query = query.where(tuple_(*_PLACE) <= tuple_(*map(literal, place))).group_by(line.c.currency)
        return {row[0]: Moved(*(int(one) for one in row[1:])) for row in self.unit.connection.execute(query)}

    def days(self, first: int, last: int) -> list[tuple[int, int, Moved]]:
        """(day as 20261122, currency number, movement) of months ``first`` to ``last``, by day."""
        day = entry.c.posting_date
        query = self._lines(day, line.c.currency, *_sums(), start=first, last=last)
        found = self.unit.connection.execute(query.group_by(day, line.c.currency).order_by(day))
        return [(row[0], row[1], Moved(*(int(one) for one in row[2:]))) for row in found]

    def due(self, last: int) -> list[tuple[int, int, int | None, int, int]]:
        """(cell id, account id, due date as 20261231 or None, base debited, base credited) of all lines to a month's end."""
        query = self._lines(cell.c.cell_id, cell.c.account_id, line.c.due_date, *_sums()[2:], start=0, last=last)
        found = self.unit.connection.execute(query.group_by(cell.c.cell_id, cell.c.account_id, line.c.due_date))
        return [(row[0], row[1], row[2], int(row[3]), int(row[4])) for row in found]

    def values_of_cells(self, dimension_no: int | None) -> dict[int, str]:
        """Cell id to its value of a dimension, of the accounts' cells that have one."""
        c, value = cell.c, dimension(self.unit.tenant, dimension_no, cell.c.dimset_id)
        query = select(c.cell_id, value).where(
            c.tenant_id == self.unit.tenant, c.book_id == self.book_id, c.account_id.in_(self.account_ids)
        )
        return {cell_id: code for cell_id, code in self.unit.connection.execute(query) if code}

    def counters(self, places: Sequence[Place]) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """By (batch, entry): the (side, account id) of its lines that the person may see."""
        keys = sorted({(place.batch_id, place.entry_no) for place in places})
        found: dict[tuple[int, int], list[tuple[int, int]]] = {key: [] for key in keys}
        of_line = and_(cell.c.tenant_id == line.c.tenant_id, cell.c.cell_id == line.c.cell_id)
        query = (
            select(line.c.batch_id, line.c.entry_no, line.c.side, cell.c.account_id)
            .select_from(self._scoped(InOrder(line, cell, of_line)))
            .where(line.c.tenant_id == self.unit.tenant, *self._seen())
            .distinct()
        )
        for start in range(0, len(keys), CHUNK):
            batches, entries = zip(*keys[start : start + CHUNK], strict=True)
            some = query.where(line.c.batch_id.in_(sorted(set(batches))), line.c.entry_no.in_(sorted(set(entries))))
            for batch_id, entry_no, side, account_id in self.unit.connection.execute(some):
                if (batch_id, entry_no) in found:
                    found[batch_id, entry_no].append((side, account_id))
        return found


def _spans(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The months from one to another in spans of one, two, four months and so on."""
    start, length = first // 10000 * 12 + first // 100 % 100 - 1, 1
    final = last // 10000 * 12 + last // 100 % 100 - 1
    while start <= final:
        end = min(start + length - 1, final)
        yield start // 12 * 10000 + (start % 12 + 1) * 100, end // 12 * 10000 + (end % 12 + 1) * 100
        start, length = end + 1, length * 2


def _sums() -> list[ColumnElement[Any]]:
    """Debit and credit, in the line's and in the base currency."""
    debit = line.c.side == int(Side.DEBIT)
    return [
        func.sum(case((side, minor), else_=0))
        for minor in (line.c.amount_minor, line.c.base_minor)
        for side in (debit, ~debit)
    ]


def _account_of_cell() -> ColumnElement[bool]:
    return and_(
        account.c.tenant_id == cell.c.tenant_id,
        account.c.book_id == cell.c.book_id,
        account.c.account_id == cell.c.account_id,
    )
