"""post_bulk, post_mixed: batches of 1,000 vouchers through the public call, with authority, hash, audit and outbox."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable
from typing import Any

from benchmarks.ledger import company, floors
from benchmarks.ledger.row import Row
from ledger.books.entries import Content, SealedBatch
from ledger.books.seal import prepare
from ledger.proposals.feed import feed
from ledger.store import Store, Unit, outbox
from ledger.store.audit import Record, record_act

CHUNK = 5
"""Batches of ours, then as many of the floor, by turns: a feed is only itself when batches follow one another."""


def audited(unit: Unit, sealed: SealedBatch) -> None:
    """The audit record, in the batch's transaction."""
    record_act(unit, Record(company.NOW, "feed", "system", "job", "post", "voucher.post", "", company.RULE,
                            sealed.line_count, False, "done"))  # fmt: skip


def _beside(unit: Unit, sealed: SealedBatch) -> None:
    """The audit record and the message, in the batch's transaction."""
    audited(unit, sealed)
    outbox.publish(unit, "voucher.posted", {"batch": sealed.batch_id}, company.NOW)


def post(store: Store, contents: Iterable[Content], tenant: str = company.TENANT) -> None:
    """Each content in a durable transaction: authority, entries, lines, balances, chain, audit record, message."""
    for _ in feed(store, tenant, (company.RULE, 1), contents, lambda: company.NOW, _beside):
        pass


def measure(name: str, store: Store, floor: Any, contents: list[Content], *, chunk: int = CHUNK) -> Row:
    """Alternating medians, seconds a batch; the first tenth warms caches and is not counted."""
    ready = []
    with store.write(company.TENANT) as unit:
        for number, content in enumerate(contents, 1):
            ready.append(floors.rows_of(prepare(unit, content).rows, company.TENANT, number))
    ours, theirs = [], []
    for at in range(0, len(contents), chunk):
        start = time.perf_counter()
        post(store, contents[at : at + chunk])
        middle = time.perf_counter()
        for entry_rows, line_rows in ready[at : at + chunk]:
            floor.write(entry_rows, line_rows)
        ours.append((middle - start) / chunk)
        theirs.append((time.perf_counter() - middle) / chunk)
    skip = len(ours) // 10
    return Row.of(name, statistics.median(ours[skip:]), statistics.median(theirs[skip:]))
