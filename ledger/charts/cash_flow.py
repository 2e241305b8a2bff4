"""Cash flow items as data: which item a counter-account proposes for cash received or paid, by standard.

``data/cash_flow_items.csv`` has a row an account prefix; the longest prefix of an account wins. Items are the rows of
``cash_flow`` in the standard's layouts; which accounts propose them is our own reading of CAS 31 and of the forms.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ledger.charts.layout import LayoutRow, layout
from ledger.charts.layouts import layouts_of

_FILE = Path(__file__).parent / "data" / "cash_flow_items.csv"
STATEMENT = "cash_flow"
ITEM, EXCHANGE, UNASSIGNED, OPENING = "item", "fx", "unassigned", "opening"
"""What feeds a line of the cash flow statement, instead of accounts."""


@dataclass(frozen=True, slots=True)
class CounterItems:
    """The item of cash received against an account, and of cash paid (a refund may lessen the other side's item)."""

    received: str
    paid: str


@lru_cache(maxsize=8)
def _by_prefix(standard: str) -> Mapping[str, CounterItems]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["standard"] == standard.lower()]
    return MappingProxyType({row["account"]: CounterItems(row["received"], row["paid"]) for row in rows})


@lru_cache(maxsize=4096)
def item_for(standard: str, account: str, received: bool) -> str:
    """The item proposed for cash received (or paid) against an account; '' where no prefix of it is known."""
    known = _by_prefix(standard)
    for length in range(len(account), 0, -1):
        if found := known.get(account[:length]):
            return found.received if received else found.paid
    return ""


@lru_cache(maxsize=4096)
def is_exchange(standard: str, account: str) -> bool:
    """Whether an account bears exchange differences: the item it proposes is a form's effect of exchange rates."""
    rows = {row.row for form in layouts_of(standard) for row in rows_fed(form.layout, EXCHANGE)}
    return item_for(standard, account, True) in rows


def rows_fed(name: str, feed: str) -> tuple[LayoutRow, ...]:
    """The lines of a layout's cash flow statement that are fed so (``item``, ``fx``, ``unassigned``, ``opening``)."""
    lines = (row for row in layout(name, STATEMENT) if row.kind == "line")
    return tuple(row for row in lines if any(one.code == feed for one in row.feeds))
