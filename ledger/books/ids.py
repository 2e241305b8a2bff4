"""Small integers for the rows the seal refers to."""

from __future__ import annotations

from ledger.store import Unit

_KEYS = {"book": "book_id", "account": "account_id", "dim_value": "value_id", "dimset": "dimset_id",
         "cell": "cell_id", "batch": "batch_id"}  # fmt: skip


def next_ids(unit: Unit, table: str, count: int) -> list[int]:
    """Fresh ids: the next integers on SQLite (writers queue), a sequence's on PostgreSQL (they do not)."""
    if count == 0:
        return []
    if unit.engine_name == "postgresql":
        found = unit.run("SELECT nextval('zf_id') FROM generate_series(1, :n)", {"n": count})
        return sorted(int(row[0]) for row in found)
    key = _KEYS[table]
    statement = f"SELECT coalesce(max({key}), 0) + 1 FROM {table} WHERE tenant_id = :tenant"  # noqa: S608 - both from the table above
    first = int(unit.run(statement, {"tenant": unit.tenant}).fetchone()[0])
    return list(range(first, first + count))


def next_id(unit: Unit, table: str) -> int:
    """One fresh id."""
    return next_ids(unit, table, 1)[0]
