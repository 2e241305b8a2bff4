"""波动: accounts that stand far from where they stood, and the largest vouchers behind each.

Income, expense and cost accounts are compared by their month (operating layer), all others by their balance at its
end. Figures are positive on the account's normal side: more revenue is a rise, as more cost is. Far is beyond a percentage *and* an amount; from nothing, the amount decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam

from ledger.books.accounts import Account, AccountType, accounts, get_book
from ledger.books.calendar import period_number
from ledger.books.entries import Layer, Side, VoucherKey
from ledger.reports.columns import Scope
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
BY_MONTH = frozenset({AccountType.INCOME, AccountType.EXPENSE, AccountType.COST})
_TOP = """
  WITH moved AS MATERIALIZED (
    SELECT l.cell_id, l.batch_id, l.entry_no, b.series, b.first_number + l.entry_no - 1 AS number,
      CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END AS signed
    FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end AND b.layer = 0)
  SELECT code, batch_id, entry_no, series, number, amount FROM (
    SELECT a.code, m.batch_id, m.entry_no, m.series, m.number, sum(m.signed) AS amount,
      row_number() OVER (PARTITION BY a.code ORDER BY abs(sum(m.signed)) DESC, m.batch_id, m.entry_no) AS place
    FROM moved AS m JOIN cell AS c ON c.tenant_id = :t AND c.cell_id = m.cell_id
    JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id
    WHERE a.code IN :codes GROUP BY a.code, m.batch_id, m.entry_no, m.series, m.number) AS ranked
  WHERE place <= :most ORDER BY code, place"""


@dataclass(frozen=True, slots=True)
class Movement:
    """An account's figure now and before, positive on its normal side, in base minor units."""

    account: str
    name_zh: str
    name_en: str
    now_minor: int
    before_minor: int

    @property
    def change_minor(self) -> int:
        """Now less before."""
        return self.now_minor - self.before_minor


@dataclass(frozen=True, slots=True)
class Behind:
    """A voucher and what it moved on an account, positive on its normal side."""

    account: str
    key: VoucherKey
    label: str
    amount_minor: int


def movements(
    unit: Unit, book: str, month: str, before: str, *, percent: int, amount_minor: int, scope: Scope | None = None
) -> list[Movement]:
    """Accounts beyond both thresholds, largest change first. ``scope`` None: the person sees every line."""
    chart = {one.code: one for one in accounts(unit, book)}
    names: dict[str, tuple[str, str]] = {}
    figures: dict[str, list[int]] = {}
    for place, period in enumerate((month, before)):
        for row in leaf_rows(unit, book, Span(period, period), (Layer.OPERATING,), scope):
            base = row.base
            figure = base.debit - base.credit if chart[row.account].type in BY_MONTH else base.closing
            names[row.account] = (row.name_zh, row.name_en)
            figures.setdefault(row.account, [0, 0])[place] += _normal(chart[row.account], figure)
    found = [Movement(code, *names[code], now, then) for code, (now, then) in figures.items()]
    far = [one for one in found if _far(one, percent, amount_minor)]
    return sorted(far, key=lambda one: (-abs(one.change_minor), one.account))


def _normal(account: Account, signed: int) -> int:
    """Debit positive to positive on the account's normal side."""
    return signed if account.normal_side is Side.DEBIT else -signed


def _far(one: Movement, percent: int, amount_minor: int) -> bool:
    change = abs(one.change_minor)
    return change >= max(amount_minor, 1) and change * 100 >= percent * abs(one.before_minor)


def vouchers_behind(unit: Unit, book: str, month: str, codes: Sequence[str], most: int = 3) -> list[Behind]:
    """The vouchers of a month that moved each account most, by one query over the month's lines."""
    if not codes:
        return []
    start = period_number(month)
    chart = {one.code: one for one in accounts(unit, book)}
    rows = unit.connection.execute(
        text(_TOP).bindparams(bindparam("codes", list(codes), expanding=True)),
        {
            "t": unit.tenant,
            "b": get_book(unit, book).book_id,
            "start": start,
            "end": start + LAST_ADJUSTMENT,
            "most": most,
        },
    )
    return [
        Behind(row[0], VoucherKey(row[1], row[2]), f"{row[3]}-{row[4]:04}", _normal(chart[row[0]], int(row[5])))
        for row in rows
    ]
