"""明细账: the lines behind a balance, in the order they were booked.

``touch`` says which batches an account appears in; only their lines are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam

from ledger.books.accounts import accounts, get_book
from ledger.books.balances import LAST_ADJUSTMENT, below
from ledger.books.calendar import day_text, period_number, period_text
from ledger.books.entries import Layer, VoucherKey
from ledger.books.journal import Line, line_of
from ledger.core import currency_number, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text

_LINES = (
    "SELECT l.*, a.code AS account, a.name_zh, a.name_en, d.key AS dims, e.posting_date, b.period, b.series,"
    " b.first_number + l.entry_no - 1 AS number FROM touch AS t"
    " JOIN batch AS b ON b.tenant_id = t.tenant_id AND b.batch_id = t.batch_id"
    " JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id"
    " JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id AND c.account_id = t.account_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no"
    " WHERE t.tenant_id = :t AND t.book_id = :b AND t.account_id IN :accounts AND b.period BETWEEN :start AND :end"
)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line with the voucher it stands in; ``label`` is how people call that voucher (记-0813)."""

    voucher: VoucherKey
    label: str
    period: str
    posting_date: str
    line: Line


def lines_behind(
    unit: Unit, book: str, account: str, first: str, last: str, *, layer: Layer | None = None,
    dimension: tuple[str, str] | None = None, currency: str | None = None, limit: int = 500, offset: int = 0,
) -> list[AccountLine]:  # fmt: skip
    """Lines of an account and those below it in periods ``first`` to ``last``, oldest first, a page at a time.

    ``dimension`` keeps lines with that (dimension code, value code). Their sums are the movement that
    ``trial_balance`` shows for the same account, periods, layer and dimension.
    """
    ids = ids_below(unit, book, account)
    end = period_number(last)
    values: dict[str, Any] = {
        "t": unit.tenant, "b": get_book(unit, book).book_id, "start": period_number(first),
        "end": end if "+" in last else end + LAST_ADJUSTMENT, "limit": limit, "offset": offset,
    }  # fmt: skip
    query = _LINES
    if layer is not None:
        query += " AND b.layer = :layer"
        values["layer"] = int(layer)
    if dimension is not None:
        query += (
            " AND EXISTS (SELECT 1 FROM dimset_member AS m JOIN dimension AS k ON k.tenant_id = m.tenant_id AND"
            " k.dimension_no = m.dimension_no JOIN dim_value AS v ON v.tenant_id = m.tenant_id AND v.dimension_no ="
            " m.dimension_no AND v.value_id = m.value_id WHERE m.tenant_id = c.tenant_id AND m.dimset_id = c.dimset_id"
            " AND k.code = :dimension AND v.code = :value)"
        )
        values |= {"dimension": dimension[0], "value": dimension[1]}
    if currency is not None:
        query += " AND l.currency = :currency"
        values["currency"] = currency_number(currency)
    query += " ORDER BY e.posting_date, b.batch_id, l.entry_no, l.line_no LIMIT :limit OFFSET :offset"
    statement = text(query).bindparams(bindparam("accounts", ids, expanding=True))
    rows = unit.connection.execute(statement, values).mappings()
    return [_line(row) for row in rows]


def _line(row: Any) -> AccountLine:
    key = VoucherKey(row["batch_id"], row["entry_no"])
    label = f"{row['series']}-{row['number']:04}"
    return AccountLine(key, label, period_text(row["period"]), day_text(row["posting_date"]), line_of(row))


def ids_below(unit: Unit, book: str, account: str) -> list[int]:
    """Ids of an account and all below it; refused where the book has no such account."""
    chart = accounts(unit, book)
    if all(item.code != account for item in chart):
        raise Refused(problem("books.unknown_account", account=account))
    return below(chart, account)
