"""The close of a month of 2,000 vouchers: close_month_sqlite, close_month_postgres.

Ours: every run proposed, confirmed and posted through the door, then the hard close with its verification from the
first voucher. Floor: every entry and line row of the book read once and hashed as it stands, which is the least that
whoever verifies must do. ``LIMIT_SECONDS`` is what one close may take.
"""

from __future__ import annotations

import hashlib
import random
import time
from typing import Any

from sqlalchemy import text

from benchmarks.engines import ENGINES
from benchmarks.ledger.row import Row
from ledger.store import Store
from tests.world import World

LIMIT_SECONDS = 60.0
MONTH, TENANT, RUNS, VOUCHERS = "2026-11", "bench", 100, 20
STEPS = ("vat", "surcharges", "result", "year")
PLACES = ("sales", "admin", "it", "finance")


def _voucher(chance: random.Random, day: int) -> dict[str, Any]:
    net = chance.randint(10_000, 900_000)
    tax, date = round(net * 0.13), f"{MONTH}-{day:02}"
    if chance.random() < 0.5:
        lines = [("100201", "debit", net + tax, {}), ("6001", "credit", net, {}), ("22210107", "credit", tax, {})]
    else:
        place = {"department": chance.choice(PLACES)}
        account = chance.choice(("660204", "660208", "660210", "660211"))
        lines = [(account, "debit", net // 2, place), ("100201", "credit", net // 2, {})]
    named = [{"account": a, "side": s, "amount_minor": m, "dims": d} for a, s, m, d in lines]
    return {"date": date, "memo": "bench", "lines": named}


def _fill(world: World, runs: int) -> None:
    chance = random.Random(5)
    for number in range(runs):
        day = 1 + number * 28 // runs
        world.run(MONTH, [_voucher(chance, day) for _ in range(VOUCHERS)])


def _close(world: World) -> float:
    start = time.perf_counter()
    for step in STEPS:
        made = world.must("zhangwei", "propose_month_end", period=MONTH, step=step)
        if made.proposal is not None:
            world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
            world.later(11)
            world.must("system", "post_confirmed")
    world.must("limin", "close_month", period=MONTH)
    return time.perf_counter() - start


def _read(store: Store) -> float:
    """Every sealed row once, through the same connection, into one hash."""
    start, seen = time.perf_counter(), hashlib.sha256()
    with store.read(TENANT) as unit:
        for table in ("entry", "line"):
            for row in unit.connection.execute(text(f"SELECT * FROM {table} WHERE tenant_id = :t"), {"t": TENANT}):
                seen.update(repr(tuple(row)).encode())
    return time.perf_counter() - start


def run(names: tuple[str, ...] = (), *, quick: bool = False) -> list[Row]:
    """Measure on both engines; ``quick`` with a tenth of the vouchers."""
    found = []
    for name, engine in ((f"close_month_{name}", engine) for name, engine in ENGINES.items()):
        if names and not name.startswith(names):
            continue
        with engine() as opened:
            store = opened.store
            store.create_tenant(TENANT)
            world = World(store, TENANT)
            _fill(world, RUNS // 10 if quick else RUNS)
            ours = _close(world)
            floor = sorted(_read(store) for _ in range(5))[2]
            world.close()
        found.append(Row.of(name, ours, floor))
    return found
