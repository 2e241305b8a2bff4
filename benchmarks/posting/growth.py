"""report_growth: a trial balance at ten times the lines, dimension sets growing with them."""

from __future__ import annotations

import statistics
import time

from benchmarks.posting import company
from benchmarks.posting.bulk import post
from benchmarks.posting.row import Row
from ledger.books.balances import trial_balance
from ledger.store import Store


def measure(name: str, store: Store, *, lines: int, parties: int) -> Row:
    """Median seconds of a trial balance after ``lines`` (ours) and after a tenth of them (floor)."""
    small, whole = lines // 10, lines
    done = 0
    taken: dict[int, float] = {}
    for number, content in enumerate(company.contents(whole // 2000, 1000, seed=11, parties=parties), 1):
        post(store, content)
        done = number * 2000
        if done in (small, whole):
            taken[done] = _read(store)
    return Row.of(name, taken[whole], taken[small])


def _read(store: Store) -> float:
    times = []
    for _ in range(31):
        with store.read(company.TENANT) as unit:
            start = time.perf_counter()
            rows = trial_balance(unit, company.BOOK, "2026-01", "2026-12")
            times.append(time.perf_counter() - start)
        assert sum(row.base_closing for row in rows) == 0
    return statistics.median(times)
