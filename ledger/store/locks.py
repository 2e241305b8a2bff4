"""One at a time across processes, for what no row can stand for yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.store.unit import Unit

KEY = "hashtextextended(:name, 0)"
"""The number of a name, for advisory locks; the name carries its tenant."""


def hold(unit: Unit, name: str) -> None:
    """Wait for whoever of this tenant holds the name, then hold it to the end of the transaction.

    An advisory lock on PostgreSQL; nothing on SQLite, where a writing transaction is alone in its file anyway.
    """
    if unit.engine_name == "postgresql":
        unit.run(f"SELECT pg_advisory_xact_lock({KEY})", {"name": f"{name} {unit.tenant}"})


def hold_shared(unit: Unit, name: str) -> None:
    """As :func:`hold`, beside others who hold it shared."""
    if unit.engine_name == "postgresql":
        unit.run(f"SELECT pg_advisory_xact_lock_shared({KEY})", {"name": f"{name} {unit.tenant}"})


def try_hold_and_run(unit: Unit, name: str, *asked: tuple[str, Mapping[str, Any]]) -> list[Any] | None:
    """As :func:`hold` without waiting, then run statements (:meth:`Unit.run_all`), in one round trip: their cursors.

    None where another of this tenant holds the name. The statements see what the holder before committed.
    """
    if unit.engine_name == "sqlite":
        return unit.run_all(*asked)
    first = (f"SELECT pg_try_advisory_xact_lock({KEY})", {"name": f"{name} {unit.tenant}"})
    held, *found = unit.run_all(first, *asked)
    return found if held.fetchone()[0] else None
