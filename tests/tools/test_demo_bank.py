"""The demo's bank statement: taken in through the door, and all but what differs is suggested."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ledger.store import Store
from tests.tools.cash.test_journal import move
from tests.world import World
from tools.demo.bank import send_statement
from tools.demo.cast import TENANT

MOVES = [("2026-11-02", 90_000_00), ("2026-11-03", -1_200_00), ("2026-11-05", -300_00), ("2026-11-12", 50_00),
         ("2026-11-18", -7_000_00), ("2026-11-20", 4_000_00), ("2026-11-30", -900_00)]  # fmt: skip


def test_last_months_statement_differs_by_four_lines_and_the_rest_fits(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.create_tenant(TENANT)
    world = World(store, TENANT)
    try:
        move(world, "100201", MOVES)
        assert send_statement(world.house, date(2026, 12, 5)) == len(MOVES) - 2 + 2
        found = world.must("limin", "bank_reconciliation", period="2026-11")
        assert found.agrees and found.start_gap == 0 and len(found.suggested) == len(MOVES) - 2
        groups = [
            {"bank": [one.key for one in each.bank], "books": [one.key for one in each.books]}
            for each in found.suggested
        ]
        world.must("limin", "match_bank_lines", account="100201", groups=groups)
        left = world.must("limin", "bank_reconciliation", period="2026-11")
        assert sorted(one.kind for one in left.lines) == ["bank_paid", "bank_received", "books_paid", "books_received"]
        assert left.agrees
    finally:
        world.close()
        store.dispose()
