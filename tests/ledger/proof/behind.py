"""Changing things behind the store's back: another program on the SQLite file, a superuser on PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg

from ledger.store import Store
from tests.postgres_server import Server


def change(store: Store, tenant: str, server: Server | None, *statements: str) -> None:
    """Run statements past every trigger and leave no trace in the schema. ``:t`` is the tenant."""
    statements = tuple(statement.replace(":t", f"'{tenant}'") for statement in statements)
    if store.engine_name == "sqlite":
        store.forget(tenant)
        _on_file(store, tenant, statements)
        return
    assert server is not None
    with psycopg.connect(server.url("postgres", "zf")) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)


def _on_file(store: Store, tenant: str, statements: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(store.file(tenant), isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)


def raw(store: Store, tenant: str, server: Server | None, *statements: str) -> None:
    """Run statements as they are: for changes of the schema itself."""
    if store.engine_name == "sqlite":
        store.forget(tenant)
        with closing(sqlite3.connect(store.file(tenant), isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)
        return
    assert server is not None
    with psycopg.connect(server.url("postgres", "zf"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
