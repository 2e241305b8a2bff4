"""The balance sheet at the end of a month, filled from its layout: what a page shows, and what a close checks."""

from __future__ import annotations

from ledger.books.entries import Layer
from ledger.charts import layout
from ledger.reports.columns import Scope
from ledger.reports.statements import Balance, StatementRow, fill, signs
from ledger.reports.trial_balance import Span, leaf_rows
from tools.context import Context
from tools.shared.asking import rows_of_lines

LAYOUT = "cas_2019"
RESULT_CLASSES = "6"
TOTAL_ASSETS, LIABILITIES_AND_EQUITY = "A39", "E10"


def balance_sheet_rows(context: Context, month: str) -> list[StatementRow]:
    """The rows as the person may see them."""
    return _filled(context, month, rows_of_lines(context))


def whole_balance_sheet(context: Context, month: str) -> list[StatementRow]:
    """The rows over every line, for a check whose answer is only whether both sides agree."""
    return _filled(context, month, None)


def _filled(context: Context, month: str, scope: Scope | None) -> list[StatementRow]:
    rows = leaf_rows(context.unit, context.company.book, Span(month, month), tuple(Layer), scope, "party")
    standing = [Balance(row.account, row.dimension, row.base.closing) for row in rows]
    result = -sum(
        one.amount_minor for one in standing if one.account.startswith(RESULT_CLASSES) and one.account != "6901"
    )
    form = layout(LAYOUT, "balance_sheet")
    return fill(form, standing, result, signs(form, "balance_sheet"))
