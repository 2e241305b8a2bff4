"""一年内到期的部分: what of an account's balance is due within twelve months after the balance sheet date.

Lines say their due dates. What was paid on an account without saying of which due date it is, for one party and
currency, settles what is due first; a line without a due date is due last. So the part due is never more than the
balance, and the rows of a statement that share an account always add up to it.

A contra account (未确认融资费用, 未实现融资收益, 债权投资减值准备) follows the account it is set against. Where its own lines
say due dates, they decide. Else it is shared out as what stands of that account: with the same party where the contra
account carries one that has something standing there, else of all parties; exactly, by largest remainder. Where nothing
stands to go by, it stays in the later part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ledger.books.accounts import Account, accounts, dimensions, get_book
from ledger.books.calendar import first_and_last, period_number
from ledger.books.entries import Layer, Side
from ledger.core.money import allocate
from ledger.reports.columns import Scope
from ledger.reports.ledger_rows import AccountRows
from ledger.store import Unit

NOBODY = ""
NO_CONTRA: Mapping[str, str] = MappingProxyType({})


class Standing(NamedTuple):
    """What an account holds for one party and currency, positive on its normal side; ``dated`` where lines say due dates."""

    account: Account
    party: str
    amount_minor: int
    due_minor: int
    dated: bool


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
    unit: Unit, book: str, month: str, prefixes: tuple[str, ...], scope: Scope | None = None, *,
    like: Mapping[str, str] = NO_CONTRA,
) -> dict[str, int]:  # fmt: skip
    """By account: base minor units (debit positive) of its balance at a month's end that are due within a year of it.

    ``like``: prefixes of contra accounts, each with the prefix of the account it is set against.
    """
    contra: list[Standing] = []
    own: list[Standing] = []
    for one in _standing(unit, book, month, (*prefixes, *like), scope) if prefixes else ():
        follows = one.account.code.startswith(tuple(like)) and not one.dated
        (contra if follows else own).append(one)
    found: dict[str, int] = defaultdict(int)
    for one in own:
        found[one.account.code] += _signed(one.account, one.due_minor)
    for code, followed in like.items():
        mine = [one for one in contra if one.account.code.startswith(code)]
        for account, due in as_others([one for one in own if one.account.code.startswith(followed)], mine):
            found[account.code] += _signed(account, due)
    return dict(found)


def _standing(unit: Unit, book: str, month: str, prefixes: tuple[str, ...], scope: Scope | None) -> list[Standing]:
    """What accounts hold at a month's end, one for each of their cells."""
    chosen = {one.account_id: one for one in accounts(unit, book) if one.code.startswith(prefixes)}
    if not chosen:
        return []
    last = period_number(month)
    until = first_and_last(last + 10000)[1]
    rows = AccountRows(unit, get_book(unit, book).book_id, tuple(chosen), tuple(Layer), (), scope)
    cells: dict[tuple[int, int], list[tuple[int | None, int, int]]] = defaultdict(list)
    for cell_id, account_id, due, debit, credit in rows.due(last):
        raised = (debit, credit) if chosen[account_id].normal_side is Side.DEBIT else (credit, debit)
        cells[account_id, cell_id].append((due, *raised))
    parties = rows.values_of_cells(dimensions(unit).get("party")) if cells else {}
    return [
        Standing(
            chosen[account_id], parties.get(cell_id) or NOBODY, sum(raised - lowered for _, raised, lowered in lines),
            part_due(lines, until), any(day is not None for day, _, _ in lines),
        )
        for (account_id, cell_id), lines in sorted(cells.items())
    ]  # fmt: skip


def as_others(against: Iterable[Standing], contra: Sequence[Standing]) -> list[tuple[Account, int]]:
    """The parts of contra accounts that are due, positive on their normal side, shared as what they are set against."""
    weights: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    for one in against:
        if one.amount_minor > 0:
            for group in {one.party, None}:
                weights[group][0] += one.due_minor
                weights[group][1] += one.amount_minor - one.due_minor
    amounts: dict[tuple[str, str | None], int] = defaultdict(int)
    known = {one.account.code: one.account for one in contra}
    for one in contra:
        group = one.party if one.party and one.party in weights else None
        amounts[one.account.code, group] += one.amount_minor
    return [
        (known[code], allocate(amount, weights[group])[0])
        for (code, group), amount in amounts.items()
        if any(weights[group])
    ]


def _signed(account: Account, amount: int) -> int:
    """Positive on an account's normal side to debit positive."""
    return amount if account.normal_side is Side.DEBIT else -amount
