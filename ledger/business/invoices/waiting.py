"""待认证进项税额: the tax of vouchers that waits for its confirmation, and how much of it was moved on already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam

from ledger.books.calendar import period_number
from ledger.books.entries import VoucherKey
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
_CELLS = """
  WITH cells AS MATERIALIZED (
    SELECT c.cell_id FROM account AS a JOIN cell AS c
      ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :code)
"""
_OF_VOUCHERS = """
  SELECT l.batch_id, l.entry_no, sum(CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END)
  FROM line AS l
  WHERE l.tenant_id = :t AND l.batch_id IN :batches AND l.cell_id IN (SELECT cell_id FROM cells)
  GROUP BY l.batch_id, l.entry_no
"""
_MOVED = """
  SELECT coalesce(sum(l.base_minor), 0) FROM batch AS b
  JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
  JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no
  WHERE b.tenant_id = :t AND b.book_id = :b AND b.period <= :last AND l.side = 1 AND e.source = :source
    AND l.cell_id IN (SELECT cell_id FROM cells) AND b.batch_id IN (
      SELECT t.batch_id FROM account AS a JOIN touch AS t
        ON t.tenant_id = a.tenant_id AND t.book_id = a.book_id AND t.account_id = a.account_id
      WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :code)
    AND NOT EXISTS (SELECT 1 FROM entry AS u
      WHERE u.tenant_id = e.tenant_id AND u.reverses_batch = e.batch_id AND u.reverses_entry = e.entry_no)
"""


def on_account(unit: Unit, book_id: int, account: str, keys: Sequence[VoucherKey]) -> dict[VoucherKey, int]:
    """What each voucher has on an account, debit positive, base minor units; nothing for one without."""
    if not keys:
        return {}
    rows = unit.connection.execute(
        text(_CELLS + _OF_VOUCHERS).bindparams(
            bindparam("batches", sorted({key.batch_id for key in keys}), expanding=True)
        ),
        {"t": unit.tenant, "b": book_id, "code": account},
    )
    found = {VoucherKey(int(row[0]), int(row[1])): int(row[2]) for row in rows}
    return {key: found[key] for key in keys if key in found}


def moved_on(unit: Unit, book_id: int, account: str, period: str, source: str) -> int:
    """Credits of an account by vouchers of one source that stand at the end of a month, in base minor units."""
    last = period_number(period) + LAST_ADJUSTMENT
    given = {"t": unit.tenant, "b": book_id, "code": account, "last": last, "source": source}
    return int(unit.connection.execute(text(_CELLS + _MOVED), given).scalar_one())
