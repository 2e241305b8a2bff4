"""One at a time across processes, for what no row can stand for yet."""

from __future__ import annotations

from sqlalchemy import text

from ledger.store.unit import Unit

KEY = "hashtextextended(:name, 0)"
"""The number of a name, for advisory locks; the name carries its tenant."""


def hold(unit: Unit, name: str) -> None:
    """Wait for whoever of this tenant holds the name, then hold it to the end of the transaction.

    An advisory lock on PostgreSQL; nothing on SQLite, where a writing transaction is alone in its file anyway.
    """
    if unit.engine_name == "postgresql":
        unit.connection.execute(text(f"SELECT pg_advisory_xact_lock({KEY})"), {"name": f"{name} {unit.tenant}"})


def try_hold(unit: Unit, name: str) -> bool:
    """As :func:`hold` without waiting: False where another of this tenant holds the name."""
    if unit.engine_name == "sqlite":
        return True
    statement = f"SELECT pg_try_advisory_xact_lock({KEY})"
    return bool(unit.run(statement, {"name": f"{name} {unit.tenant}"}).fetchone()[0])
