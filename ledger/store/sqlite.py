"""SQLite connections: one file per tenant, settings asserted on opening, statements on an allow list.

``recursive_triggers`` matters most: without it INSERT OR REPLACE deletes a sealed row past the delete
trigger. The authorizer refuses DDL, ATTACH, pragmas that set anything, and direct writes to what only
the seal's triggers may write; it is asked when a statement is prepared, never per row.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from ledger.store.one_dialect import COMPILED

WAIT_SECONDS = 30
_READABLE_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
     "foreign_key_check", "integrity_check", "quick_check", "database_list", "wal_checkpoint"}
)  # fmt: skip
_SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
_ALLOWED = frozenset(
    {sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT,
     sqlite3.SQLITE_RECURSIVE}
)  # fmt: skip
_WRITES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})

SEALED = frozenset(
    {"batch", "entry", "line", "authority", "authority_spent", "proposal_revision", "proposal_event", "cell", "dimset",
     "dimset_member", "posting_rule_version", "tenant", "reopening", "delegation", "delegation_ended", "confirmed_on_behalf"}
)  # fmt: skip
SEAL_WRITES = frozenset(
    {"balance", "balance_dim", "touch", "head", "number_series", "allocation", "closing", "confirmed_for"}
)
_NEVER = frozenset({"sqlite_master", "sqlite_schema", "sqlite_sequence", "schema_revision"})


def _may_write(action: int, table: str, trigger: str | None) -> bool:
    if table in _NEVER:
        return False
    if table in SEAL_WRITES:
        return trigger is not None
    return action == sqlite3.SQLITE_INSERT or table not in SEALED


def authorize(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    """The authorizer of ordinary connections: default deny."""
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action in _WRITES:
        return sqlite3.SQLITE_OK if _may_write(action, first or "", trigger) else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second == "load_extension" else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA:
        readable = second is None or first in _READABLE_PRAGMAS
        return sqlite3.SQLITE_OK if readable else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_DENY


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn to WAL; where several open a new file at once, SQLite refuses all but one at once instead of waiting."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def prepare(connection: sqlite3.Connection, *, writable: bool, guarded: bool) -> None:
    """Set what a connection must have, read it back, then close the door behind it."""
    connection.isolation_level = None
    connection.create_function("zf_sha256", 1, _sha256, deterministic=True)
    connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}").fetchall()
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON",
                   "recursive_triggers=ON", "cache_size=-65536", "temp_store=MEMORY",
                   "wal_autocheckpoint=4000"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for name, expected in _SETTINGS.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        assert found == expected, f"SQLite would not set {name}: {found!r}"
    if not writable:
        connection.execute("PRAGMA query_only=ON")
    connection.execute("SELECT 1 FROM json_each('[]')").fetchall()  # made once a connection, before nothing may be made
    if guarded:
        connection.set_authorizer(authorize)


def engine(path: Path, *, writable: bool, guarded: bool = True) -> Engine:
    """A SQLAlchemy engine over one tenant file; transactions begin IMMEDIATE where they may write."""
    made = create_engine(
        f"sqlite+tenantfile:///{path}",
        connect_args={"check_same_thread": False, "cached_statements": 512, "timeout": WAIT_SECONDS},
        pool_size=2 if writable else 8,
        max_overflow=32,
        hide_parameters=True,  # errors land in logs, and what people wrote does not
        execution_options={"compiled_cache": COMPILED},
    )
    begin = "BEGIN IMMEDIATE" if writable else "BEGIN"

    @event.listens_for(made, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        prepare(connection, writable=writable, guarded=guarded)

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        connection.connection.driver_connection.execute(begin)

    return made
