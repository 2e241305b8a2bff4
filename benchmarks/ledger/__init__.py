"""The ledger against its floors: post_bulk_*, post_mixed_*, post_one_*, post_queue_*, report_growth_*.

``run()`` gives rows; ``python -m benchmarks.ledger [--quick] [NAME…]`` prints them. Ratios are ours over the
floor of the same run; the targets stand in ``TARGETS``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ledger import bulk, company, growth, one, queue
from benchmarks.ledger.floors import PostgresFloor, SqliteFloor
from benchmarks.ledger.row import Row
from ledger.store import Store
from tests.postgres_server import Server

TARGETS = {
    "post_bulk_sqlite": 2.5, "post_bulk_postgres": 1.8, "post_mixed_sqlite": 3.2, "post_mixed_postgres": 3.5,
    "post_one_sqlite": 2.5, "post_one_postgres": 4.0, "report_growth_sqlite": 1.5, "report_growth_postgres": 1.5,
    "post_queue_1_postgres": 1 / 0.7, "post_queue_16_postgres": 1 / 2,
}  # fmt: skip


@contextmanager
def _sqlite(parties: int = 200) -> Iterator[tuple[Store, Any]]:
    with tempfile.TemporaryDirectory(prefix="zfbench-") as folder:
        store = Store.open(Path(folder) / "home")
        company.found(store, parties=parties)
        floor = SqliteFloor(Path(folder) / "floor.db")
        try:
            yield store, floor
        finally:
            floor.close()
            store.dispose()


@contextmanager
def _postgres(parties: int = 200) -> Iterator[tuple[Store, Any]]:
    server = Server()
    try:
        with tempfile.TemporaryDirectory(prefix="zfbench-") as folder:
            application, owner = server.new_database("bench")
            store = Store.open(Path(folder), application, owner)
            store.migrate()
            company.found(store, parties=parties)
            server.execute("CREATE DATABASE floor")
            floor = PostgresFloor(server.url("postgres", "floor"))

            try:
                yield store, floor
            finally:
                floor.close()
                store.dispose()
    finally:
        server.stop()


def _measures(quick: bool) -> dict[str, Callable[[], Row]]:
    batches, vouchers, lines = (30, 100, 100_000) if quick else (100, 400, 1_000_000)
    parties = lines // 50

    def on(engine: Callable[..., Any], act: Callable[[Store, Any], Row], **options: int) -> Callable[[], Row]:
        def measured() -> Row:
            with engine(**options) as (store, floor):
                return act(store, floor)

        return measured

    found: dict[str, Callable[[], Row]] = {}
    for name, engine in (("sqlite", _sqlite), ("postgres", _postgres)):
        for shape, contents in (("bulk", company.contents), ("mixed", company.mixed)):
            found[f"post_{shape}_{name}"] = on(
                engine, lambda s, f, n=f"post_{shape}_{name}", c=contents: bulk.measure(n, s, f, list(c(batches, 1000)))
            )
        found[f"post_one_{name}"] = on(
            engine, lambda s, f, n=name: one.measure(f"post_one_{n}", s, f, vouchers=vouchers)
        )
        found[f"report_growth_{name}"] = on(
            engine, lambda s, f, n=name: growth.measure(f"report_growth_{n}", s, lines=lines, parties=parties),
            parties=parties,
        )  # fmt: skip
    for in_flight in (1, 16):
        found[f"post_queue_{in_flight}_postgres"] = lambda n=in_flight: _through_the_queue(n)
    return found


def _through_the_queue(in_flight: int) -> Row:
    with _postgres() as (store, floor):
        floor.connection.execute("CREATE TABLE hot (id int PRIMARY KEY, value bigint)")
        floor.connection.execute("INSERT INTO hot VALUES (1, 0)")
        floor.connection.commit()
        return queue.measure(f"post_queue_{in_flight}_postgres", store, floor.url, in_flight=in_flight)


def run(names: tuple[str, ...] = (), *, quick: bool = False) -> list[Row]:
    """Measure; all when no names are given (a name may be a beginning, such as ``post_bulk``)."""
    return [act() for name, act in _measures(quick).items() if not names or name.startswith(names)]
