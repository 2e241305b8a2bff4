"""post_bulk: batches of 1,000 vouchers through the public call, with authority, hash, audit and outbox."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.posting import company, floors
from benchmarks.posting.row import Row
from ledger.books.entries import Content
from ledger.books.seal import prepare
from ledger.proposals.rules import post_by_rule
from ledger.store import Store, outbox
from ledger.store.audit import Record, record_act


def post(store: Store, content: Content, tenant: str = company.TENANT) -> None:
    """One durable transaction: authority, entries, lines, balances, chain, audit record, outbox message."""
    with store.write(tenant) as unit:
        sealed = post_by_rule(unit, company.RULE, 1, content, company.NOW)
        record_act(unit, Record(company.NOW, "feed", "system", "job", "post", "voucher.post", "", company.RULE,
                                sealed.line_count, False, "done"))  # fmt: skip
        outbox.publish(unit, "voucher.posted", {"batch": sealed.batch_id}, company.NOW)


def measure(
    name: str, store: Store, floor: Any, *, batches: int, entries: int, then: Callable[[], None] = lambda: None
) -> Row:
    """Alternating medians, seconds a batch; the first tenth warms caches and is not counted."""
    contents = list(company.contents(batches, entries))
    ready = []
    with store.write(company.TENANT) as unit:
        for number, content in enumerate(contents, 1):
            ready.append(floors.rows_of(prepare(unit, content).rows, company.TENANT, number))
    then()
    ours, theirs = [], []
    for content, (entry_rows, line_rows) in zip(contents, ready, strict=True):
        start = time.perf_counter()
        post(store, content)
        middle = time.perf_counter()
        floor.write(entry_rows, line_rows)
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
    skip = batches // 10
    return Row.of(name, statistics.median(ours[skip:]), statistics.median(theirs[skip:]))
