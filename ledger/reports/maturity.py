"""一年内到期的部分: what of an account's balance is due within twelve months after the balance sheet date.

Lines say their due dates. What was paid on an account without saying of which due date it is, for one party and
currency, settles what is due first; a line without a due date is due last. So the part due is never more than the
balance, and the rows of a statement that share an account always add up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ledger.books.accounts import accounts, get_book
from ledger.books.calendar import first_and_last, period_number
from ledger.books.entries import Layer, Side
from ledger.reports.columns import Scope
from ledger.reports.ledger_rows import AccountRows
from ledger.store import Unit


def part_due(lines: Iterable[tuple[int | None, int, int]], until: int) -> int:
    """Of lines (due date as 20261231 or None, raised, lowered; minor units) what still stands and is due by a day."""
    standing = due = 0
    for day, raised, lowered in lines:
        standing += raised - lowered
        if day is not None and day <= until:
            due += raised - lowered
        elif day is None:
            due -= lowered
    return max(0, min(due, standing))


def due_within_year(
    unit: Unit, book: str, month: str, prefixes: tuple[str, ...], scope: Scope | None = None
) -> dict[str, int]:
    """By account: base minor units (debit positive) of its balance at a month's end that are due within a year of it."""
    chosen = {one.account_id: one for one in accounts(unit, book) if prefixes and one.code.startswith(prefixes)}
    if not chosen:
        return {}
    last = period_number(month)
    until = first_and_last(last + 10000)[1]
    rows = AccountRows(unit, get_book(unit, book).book_id, tuple(chosen), tuple(Layer), (), scope)
    cells: dict[tuple[int, int], list[tuple[int | None, int, int]]] = defaultdict(list)
    for cell_id, account_id, due, debit, credit in rows.due(last):
        raised = (debit, credit) if chosen[account_id].normal_side is Side.DEBIT else (credit, debit)
        cells[account_id, cell_id].append((due, *raised))
    found: dict[str, int] = defaultdict(int)
    for (account_id, _), lines in cells.items():
        one = chosen[account_id]
        found[one.code] += part_due(lines, until) * (1 if one.normal_side is Side.DEBIT else -1)
    return dict(found)
