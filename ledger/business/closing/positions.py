"""What stands in a foreign currency at the end of a month, on monetary accounts: balances, and open items one by one."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ledger.books.accounts import accounts
from ledger.books.balances import open_items
from ledger.books.calendar import period_number
from ledger.books.entries import Dims, ItemKey, dims
from ledger.business.closing.month import LAST_ADJUSTMENT, Month
from ledger.core import currency_code, currency_number
from ledger.store.statement import text

_STANDING = (
    "SELECT a.code, d.key, c.currency, sum(b.debit_minor - b.credit_minor) AS amount,"
    " sum(b.base_debit_minor - b.base_credit_minor) AS base FROM balance_dim AS b"
    " JOIN cell AS c ON c.tenant_id = b.tenant_id AND c.cell_id = b.cell_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.period <= :end AND a.monetary = 1 AND a.open_item = 0"
    " AND c.currency <> :base GROUP BY a.code, d.key, c.currency HAVING sum(b.debit_minor - b.credit_minor) <> 0"
    " OR sum(b.base_debit_minor - b.base_credit_minor) <> 0 ORDER BY a.code, d.key, c.currency"
)


@dataclass(frozen=True, slots=True)
class Position:
    """Signed minor units, debit positive, in ``currency`` and in base; ``item`` where it is one open item."""

    account: str
    dims: Dims
    currency: str
    amount_minor: int
    base_minor: int
    item: ItemKey | None = None


def foreign_positions(month: Month) -> list[Position]:
    """Every monetary position in another currency than the book's, and what is left in base of one that is gone."""
    base = month.book.base_currency
    rows = month.unit.connection.execute(
        text(_STANDING),
        {"t": month.unit.tenant, "b": month.book.book_id, "end": period_number(month.period) + LAST_ADJUSTMENT,
         "base": currency_number(base)},
    )  # fmt: skip
    found = [
        Position(row.code, dims(json.loads(row.key)), currency_code(row.currency), int(row.amount), int(row.base))
        for row in rows
    ]
    monetary = {one.code for one in accounts(month.unit, month.book.code) if one.monetary and one.open_item}
    items = open_items(month.unit, month.book.code, month.last_day, residues=True) if monetary else []
    return found + [
        Position(one.account, one.dims, one.currency, one.open_minor, one.base_open_minor, one.key)
        for one in items
        if one.account in monetary and one.currency != base
    ]
