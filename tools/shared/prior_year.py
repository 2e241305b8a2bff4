"""上年数（录入）: rows of a statement of months before the books, as they came with the opening."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.business.opening import carried, computed
from ledger.charts import Layout, layout
from ledger.reports.statements import StatementRow
from tools.context import Context


def entered(context: Context, statement: str, first: str, last: str, form: Layout) -> list[StatementRow]:
    """The rows somebody entered for exactly these months, with the sums the form draws from them; none where nobody did.

    They are the whole company's: whoever sees only some lines is not shown them.
    """
    said = context.once(("carried",), lambda: carried(context.unit))
    given = said.year_before(statement, first, last) if said.form == form.layout else None
    if given is None or not context.sees_every("Line"):
        return []
    rows = layout(form.layout, statement)
    sums = computed(rows, given)
    return [StatementRow(one.row, one.name_zh, one.name_en, one.kind, one.level, sums[one.row]) for one in rows]


def or_entered(
    context: Context, rows: Sequence[StatementRow], statement: str, first: str, last: str, form: Layout
) -> tuple[Sequence[StatementRow], bool]:
    """Rows of the books, or where they hold nothing at all the entered ones; whether it is those."""
    if any(one.amount_minor for one in rows):
        return rows, False
    found = entered(context, statement, first, last, form)
    return (found, True) if found else (rows, False)
