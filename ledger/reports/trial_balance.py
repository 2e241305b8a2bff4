"""科目余额表: opening, movement, year to date and closing of every account and currency.

Totals are read from ``balance`` (one row an account and period, whatever the number of lines) when the person
may see every line; otherwise from ``balance_dim`` under their row filter. Signed figures have debit positive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, case, column, func, null, select

from ledger.books import balances
from ledger.books.accounts import Account, accounts, dimensions, get_book
from ledger.books.balances import BalanceRow
from ledger.books.calendar import period_number
from ledger.books.entries import Layer
from ledger.core import currency_code
from ledger.reports.columns import Scope, account, balance_dim, cell, dimension, line_attributes
from ledger.store import Unit

ADJUSTMENTS = 99


@dataclass(frozen=True, slots=True)
class Span:
    """From one month to another of the same or different years, both included (``2026-01``)."""

    first: str
    last: str

    @property
    def year_start(self) -> int:
        """The first period of the year the span ends in."""
        return period_number(self.last[:5] + "01")


@dataclass(frozen=True, slots=True)
class Figures:
    """Minor units; ``opening`` and ``closing`` have debit positive."""

    opening: int = 0
    debit: int = 0
    credit: int = 0
    year_debit: int = 0
    year_credit: int = 0

    @property
    def closing(self) -> int:
        """Opening plus the movement."""
        return self.opening + self.debit - self.credit

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.opening + other.opening,
            self.debit + other.debit,
            self.credit + other.credit,
            self.year_debit + other.year_debit,
            self.year_credit + other.year_credit,
        )


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An account in a currency, for one value of a dimension where it was asked by one."""

    account: str
    name_zh: str
    name_en: str
    level: int
    leaf: bool
    currency: str
    amount: Figures
    base: Figures
    dimension: str | None = None


def _sums(table: Any, span: Span) -> list[Any]:
    first, last = period_number(span.first), period_number(span.last) + ADJUSTMENTS
    past, now = table.c.period < first, and_(table.c.period >= first, table.c.period <= last)
    year = table.c.period >= span.year_start
    sums = []
    for prefix in ("", "base_"):
        debit, credit = table.c[f"{prefix}debit_minor"], table.c[f"{prefix}credit_minor"]
        sums += [
            func.sum(case((past, debit - credit), else_=0)),
            func.sum(case((now, debit), else_=0)),
            func.sum(case((now, credit), else_=0)),
            func.sum(case((year, debit), else_=0)),
            func.sum(case((year, credit), else_=0)),
        ]
    return sums


def _scoped(unit: Unit, book_id: int, span: Span, layers: list[int], scope: Scope, by: str | None) -> Select[Any]:
    numbers = dimensions(unit)
    c, tenant = balance_dim.c, unit.tenant
    value = dimension(tenant, numbers[by], cell.c.dimset_id).label("value") if by else null().label("value")
    inner = (
        select(cell.c.account_id, cell.c.currency, value, balance_dim)
        .select_from(
            balance_dim.join(cell, and_(cell.c.tenant_id == c.tenant_id, cell.c.cell_id == c.cell_id)).join(
                account,
                and_(
                    account.c.tenant_id == cell.c.tenant_id,
                    account.c.book_id == cell.c.book_id,
                    account.c.account_id == cell.c.account_id,
                ),
            )
        )
        .where(c.tenant_id == tenant, c.book_id == book_id, c.layer.in_(layers))
        .where(c.period <= period_number(span.last) + ADJUSTMENTS)
    )
    inner = inner.where(scope(line_attributes(tenant, numbers.get("department"))))
    rows = inner.subquery()
    return select(rows.c.account_id, rows.c.currency, rows.c.value, *_sums(rows, span)).group_by(
        rows.c.account_id, rows.c.currency, rows.c.value
    )


def leaf_rows(
    unit: Unit,
    book: str,
    span: Span,
    layers: Iterable[Layer] = (Layer.OPERATING, Layer.TRANSFER),
    scope: Scope | None = None,
    by: str | None = None,
) -> list[TrialRow]:
    """One row for each posted-to account and currency (and value of dimension ``by``), by code.

    ``scope`` None means that the person sees every line.
    """
    chosen = [int(layer) for layer in layers]
    if scope is None:
        one = Layer(chosen[0]) if len(chosen) == 1 else None
        found = balances.trial_balance(unit, book, span.first, span.last, layer=one, by=by)
        return [_plain(row, by) for row in found]
    query = _scoped(unit, get_book(unit, book).book_id, span, chosen, scope, by)
    chart = {one.account_id: one for one in accounts(unit, book)}
    rows = unit.connection.execute(query.order_by(column("account_id")))
    return sorted(
        (_row(chart[row[0]], list(row)) for row in rows),
        key=lambda row: (row.account, row.currency, row.dimension or ""),
    )


def _plain(row: BalanceRow, by: str | None) -> TrialRow:
    """A row of the books as they are."""
    return TrialRow(
        row.account, row.name_zh, row.name_en, row.level, True, row.currency,
        Figures(row.opening, row.debit, row.credit, row.year_debit, row.year_credit),
        Figures(row.base_opening, row.base_debit, row.base_credit, row.base_year_debit, row.base_year_credit),
        (row.value or None) if by else None,
    )  # fmt: skip


def _row(one: Account, found: list[Any]) -> TrialRow:
    numbers = [int(value or 0) for value in found[3:]]
    return TrialRow(
        one.code, one.name_zh, one.name_en, one.level, True, currency_code(int(found[1])),
        Figures(*numbers[:5]), Figures(*numbers[5:]), found[2],
    )  # fmt: skip


def with_headings(rows: list[TrialRow], chart: list[Account], level: int | None = None) -> list[TrialRow]:
    """Add the headings above the leaves, each the sum of its children; keep levels up to ``level``."""
    known = {one.code: one for one in chart}
    summed: dict[tuple[str, str, str | None], TrialRow] = {}
    for row in rows:
        one: Account | None = known[row.account]
        while one is not None:
            key = (one.code, row.currency, row.dimension)
            leaf = one.code == row.account
            before = summed.get(key)
            if before is None:
                summed[key] = replace(
                    row, account=one.code, name_zh=one.name_zh, name_en=one.name_en, level=one.level, leaf=leaf
                )
            else:
                summed[key] = replace(before, amount=before.amount + row.amount, base=before.base + row.base)
            one = known.get(one.parent) if one.parent else None
    kept = [row for row in summed.values() if level is None or row.level <= level]
    return sorted(kept, key=lambda row: (row.account, row.currency, row.dimension or ""))
