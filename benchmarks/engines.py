"""Both databases as benchmarks want them: empty, in folders that go, each with the least a durable commit can be."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from ledger.store import Store
from tests.postgres_server import Server

_TABLE, _ROW = "CREATE TABLE floor (at INTEGER)", "INSERT INTO floor VALUES (1)"


@dataclass(frozen=True, slots=True)
class Engine:
    """A store, and one row of one column made durable on the same disk by the bare driver."""

    store: Store
    durable: Callable[[], object]


@contextmanager
def sqlite() -> Iterator[Engine]:
    """A data folder of SQLite files."""
    with (
        tempfile.TemporaryDirectory(prefix="zfbench-") as folder,
        Store.open(Path(folder)) as store,
        closing(sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)) as bare,
    ):
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", _TABLE):
            bare.execute(statement)
        yield Engine(store, partial(bare.execute, _ROW))


@contextmanager
def postgres() -> Iterator[Engine]:
    """A server of its own with a database, its application role and its owner."""
    server = Server()
    try:
        application, owner = server.new_database("bench")
        server.execute("CREATE DATABASE floor")
        url = server.url("postgres", "floor").replace("postgresql+psycopg://", "postgresql://")
        with (
            tempfile.TemporaryDirectory(prefix="zfbench-") as folder,
            Store.open(Path(folder), application, owner) as store,
            psycopg.connect(url, autocommit=True) as bare,
        ):
            store.migrate()
            bare.execute(_TABLE)
            yield Engine(store, partial(bare.execute, _ROW))
    finally:
        server.stop()


ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {"sqlite": sqlite, "postgres": postgres}
