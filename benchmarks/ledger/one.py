"""post_one: one voucher, durable, against one durable commit of its bare rows."""

from __future__ import annotations

from typing import Any

from benchmarks.ledger import bulk, company
from benchmarks.ledger.row import Row
from ledger.store import Store


def measure(name: str, store: Store, floor: Any, *, vouchers: int) -> Row:
    """Alternating medians, seconds a voucher; the call and the commit of each wait for nobody."""
    return bulk.measure(name, store, floor, list(company.contents(vouchers, 1)), chunk=1)
