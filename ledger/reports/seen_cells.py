"""Which vouchers a person sees, from the access rules on their lines: a voucher opens with any line they may see, unless
payroll that they may not see stands in it.
"""

from __future__ import annotations

from sqlalchemy import and_, select

from ledger.books.accounts import dimensions, get_book
from ledger.books.voucher_search import SeenCells
from ledger.reports.columns import Scope, account, cell, line_attributes
from ledger.store import Unit


def seen_cells(unit: Unit, book: str, scope: Scope) -> SeenCells:
    """The cells of a book whose lines the scope shows, and those of payroll that it does not show."""
    attributes = line_attributes(unit.tenant, dimensions(unit).get("department"))
    shown, payroll = scope(attributes).label("shown"), attributes["payroll"]
    of_account = and_(
        account.c.tenant_id == cell.c.tenant_id, account.c.book_id == cell.c.book_id,
        account.c.account_id == cell.c.account_id,
    )  # fmt: skip
    rows = unit.connection.execute(
        select(cell.c.cell_id, shown, payroll)
        .select_from(cell.join(account, of_account))
        .where(cell.c.tenant_id == unit.tenant, cell.c.book_id == get_book(unit, book).book_id)
    ).all()
    return SeenCells(
        tuple(number for number, is_shown, _ in rows if is_shown),
        tuple(number for number, is_shown, is_payroll in rows if is_payroll and not is_shown),
    )
