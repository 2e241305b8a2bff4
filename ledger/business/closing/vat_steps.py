"""What the VAT steps of the month end read in common: what a step posted in its month."""

from __future__ import annotations

from ledger.books.calendar import period_number
from ledger.business.closing.month import LAST_ADJUSTMENT, Month
from ledger.store.statement import text

_CREDITED = text("""
  WITH cells AS MATERIALIZED (
    SELECT c.cell_id FROM account AS a JOIN cell AS c
      ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :code)
  SELECT coalesce(sum(l.base_minor), 0) FROM batch AS b
  JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id
  JOIN line AS l ON l.tenant_id = e.tenant_id AND l.batch_id = e.batch_id AND l.entry_no = e.entry_no
  WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end AND e.source = :source
    AND l.side = 1 AND l.cell_id IN (SELECT cell_id FROM cells) AND NOT EXISTS (SELECT 1 FROM entry AS u
      WHERE u.tenant_id = e.tenant_id AND u.reverses_batch = e.batch_id AND u.reverses_entry = e.entry_no)""")


def credited_in(month: Month, account: str, step: str) -> int:
    """Credits that a step's standing vouchers of this month brought to an account, base minor units."""
    start = period_number(month.period)
    given = {"t": month.unit.tenant, "b": month.book.book_id, "code": account, "source": f"closing:{step}",
             "start": start, "end": start + LAST_ADJUSTMENT}  # fmt: skip
    return int(month.unit.connection.execute(_CREDITED, given).scalar_one())
