"""PostgreSQL connections: an application role that owns nothing, row-level security by ``app.tenant``.

The setting is local to the transaction, so a pooled connection carries nobody's tenant between uses;
without it every policy compares with NULL and shows no row.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url


def engine(url: str) -> Engine:
    """A pooled engine through psycopg 3; its errors name no values, since they land in logs."""
    made = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(made, pool_size=8, max_overflow=32, pool_pre_ping=True, hide_parameters=True, future=True)


def role_of(url: str) -> str:
    """The role a URL logs in as; ValueError where it names none."""
    name = make_url(url).username
    if not name:
        raise ValueError("the database URL names no role")
    return name


def enter(connection: Connection, tenant: str, *, writable: bool) -> None:
    """Open the tenant's view of the database for this transaction."""
    if not writable:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    connection.execute(text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": tenant})


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
