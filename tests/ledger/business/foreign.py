"""The small company with monetary open items, a foreign bank and an account for exchange differences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import LineDraft, Side, dims
from ledger.business.closing import Month, gaps
from ledger.business.rates import RateKind, give_rate
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.business.closing import found as found_closing

PARTY = dims({"party": "V1"})
ACCOUNTS = (
    Account("112201", "应收外币", "Receivables", AccountType.ASSET, Side.DEBIT, monetary=True, open_item=True,
            required=("party",)),
    Account("220201", "应付外币", "Payables", AccountType.LIABILITY, Side.CREDIT, monetary=True, open_item=True,
            required=("party",)),
    Account("1123", "预付账款", "Prepayments", AccountType.ASSET, Side.DEBIT, open_item=True, required=("party",)),
    Account("6603", "财务费用", "Finance", AccountType.EXPENSE, Side.DEBIT),
    Account("660303", "汇兑损益", "Exchange differences", AccountType.EXPENSE, Side.DEBIT, "6603"),
)  # fmt: skip


def found(store: Store, tenant: str, *periods: str) -> None:
    """The company, with open periods."""
    found_closing(store, tenant, *periods)
    with store.write(tenant) as unit:
        create_accounts(unit, small.BOOK, ACCOUNTS)


def line(account: str, side: Side, amount: int, base: int, currency: str = "USD", **more: object) -> LineDraft:
    """A foreign line in minor units; party V1 where the account wants one."""
    of = PARTY if account in ("112201", "220201", "1123") else ()
    return LineDraft(account, side, amount, currency, base, dims=of, **more)  # type: ignore[arg-type]


def rate(store: Store, tenant: str, day: str, value: str, currency: str = "USD", kind: str = "closing") -> None:
    """Give a rate."""
    with store.write(tenant) as unit:
        give_rate(unit, currency, day, RateKind(kind), Decimal(value), "test", "wang", small.NOW)


def standing(store: Store, tenant: str, period: str, account: str, currency: str = "USD") -> tuple[int, int]:
    """Closing balance of an account in a currency and in base."""
    with store.read(tenant) as unit:
        rows = trial_balance(unit, small.BOOK, period, period, account=account)
    own = [row for row in rows if row.currency == currency]
    return sum(row.closing for row in own), sum(row.base_closing for row in own)


def items(store: Store, tenant: str, day: str) -> Sequence[tuple[str, int, int]]:
    """Account, open amount and base of every item not settled."""
    with store.read(tenant) as unit:
        return [(one.account, one.open_minor, one.base_open_minor)
                for one in open_items(unit, small.BOOK, day, residues=True)]  # fmt: skip


def in_step(store: Store, tenant: str, period: str) -> bool:
    """Whether every sub-ledger stands at its control account."""
    with store.read(tenant) as unit:
        return gaps.apart_from_control(Month.of(unit, small.BOOK, period)).count == 0
