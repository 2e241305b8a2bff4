"""What vendors billed: every voucher that opened an item on the payables account, with what it was booked on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ledger.books.accounts import get_book
from ledger.books.calendar import day_text, period_number, period_text
from ledger.books.entries import Dims, EntryKind, VoucherKey, dims
from ledger.charts import account_in_role, accounts_in_role
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
_BILLED = """
  WITH owed AS MATERIALIZED (
    SELECT b.batch_id, b.period, b.series, b.first_number, l.entry_no, min(l.cell_id) AS cell_id
    FROM batch AS b CROSS JOIN line AS l
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end
      AND l.tenant_id = :t AND l.batch_id = b.batch_id AND l.open_item = 1 AND l.side = 1 AND l.amount_minor > 0
      AND l.cell_id IN (SELECT c.cell_id FROM account AS a JOIN cell AS c ON c.tenant_id = a.tenant_id
        AND c.book_id = a.book_id AND c.account_id = a.account_id
        WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :payable)
    GROUP BY b.batch_id, b.period, b.series, b.first_number, l.entry_no)
  SELECT o.batch_id, o.entry_no, p.key AS party, o.period, e.posting_date, o.series,
    o.first_number + e.entry_no - 1 AS number, a.code, d.key AS of, l.base_minor
  FROM owed AS o CROSS JOIN entry AS e CROSS JOIN line AS l CROSS JOIN cell AS c CROSS JOIN account AS a
  CROSS JOIN dimset AS d CROSS JOIN cell AS w CROSS JOIN dimset AS p
  WHERE e.tenant_id = :t AND e.batch_id = o.batch_id AND e.entry_no = o.entry_no AND e.kind IN (:normal, :corrected)
    AND l.tenant_id = :t AND l.batch_id = o.batch_id AND l.entry_no = o.entry_no AND l.side = 0
    AND c.tenant_id = :t AND c.cell_id = l.cell_id AND a.tenant_id = :t AND a.book_id = c.book_id
    AND a.account_id = c.account_id AND d.tenant_id = :t AND d.dimset_id = c.dimset_id
    AND w.tenant_id = :t AND w.cell_id = o.cell_id AND p.tenant_id = :t AND p.dimset_id = w.dimset_id
    AND NOT EXISTS (SELECT 1 FROM entry AS r WHERE r.tenant_id = e.tenant_id AND r.reverses_batch = e.batch_id
      AND r.reverses_entry = e.entry_no)
  ORDER BY e.posting_date, o.batch_id, o.entry_no, l.line_no"""
"""CROSS JOIN: SQLite takes the lines of the months asked for first, then each voucher's by key."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What part of a purchase was booked on, in base minor units, without taxes."""

    account: str
    dims: Dims
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """A voucher that opened a payable to a vendor. ``costs`` are its debits without taxes, in the order of its lines."""

    key: VoucherKey
    label: str
    party: str
    period: str
    day: str
    costs: tuple[Cost, ...]

    @property
    def net_minor(self) -> int:
        """Its costs together."""
        return sum(one.amount_minor for one in self.costs)

    @property
    def main(self) -> Cost:
        """The largest of its costs."""
        return max(self.costs, key=lambda one: abs(one.amount_minor))


def purchases(unit: Unit, book: str, first: str, last: str) -> list[Purchase]:
    """Purchases of the months from ``first`` to ``last`` (``2026-08``) that nothing reversed, oldest first."""
    found = get_book(unit, book)
    taxes = accounts_in_role(found.standard, "taxes")
    rows = unit.connection.execute(
        text(_BILLED),
        {"t": unit.tenant, "b": found.book_id, "payable": account_in_role(found.standard, "payable"),
         "start": period_number(first), "end": period_number(last) + LAST_ADJUSTMENT,
         "normal": int(EntryKind.NORMAL), "corrected": int(EntryKind.CORRECTION)},
    )  # fmt: skip
    heads: dict[VoucherKey, Any] = {}
    costs: dict[VoucherKey, list[Cost]] = {}
    for row in rows:
        key = VoucherKey(row.batch_id, row.entry_no)
        heads.setdefault(key, row)
        if not row.code.startswith(taxes):
            costs.setdefault(key, []).append(Cost(row.code, dims(json.loads(row.of)), int(row.base_minor)))
    return [_purchase(key, heads[key], own) for key, own in costs.items()]


def _purchase(key: VoucherKey, row: Any, costs: list[Cost]) -> Purchase:
    party = dict(json.loads(row.party)).get("party", "")
    month = period_text(row.period // 100 * 100)
    return Purchase(key, f"{row.series}-{row.number:04}", party, month, day_text(row.posting_date), tuple(costs))
