"""Paid without an invoice 欠票, and received without one 暂估: only what the books know of.

Paid: a debit that stands open with a vendor on prepayments or payables. Received: a credit that stands open on the
account of goods received and not invoiced.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.accounts import get_book
from ledger.books.balances import OpenItem, open_items
from ledger.charts import account_in_role, accounts_in_role
from ledger.store import Unit


@dataclass(frozen=True, slots=True)
class Unbilled:
    """An open item without its invoice; ``invoice`` where one of the same amount is open with the vendor and only has to
    be settled against it.
    """

    item: OpenItem
    party: str
    invoice: OpenItem | None = None


def item_name(item: OpenItem) -> str:
    """How an item is named to tools: batch, entry and line."""
    return f"{item.key.batch_id}.{item.key.entry_no}.{item.key.line_no}"


def unbilled(unit: Unit, book: str, day: str) -> tuple[list[Unbilled], list[Unbilled]]:
    """What was paid, and what was received, without an invoice by a day, oldest first."""
    standard = get_book(unit, book).standard
    payable, estimated = account_in_role(standard, "payable"), account_in_role(standard, "payable_estimated")
    advances = (*accounts_in_role(standard, "prepaid"), payable)
    items = [one for one in open_items(unit, book, day) if dict(one.dims).get("party")]
    bills = [one for one in items if one.account == payable and one.open_minor < 0]
    paid, received = [], []
    for one in sorted(items, key=lambda item: (item.posting_date, item.key.batch_id, item.key.entry_no)):
        party = dict(one.dims)["party"]
        if one.open_minor > 0 and one.account.startswith(advances):
            same = next((bill for bill in bills if _settles(bill, one)), None)
            if same is not None:
                bills.remove(same)
            paid.append(Unbilled(one, party, same))
        elif one.open_minor < 0 and one.account == estimated:
            received.append(Unbilled(one, party))
    return paid, received


def _settles(bill: OpenItem, advance: OpenItem) -> bool:
    return (bill.currency, -bill.open_minor, dict(bill.dims)["party"]) == (
        advance.currency, advance.open_minor, dict(advance.dims)["party"],
    )  # fmt: skip
