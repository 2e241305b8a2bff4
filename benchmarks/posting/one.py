"""post_one: one voucher, durable, against one durable commit of its bare rows."""

from __future__ import annotations

from typing import Any

from benchmarks.posting import bulk
from benchmarks.posting.row import Row
from ledger.store import Store


def measure(name: str, store: Store, floor: Any, *, vouchers: int) -> Row:
    """Alternating medians, seconds a voucher."""
    return bulk.measure(name, store, floor, batches=vouchers, entries=1)
