"""PostgreSQL connections: an application role that owns nothing, row-level security by ``app.tenant``.

The setting is local to the transaction, so a pooled connection carries nobody's tenant between uses;
without it every policy compares with NULL and shows no row.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from ledger.store import arrays
from ledger.store.one_dialect import STATEMENTS
from ledger.store.statement import text
from ledger.store.unit import Unit

IDLE_SECONDS = 2.0
"""A connection unused for longer is asked whether the server still knows it."""


def engine(url: str) -> Engine:
    """A pooled engine through psycopg 3; its errors name no values, since they land in logs."""
    made = make_url(url).set(drivername="postgresql+psycopg")
    pooled = create_engine(made, pool_size=8, max_overflow=32, hide_parameters=True, query_cache_size=STATEMENTS)

    @event.listens_for(pooled, "connect")
    def _connect(connection: Any, record: Any) -> None:
        arrays.register(connection)
        record.info["used"] = time.monotonic()

    @event.listens_for(pooled, "checkin")
    def _checkin(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(pooled, "checkout")
    def _checkout(connection: Any, record: Any, _proxy: Any) -> None:
        """As the pool's own pre-ping does, but only for a connection that lay idle: a ping is a whole round trip."""
        if time.monotonic() - record.info["used"] <= IDLE_SECONDS:
            return
        try:
            pooled.dialect.do_ping(connection)
        except psycopg.Error as fault:
            raise DisconnectionError from fault  # the pool tries the next

    return pooled


def role_of(url: str) -> str:
    """The role a URL logs in as; ValueError where it names none."""
    name = make_url(url).username
    if not name:
        raise ValueError("the database URL names no role")
    return name


def enter(unit: Unit) -> None:
    """Open the tenant's view of the database for this transaction, before its first statement."""
    if not unit.writable:
        unit.later("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", {})
    unit.later("SELECT set_config('app.tenant', :tenant, true)", {"tenant": unit.tenant})


def assert_owns_nothing(connection: Connection) -> None:
    """The application role is no superuser, passes no row-level security and owns no table."""
    row = connection.execute(
        text(
            "SELECT r.rolsuper OR r.rolbypassrls, EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relowner = r.oid)"
            " FROM pg_roles r WHERE r.rolname = current_user"
        )
    ).one()
    assert not row[0], "the application role must not be superuser or bypass row-level security"
    assert not row[1], "the application role must own no table"
