"""The chart of a foreign ledger: every account with its parents, and what kind each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ledger.books.accounts import Account, AccountType
from ledger.books.entries import Side
from ledger.exchange.incoming import ForeignLedger

DEEPEST = 12
_BY_NAME = (
    (r"assets?|资产|資產|activos?|aktiva|actifs?", AccountType.ASSET),
    (r"liabilit(?:y|ies)|debts?|负债|負債|pasivos?|passiva|passifs?", AccountType.LIABILITY),
    (r"equity|capital|权益|權益|所有者权益|eigenkapital|patrimonio", AccountType.EQUITY),
    (r"incomes?|revenues?|收入|ingresos?|einkünfte|erträge|revenus?", AccountType.INCOME),
    (r"expenses?|costs?|费用|費用|支出|gastos?|ausgaben|aufwand|dépenses?", AccountType.EXPENSE),
)  # fmt: skip


def chart_of(ledger: ForeignLedger, names: Iterable[str]) -> list[Account]:
    """Accounts, parents before children. Parents that are posted to stay open for it: other programs allow both."""
    posted = set(names)
    parents: dict[str, str | None] = {}
    for name in posted | set(ledger.opened):
        _place(name, ledger, parents)
    ordered = sorted(parents, key=lambda name: (_depth(name, parents), name))
    return [_account(name, parents[name], name in posted, ledger) for name in ordered]


def _place(name: str, ledger: ForeignLedger, parents: dict[str, str | None]) -> None:
    if name in parents:
        return
    parent = ledger.parents.get(name)
    if parent is None and ledger.separator and ledger.separator in name:
        parts = name.split(ledger.separator)
        parent = ledger.separator.join(parts[: min(len(parts), DEEPEST) - 1])
    parents[name] = parent or None
    if parent:
        _place(parent, ledger, parents)


def _depth(name: str, parents: Mapping[str, str | None]) -> int:
    depth, one = 1, parents[name]
    while one is not None:
        depth, one = depth + 1, parents[one]
    return depth


def _account(name: str, parent: str | None, posted: bool, ledger: ForeignLedger) -> Account:
    kind = kind_of(name, ledger)
    credit = kind in (AccountType.LIABILITY, AccountType.EQUITY, AccountType.INCOME)
    title = ledger.titles.get(name, name)
    return Account(name, title, title, kind, Side.CREDIT if credit else Side.DEBIT, parent, postable=posted)


def kind_of(name: str, ledger: ForeignLedger) -> AccountType:
    """As the file says of it or of the nearest parent, else by the first part of its name; an asset at the last."""
    one: str | None = name
    while one:
        if one in ledger.kinds:
            return ledger.kinds[one]
        one = ledger.parents.get(one) or (one.rpartition(ledger.separator)[0] if ledger.separator else "")
    root = name.split(ledger.separator, maxsplit=1)[0] if ledger.separator else name
    for pattern, kind in _BY_NAME:
        if re.fullmatch(pattern, root, re.IGNORECASE):
            return kind
    return AccountType.ASSET
