"""Assets equal liabilities and equity, and the profit shown is the profit that reached equity or still stands."""

from __future__ import annotations

from ledger.core import grouped, problem
from tools.closing.item import Item, Look, Seen, Standing
from tools.shared.balance_sheet import form_on, whole_balance_sheet


def _look(look: Look) -> Seen:
    form = form_on(look.context, look.month.period)
    rows = {one.row: one.amount_minor for one in whole_balance_sheet(look.context, look.month.period, form)}
    assets, owed = rows[form.total_assets], rows[form.liabilities_and_equity]
    if assets == owed:
        return Seen(Standing.DONE)
    base = look.month.book.base_currency
    told = problem("closing.gap_statements", assets=grouped(assets, base), owed=grouped(owed, base))
    return Seen(Standing.TODO, (told,), link="/reports/balance-sheet")


ITEM = Item("statements", 88, look=_look)
