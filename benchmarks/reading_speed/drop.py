"""From the drop of a file to its proposal, through the house: staged, submitted through the door, read by a worker, checked,
proposed; seconds against what people are promised."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.engines import sqlite
from benchmarks.ledger.row import Row
from benchmarks.reading_speed.files import photograph
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.work import due_work

TENANT = "bench"
PROMISED = {"pdf": 8.0, "picture": 20.0}


def measure(quick: bool) -> Iterator[Row]:
    """Middle and 95th of each kind; the worker has been started."""
    with sqlite() as engine:
        engine.store.create_tenant(TENANT)
        world = World(engine.store, TENANT)
        try:
            world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
            _drop(world, _paper(99))
            for kind, promised in PROMISED.items():
                count = 2 if quick else 20 if kind == "pdf" else 8
                made = [_paper(place + (50 if kind == "pdf" else 0)) for place in range(count)]
                taken = sorted(_drop(world, one if kind == "pdf" else photograph(one)) for one in made)
                yield Row.of(f"proposal_{kind}_p50", statistics.median(taken), promised)
                yield Row.of(f"proposal_{kind}_p95", taken[min(count - 1, int(0.95 * count))], promised)
        finally:
            world.close()


def _paper(place: int) -> bytes:
    """A VAT invoice of its own number."""
    return render(replace(samples(NOW.date())["special"], number=f"263320000099{place:08}"))


def _drop(world: World, data: bytes) -> float:
    begun = time.perf_counter()
    staged = world.house.stage(TENANT, data)
    assert isinstance(staged, str), staged
    document = world.must("intake", "submit_document", sha256=staged, name="paper").document
    due_work(world.house.store, world.gateway, world.clock, TENANT)
    taken = time.perf_counter() - begun
    assert world.must("limin", "open_document", document=document).proposal, "no proposal"
    return taken
