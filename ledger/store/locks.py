"""One at a time across processes, for what no row can stand for yet."""

from __future__ import annotations

from sqlalchemy import text

from ledger.store.unit import Unit


def hold(unit: Unit, name: str) -> None:
    """Wait for whoever of this tenant holds the name, then hold it to the end of the transaction.

    An advisory lock on PostgreSQL; nothing on SQLite, where a writing transaction is alone in its file anyway.
    """
    if unit.engine_name == "postgresql":
        unit.connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"{name} {unit.tenant}"}
        )
