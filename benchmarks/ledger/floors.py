"""The floors: the same entry and line rows with their primary keys only, inserted by the driver.

Same synchronous setting, same number of rows a transaction; no checks, no foreign keys, no triggers, no
balances. SQLite takes executemany with a row a statement; PostgreSQL takes arrays through unnest, the
fastest insert a role under row-level security may use.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg

from ledger.books.rows import Rows
from ledger.books.write_postgres import ENTRY_KINDS, LINE_KINDS
from ledger.books.write_sqlite import _DETAILED as LINE_COLUMNS
from ledger.books.write_sqlite import _ENTRY as ENTRY_COLUMNS
from ledger.store import arrays
from ledger.store.arrays import packed

_NOTHING = (None,) * 13


def rows_of(rows: Rows, tenant: str, batch_id: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Full entry and line tuples of a batch."""
    entries = [(tenant, batch_id, *row) for row in rows.entries]
    lines = [(tenant, batch_id, *row, *_NOTHING) for row in rows.plain]
    return entries, lines + [(tenant, batch_id, *row) for row in rows.detailed]


class SqliteFloor:
    """A file with the two bare tables."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "wal_autocheckpoint=4000"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self._create("entry", ENTRY_COLUMNS, "entry_no")
        self._create("line", LINE_COLUMNS, "entry_no, line_no")

    def _create(self, table: str, columns: tuple[str, ...], key: str) -> None:
        self.connection.execute(
            f"CREATE TABLE {table} (tenant_id, batch_id, {', '.join(columns)}, PRIMARY KEY (tenant_id, batch_id, {key}))"
            " WITHOUT ROWID"
        )

    def write(self, entries: list[tuple[Any, ...]], lines: list[tuple[Any, ...]]) -> None:
        """One transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * len(entries[0]))})", entries)
        self.connection.executemany(f"INSERT INTO line VALUES ({', '.join('?' * len(lines[0]))})", lines)
        self.connection.execute("COMMIT")

    def close(self) -> None:
        self.connection.close()


class PostgresFloor:
    """The two bare tables in a database of their own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = psycopg.connect(url)
        arrays.register(self.connection)
        self._create("entry", ENTRY_COLUMNS, ENTRY_KINDS, "entry_no")
        self._create("line", LINE_COLUMNS, LINE_KINDS, "entry_no, line_no")
        self.connection.commit()
        self._entry = self._insert("entry", ENTRY_KINDS)
        self._line = self._insert("line", LINE_KINDS)

    def _create(self, table: str, columns: tuple[str, ...], kinds: tuple[str, ...], key: str) -> None:
        typed = ", ".join(f"{name} {kind}" for name, kind in zip(columns, kinds, strict=True))
        self.connection.execute(
            f"CREATE TABLE {table} (tenant_id text, batch_id int8, {typed}, PRIMARY KEY (tenant_id, batch_id, {key}))"
        )

    @staticmethod
    def _insert(table: str, kinds: tuple[str, ...]) -> str:
        columns = ", ".join(f"%b::{kind}[]" for kind in kinds)
        return f"INSERT INTO {table} SELECT %s, %s, made.* FROM unnest({columns}) AS made"

    def write(self, entries: list[tuple[Any, ...]], lines: list[tuple[Any, ...]]) -> None:
        """One transaction."""
        with self.connection.cursor(binary=True) as cursor:
            for statement, rows, kinds in ((self._entry, entries, ENTRY_KINDS), (self._line, lines, LINE_KINDS)):
                columns = packed([row[2:] for row in rows], kinds)
                cursor.execute(statement, (*rows[0][:2], *columns), prepare=True)
        self.connection.commit()

    def close(self) -> None:
        self.connection.close()
