"""Where money is kept: cash, bank and other monetary accounts, each with the currencies it was ever moved in."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.accounts import Account, accounts, get_book
from ledger.charts.roles import accounts_in_role, cash_on_hand
from ledger.core import currency_code
from ledger.store import Unit
from ledger.store.statement import text


@dataclass(frozen=True, slots=True)
class Place:
    """An account that takes lines, in one currency. ``on_hand``: 库存现金, counted and never below zero."""

    account: Account
    currency: str
    on_hand: bool


def is_on_hand(standard: str, account: str) -> bool:
    """Whether an account is 库存现金 (or below it) in a book of this standard."""
    cash = cash_on_hand(standard)
    return bool(cash) and account.startswith(cash)


def places(unit: Unit, book: str) -> list[Place]:
    """By account and currency, the book's own currency first; accounts never moved are told in it."""
    found = get_book(unit, book)
    prefixes = accounts_in_role(found.standard, "cash")
    chart = [one for one in accounts(unit, book) if one.postable and one.code.startswith(prefixes)]
    rows = unit.connection.execute(
        text("SELECT DISTINCT account_id, currency FROM balance WHERE tenant_id = :t AND book_id = :b"),
        {"t": unit.tenant, "b": found.book_id},
    )
    moved: dict[int, set[str]] = {}
    for account_id, currency in rows:
        moved.setdefault(account_id, set()).add(currency_code(currency))
    return [
        Place(one, currency, is_on_hand(found.standard, one.code))
        for one in chart
        if one.active or one.account_id in moved
        for currency in sorted(
            moved.get(one.account_id, {found.base_currency}), key=lambda code: (code != found.base_currency, code)
        )
    ]
