"""report_growth: a trial balance at ten times the lines, dimension sets growing with them."""

from __future__ import annotations

import statistics
import time

from benchmarks.ledger import company
from benchmarks.ledger.bulk import post
from benchmarks.ledger.row import Row
from ledger.books.balances import trial_balance
from ledger.store import Store

SMALL = "small"
READINGS = 41


def measure(name: str, store: Store, *, lines: int, parties: int) -> Row:
    """Median seconds of a trial balance over ``lines`` (ours) and over a tenth of them (floor), read by turns."""
    company.found(store, SMALL, parties)
    for tenant, count in ((SMALL, lines // 10), (company.TENANT, lines)):
        post(store, company.contents(count // 2000, 1000, seed=11, parties=parties), tenant)
    taken: dict[str, list[float]] = {SMALL: [], company.TENANT: []}
    for _ in range(READINGS):
        for tenant, times in taken.items():
            times.append(_read(store, tenant))
    return Row.of(name, statistics.median(taken[company.TENANT]), statistics.median(taken[SMALL]))


def _read(store: Store, tenant: str) -> float:
    with store.read(tenant) as unit:
        start = time.perf_counter()
        rows = trial_balance(unit, company.BOOK, "2026-01", "2026-12")
        taken = time.perf_counter() - start
    assert sum(row.base_closing for row in rows) == 0
    return taken
