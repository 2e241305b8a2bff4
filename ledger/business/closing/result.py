"""期间损益结转 in the transfer layer, and the year's result to retained earnings.

Each income and expense balance leaves by account, dimension set and currency, so that every sub-ledger ends at
zero; one line takes the sum to 本年利润. The operating layer keeps the year's figures for the statements. Amounts
come from one grouped query over ``balance_dim``; what was transferred before is in it, so a second run finds the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ledger.books.calendar import period_number
from ledger.books.entries import Dims, EntryKind, Layer, LineDraft, Side, dims
from ledger.business.closing.month import Drafted, Month
from ledger.core import currency_code, problem
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
_STANDING = (
    "SELECT a.code, d.key, c.currency, sum(b.debit_minor - b.credit_minor) AS amount,"
    " sum(b.base_debit_minor - b.base_credit_minor) AS base FROM balance_dim AS b"
    " JOIN cell AS c ON c.tenant_id = b.tenant_id AND c.cell_id = b.cell_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.period <= :end AND a.type IN ('income', 'expense')"
    " GROUP BY a.code, d.key, c.currency HAVING sum(b.debit_minor - b.credit_minor) <> 0"
    " OR sum(b.base_debit_minor - b.base_credit_minor) <> 0 ORDER BY a.code, d.key, c.currency"
)


def draft(month: Month) -> Drafted:
    """The transfer still missing, as one voucher of the transfer layer."""
    profit = month.account("profit")
    if not profit:
        return Drafted(not_needed=problem("closing.no_account"))
    if month.facts.transfer == "yearly" and not month.ends_year:
        return Drafted(not_needed=problem("closing.transfer_is_yearly"))
    memo = month.say("closing.memo_result")
    rows = month.unit.connection.execute(
        text(_STANDING),
        {"t": month.unit.tenant, "b": month.book.book_id, "end": period_number(month.period) + LAST_ADJUSTMENT},
    ).all()
    lines = [
        line
        for code, key, currency, amount, base in rows
        for line in _cleared(code, dims(json.loads(key)), currency_code(currency), int(amount), int(base), memo)
    ]
    result = -sum(int(row.base) for row in rows)
    if result:
        lines.append(month.line(profit, Side.CREDIT if result > 0 else Side.DEBIT, abs(result), memo))
    return Drafted((month.entry(EntryKind.TRANSFER, "result", *lines),) if lines else (), Layer.TRANSFER)


def _cleared(account: str, of: Dims, currency: str, amount: int, base: int, memo: str) -> Iterator[LineDraft]:
    """Lines that bring one balance to zero; two where amount and base stand on different sides."""
    parts = [(amount, base)] if amount * base >= 0 else [(amount, 0), (0, base)]
    for own, part in parts:
        side = Side.CREDIT if own + part > 0 else Side.DEBIT
        yield LineDraft(account, side, abs(own), currency, abs(part), memo=memo, dims=of)


def draft_year(month: Month) -> Drafted:
    """本年利润结转未分配利润 in the last month of the year."""
    profit, retained = month.account("profit"), month.account("retained")
    if not (profit and retained):
        return Drafted(not_needed=problem("closing.no_account"))
    if not month.ends_year:
        return Drafted(not_needed=problem("closing.not_year_end"))
    year, memo = -month.moved(profit).closing, month.say("closing.memo_year")
    if not year:
        return Drafted(layer=Layer.TRANSFER)
    debit, credit = (profit, retained) if year > 0 else (retained, profit)
    lines = month.line(debit, Side.DEBIT, abs(year), memo), month.line(credit, Side.CREDIT, abs(year), memo)
    return Drafted((month.entry(EntryKind.YEAR_END, "year", *lines),), Layer.TRANSFER)
