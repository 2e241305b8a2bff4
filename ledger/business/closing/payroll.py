"""计提工资: a month without any credit on employee benefits, where each of the last three had one, lacks its payroll.

Read from balances: what was accrued and taken back in red is no credit. An opening balance counts as one.
"""

from __future__ import annotations

from ledger.books.calendar import period_number
from ledger.business.closing.month import LAST_ADJUSTMENT, Month
from ledger.business.missing_invoices.usual import MONTHS, months_before
from ledger.charts import accounts_in_role
from ledger.store.statement import text

_CREDITED = (
    "SELECT s.period / 100 AS month FROM account AS a JOIN balance AS s ON s.tenant_id = a.tenant_id"
    " AND s.book_id = a.book_id AND s.account_id = a.account_id WHERE a.tenant_id = :t AND a.book_id = :b"
    " AND a.code LIKE :prefix AND s.period >= :start AND s.period <= :end"
    " GROUP BY s.period / 100 HAVING sum(s.base_credit_minor) > 0"
)


def _months_with_payroll(month: Month, first: str) -> set[int]:
    """Months from ``first`` to this one in which pay was accrued, as ``yyyymm``."""
    found: set[int] = set()
    for prefix in accounts_in_role(month.book.standard, "payroll"):
        rows = month.unit.connection.execute(
            text(_CREDITED),
            {"t": month.unit.tenant, "b": month.book.book_id, "prefix": f"{prefix}%", "start": period_number(first),
             "end": period_number(month.period) + LAST_ADJUSTMENT},
        )  # fmt: skip
        found |= {int(row.month) for row in rows}
    return found


def is_missing(month: Month) -> bool | None:
    """Whether the payroll of the month is missing; None where not each of the three months before had one."""
    before = months_before(month.period, MONTHS)
    found = _months_with_payroll(month, before[0])
    if period_number(month.period) // 100 in found:
        return False
    return True if found >= {period_number(one) // 100 for one in before} else None
