"""Where the stream of reads and refusals lies: a file of its own beside the books on SQLite, so that reading
never waits for the books' one writer; tables of the same database on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.schema import CreateTable

from ledger.store import sqlite
from ledger.store.schema.audit import audit_group, audit_read
from ledger.store.store import Store
from ledger.store.unit import Unit

TABLES = (audit_read, audit_group)


def only_grows(table: str) -> list[str]:
    """The SQLite triggers of a table that nobody may change or shorten."""
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'audit.only_grows'); END"
        for act in ("UPDATE", "DELETE")
    ]


def _bring_up(connection: Connection, table: str) -> None:
    """A file made before records named things gets that column; what is in it stays as it is."""
    known = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
    if table == audit_read.name and "about" not in known:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN about TEXT")


@contextmanager
def reading(store: Store, unit: Unit) -> Iterator[Unit | None]:
    """The stream as it stands, read only; None where nothing was ever written to it."""
    if store.engine_name == "postgresql":
        yield unit
        return
    path = store.folder(unit.tenant) / "audit.db"
    if not path.exists():
        yield None
        return
    engine = sqlite.engine(path, writable=False)
    try:
        with engine.connect() as connection:
            known = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(audit_read)")}
            if "about" not in known:  # no writer of this version has opened it yet
                AuditStore(store)._create(path)
        with engine.connect() as connection, connection.begin():
            yield Unit(unit.tenant, connection, "sqlite", False)
    finally:
        engine.dispose()


class AuditStore:
    """Transactions on the audit stream of each tenant of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._engines: dict[Path, tuple[int, Engine]] = {}

    @contextmanager
    def open(self, tenant: str) -> Iterator[Unit]:
        """A writing transaction on the tenant's stream; commits at the end."""
        if self._store.engine_name == "postgresql":
            with self._store.write(tenant) as unit:
                yield unit
            return
        with self._engine(self._store.folder(tenant) / "audit.db").begin() as connection:
            yield Unit(tenant, connection, "sqlite", True)

    def _engine(self, path: Path) -> Engine:
        inode, engine = self._engines.get(path, (0, None))
        if engine is None or not path.exists() or path.stat().st_ino != inode:  # also where another process replaced it
            if engine is not None:
                engine.dispose()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._create(path)
            engine = sqlite.engine(path, writable=True)
            self._engines[path] = (path.stat().st_ino, engine)
        return engine

    def _create(self, path: Path) -> None:
        maker = sqlite.engine(path, writable=True, guarded=False)
        with maker.begin() as connection:
            for table in TABLES:
                connection.execute(CreateTable(table, if_not_exists=True))
                _bring_up(connection, table.name)
                for trigger in only_grows(table.name):
                    connection.exec_driver_sql(trigger)
        maker.dispose()

    def close(self) -> None:
        """Close every connection."""
        for _, engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
