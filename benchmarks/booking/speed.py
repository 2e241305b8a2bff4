"""A proposal with what was learned, over the same proposal from the vendor's history alone, in the same company and run.

The company has posted many purchases through the door; ``growth`` is the time of the same question in a company with ten
times as many, over the time in the small one.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.booking.demo import papers
from ledger.core import Channel, FixedClock
from ledger.posting_rules.facts import InvoiceFacts, PaidBy
from ledger.posting_rules.invoice import Circumstances, propose_lines
from ledger.store import Store
from tools.catalogue import load_tools
from tools.demo import cast
from tools.demo.books import must
from tools.demo.founding import found
from tools.gateway import Gateway
from tools.shared.recalling import recall
from tools.shared.suggesting import past_of
from tools.work import worker

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
SMALL, LARGE = 1_000, 10_000
ROUNDS = 40


def rows() -> Iterator[str]:
    """The lines of the report."""
    times = {size: _times(size) for size in (SMALL, LARGE)}
    for size, (history, whole) in times.items():
        yield (
            f"  a proposal after {size:6} purchases: {whole:6.2f} ms with learning, {history:6.2f} ms from history alone,"
            f" ratio {whole / history:5.2f}"
        )
    small, large = (times[size][1] - times[size][0] for size in (SMALL, LARGE))
    yield f"  what learning adds, {LARGE} over {SMALL}: {large / small:5.2f}"


def _times(size: int) -> tuple[float, float]:
    """Medians in milliseconds: from history alone, and with what was learned beside it."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        found(store, NOW)
        _post(store, size)
        asked = [one.facts for one in papers()[-12:] if one.facts.party_id]
        with store.read(cast.TENANT) as unit:
            book = cast.company().book

            def history(facts: InvoiceFacts) -> None:
                propose_lines(facts, past_of(unit, book, facts.party_id or ""), Circumstances(PaidBy.NOBODY, "bench"))

            def whole(facts: InvoiceFacts) -> None:
                said = recall(unit, book, facts)
                given = Circumstances(PaidBy.NOBODY, "bench", taught=said.whole, parts=said.parts)
                propose_lines(facts, past_of(unit, book, facts.party_id or ""), given)

            taken = [(_timed(history, facts), _timed(whole, facts)) for _ in range(ROUNDS) for facts in asked]
    return statistics.median(one for one, _ in taken), statistics.median(two for _, two in taken)


def _timed(call: Callable[[InvoiceFacts], None], facts: InvoiceFacts) -> float:
    began = time.process_time()
    call(facts)
    return (time.process_time() - began) * 1000


def _post(store: Store, size: int) -> None:
    """``size`` purchases of the cast's vendors, in runs of 1,000 proposed, confirmed and posted."""
    clock = FixedClock(NOW)
    gateway = Gateway(store, clock, load_tools())
    people = {one.user: one.principal(cast.TENANT, Channel.JOB, "bench") for one in cast.staff()}
    try:
        must(gateway.call(people["limin"], "open_month", {"period": "2026-11"}))
        for _ in range(size // 1000):
            arguments = {
                "period": "2026-11",
                "summary": "run",
                "vouchers": [_voucher(number) for number in range(1000)],
            }
            made = must(gateway.call(people["zhangwei"], "propose_run", arguments))
            must(gateway.call(people["limin"], "confirm_run", {"proposal": made.proposal, "digest": made.digest}))
            clock.instant += timedelta(seconds=11)
            must(gateway.call(worker(cast.TENANT), "post_confirmed", {}))
    finally:
        gateway.close()


def _voucher(number: int) -> dict[str, Any]:
    vendor = cast.suppliers()[number % len(cast.suppliers())]
    party, net = {"party": vendor.party.party_id}, 10_000 + number
    dims = party | ({"department": vendor.department} if vendor.department else {})
    lines = [
        {
            "account": vendor.account,
            "side": "debit",
            "amount_minor": net,
            "dims": {} if vendor.account == "1403" else dims,
        },
        {"account": "220201", "side": "credit", "amount_minor": net, "dims": party},
    ]
    return {"date": f"2026-11-{number % 24 + 1:02}", "memo": vendor.item, "lines": lines}
