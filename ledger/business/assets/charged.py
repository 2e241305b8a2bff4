"""What the books carry of each card already: the lines that name it, reversals included."""

from __future__ import annotations

from ledger.books.accounts import get_book
from ledger.books.calendar import period_number
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
CHARGE, OUT = "asset:", "asset_out:"
_NAMED = (
    "WITH own AS MATERIALIZED (SELECT carried_on AS code FROM asset_card WHERE tenant_id = :t AND book = :code"
    "   UNION SELECT account FROM asset_card WHERE tenant_id = :t AND book = :code),"
    " touched AS MATERIALIZED (SELECT DISTINCT x.batch_id FROM touch AS x WHERE x.tenant_id = :t AND x.book_id = :b"
    "   AND x.account_id IN (SELECT account_id FROM account WHERE tenant_id = :t AND book_id = :b"
    "     AND code IN (SELECT code FROM own)))"
    " SELECT l.source, sum(CASE l.side WHEN 1 THEN l.base_minor ELSE -l.base_minor END), max(b.period) FROM batch AS b"
    " JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id"
    " WHERE b.tenant_id = :t AND b.batch_id IN (SELECT batch_id FROM touched) AND b.period + 0 <= :end"
    " AND l.source LIKE :like GROUP BY l.source"
)
"""From the accounts of the cards to the batches that touched them; the ``+ 0`` keeps SQLite from walking all of a period's."""


def named(unit: Unit, book: str, period: str, prefix: str) -> dict[str, tuple[int, int]]:
    """Card to (credits less debits in base minor units, last period) of lines that name it, up to a month."""
    rows = unit.connection.execute(
        text(_NAMED),
        {"t": unit.tenant, "b": get_book(unit, book).book_id, "code": book, "like": f"{prefix}%",
         "end": period_number(period) + LAST_ADJUSTMENT},
    )  # fmt: skip
    return {source.removeprefix(prefix): (int(amount), int(first)) for source, amount, first in rows}
