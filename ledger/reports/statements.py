"""Balance sheet and income statement: a layout filled with balances, each cell with the accounts behind it.

Amounts are base-currency minor units. Asset rows show debit balances positive, liability and equity rows
credit balances; income rows show income positive and costs positive (the form subtracts them), except rows
whose sign is the gain's (impairment, fair value), which show a loss as a minus: the layout says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ledger.charts import LEFT_OUT, RESULT, Feed, LayoutRow, Take


@dataclass(frozen=True, slots=True)
class Balance:
    """A leaf account's signed balance or movement (debit positive), for one party or for none.

    ``within_minor`` is the part of the account's balance that is due within a year, on whichever of its rows it stands.
    """

    account: str
    party: str | None
    amount_minor: int
    within_minor: int = 0


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A filled row: the amount, and what each account contributes (same sign as the row).

    ``note`` names what the books cannot tell of it, or is empty.
    """

    row: str
    name_zh: str
    name_en: str
    kind: str
    level: int
    amount_minor: int
    accounts: tuple[tuple[str, int], ...] = ()
    note: str = ""


ByDimension = Mapping[str, Sequence[Balance]]
"""By dimension: balances whose ``party`` is the value of it, or None where a line has none."""
NO_DIMENSIONS: ByDimension = MappingProxyType({})


def _with_value(feed: Feed, balances: Sequence[Balance]) -> list[Balance]:
    """Of balances by a dimension those that have a value of it, or the one that a feed names."""
    return [one for one in balances if one.party and feed.value in ("", one.party)]


def _taken(feed: Feed, balances: Sequence[Balance], by: ByDimension) -> dict[str, int]:
    """What a feed takes, account by account, debit positive."""
    whose = _with_value(feed, by.get(feed.dimension, ())) if feed.dimension else balances
    mine = [balance for balance in whose if feed.covers(balance.account)]
    whole: dict[str, int] = defaultdict(int)
    for balance in mine:
        whole[balance.account] += balance.amount_minor
    if feed.take is Take.ALL:
        return dict(whole)
    if feed.take in (Take.WITHIN_YEAR, Take.OVER_YEAR):
        within: dict[str, int] = defaultdict(int)
        for balance in mine:
            within[balance.account] += balance.within_minor
        later = {account: amount - within[account] for account, amount in whole.items()}
        return dict(within) if feed.take is Take.WITHIN_YEAR else later
    if feed.take in (Take.DEBIT, Take.CREDIT):
        total = sum(whole.values())
        return dict(whole) if (total > 0) == (feed.take is Take.DEBIT) else {}
    wants_debit = feed.take in (Take.PARTY_DEBIT, Take.ACCOUNT_DEBIT)
    by_party = feed.take in (Take.PARTY_DEBIT, Take.PARTY_CREDIT)
    groups: dict[tuple[str, str | None], int] = defaultdict(int)
    for balance in mine:
        detail = balance.account if by_party else balance.account[: len(feed.code) + 2]
        groups[detail, balance.party if by_party else None] += balance.amount_minor
    taken: dict[str, int] = defaultdict(int)
    for (account, _), amount in groups.items():
        if amount and (amount > 0) == wants_debit:
            taken[account] += amount
    return dict(taken)


def fill(
    rows: Iterable[LayoutRow], balances: Sequence[Balance], result_minor: int = 0, by: ByDimension = NO_DIMENSIONS
) -> list[StatementRow]:
    """Fill a layout. ``result_minor`` is the profit not yet in equity (income positive), fed to ``result``.

    ``by`` has the balances that 其中 rows take by a dimension.
    """
    amounts: dict[str, int] = {}
    filled = []
    for row in (row for row in rows if row.kind != LEFT_OUT):
        accounts: dict[str, int] = defaultdict(int)
        for feed in row.feeds:
            if feed.code == RESULT:
                accounts[RESULT] += result_minor
                continue
            for account, amount in _taken(feed, balances, by).items():
                accounts[account] += row.sign * amount
        total = sum(accounts.values()) + sum(factor * amounts[name] for name, factor in row.parts)
        amounts[row.row] = total
        behind = tuple(sorted((code, amount) for code, amount in accounts.items() if amount))
        filled.append(StatementRow(row.row, row.name_zh, row.name_en, row.kind, row.level, total, behind, row.note))
    return filled
