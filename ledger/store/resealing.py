"""Sealing rows anew under the active key, a batch a transaction: a run that was killed is finished by the next one.

A row tells its key, so nothing else is kept of how far a run came. Each batch holds :data:`~ledger.store.sealing.LOCK`
alone: whoever began to seal under the old key has committed before, whoever comes after seals under the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_, update

from ledger.store.keyring import Ring
from ledger.store.sealed_fields import SEALED_FIELDS, SealedField, Values
from ledger.store.sealing import Closed, blind, key_id_of, opening_ring, seal, sealing_ring, unseal
from ledger.store.store import Store
from ledger.store.unit import Unit

BATCH = 500


@dataclass(frozen=True, slots=True)
class Resealed:
    """Rows sealed anew, and rows that could not be opened and stay as they are."""

    rows: int = 0
    closed: int = 0

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.rows + other.rows, self.closed + other.closed)


def reseal(store: Store, tenant: str, told: Callable[[Resealed], None] = lambda _: None) -> Resealed:
    """Seal every row of a tenant anew that is under another key than the active one; ``told`` after each batch."""
    done = Resealed()
    for field in SEALED_FIELDS:
        after: tuple[Any, ...] | None = ()
        while after is not None:
            with store.write(tenant) as unit:
                batch, after = _batch(unit, field, after)
            done += batch
            told(done)
    return done


def _key(field: SealedField) -> list[Any]:
    return [column for column in field.table.primary_key.columns if column.name != "tenant_id"]


def _batch(unit: Unit, field: SealedField, after: tuple[Any, ...]) -> tuple[Resealed, tuple[Any, ...] | None]:
    """One batch, and the key of its last row; None where it was the last batch."""
    ring, key = sealing_ring(unit, alone=True), _key(field)
    query = select(field.table).where(field.table.c.tenant_id == unit.tenant).order_by(*key).limit(BATCH)
    if after:
        query = query.where(tuple_(*key) > tuple_(*(bindparam(None, value, column.type) for value, column in zip(after, key, strict=True))))  # fmt: skip
    rows = unit.connection.execute(query).mappings().all()
    fresh = [(row, _anew(ring, unit.tenant, field, row)) for row in rows]
    _write(unit, field, [(row, values) for row, values in fresh if isinstance(values, dict)])
    done = Resealed(
        sum(isinstance(values, dict) for _, values in fresh), sum(isinstance(values, Closed) for _, values in fresh)
    )
    return done, tuple(rows[-1][column.name] for column in key) if len(rows) == BATCH else None


def _anew(ring: Ring, tenant: str, field: SealedField, row: Values) -> dict[str, Any] | Closed | None:
    """The row's new values; None where it is under the active key already."""
    sealed = field.unpack(row[field.column])
    assert ring.active is not None
    if sealed is None or key_id_of(sealed) == ring.active.key_id:
        return None
    plain = unseal(ring, field.place(tenant, row), sealed)
    if isinstance(plain, Closed):
        return plain
    values = {field.column: field.pack(seal(ring, field.place(tenant, row), plain))}
    return values | ({field.index: blind(ring, field.anywhere(tenant), plain)[0]} if field.index else {})


def _write(unit: Unit, field: SealedField, changed: list[tuple[Values, dict[str, Any]]]) -> None:
    if not changed:
        return
    key = _key(field)
    mine = (field.table.c.tenant_id == unit.tenant, *(column == bindparam(f"at_{column.name}") for column in key))
    names = changed[0][1]
    statement = update(field.table).where(*mine).values({name: bindparam(f"new_{name}") for name in names})
    unit.connection.execute(statement, [
        {f"at_{column.name}": row[column.name] for column in key} | {f"new_{name}": value for name, value in new.items()}
        for row, new in changed
    ])  # fmt: skip


def keys_in_use(unit: Unit) -> set[tuple[str, str]]:
    """Key id and tenant of every sealed value of a tenant."""
    return {(key_id_of(sealed), unit.tenant) for field in SEALED_FIELDS for sealed in _sealed(unit, field)}


def _sealed(unit: Unit, field: SealedField) -> list[bytes]:
    query = select(field.table.c[field.column]).where(field.table.c.tenant_id == unit.tenant)
    found = (field.unpack(value) for value in unit.connection.execute(query).scalars() if value is not None)
    return [sealed for sealed in found if sealed is not None]


def sealed_rows(unit: Unit) -> int:
    """How many rows a tenant has in tables with sealed columns: what a run looks at."""
    counts = (
        select(func.count()).select_from(field.table).where(field.table.c.tenant_id == unit.tenant)
        for field in SEALED_FIELDS
    )
    return sum(unit.connection.execute(count).scalar_one() for count in counts)


def any_left(unit: Unit) -> bool:
    """Whether a run was begun and is not finished: a row under a retired key that opens."""
    return any(isinstance(found, bytes) for found in _under_others(unit))


def closed_rows(unit: Unit) -> int:
    """How many values no key of the ring opens."""
    return sum(isinstance(found, Closed) for found in _under_others(unit))


def _under_others(unit: Unit) -> Iterator[bytes | Closed]:
    """What opens, or does not, of all that is sealed under another key than the active one."""
    ring = opening_ring(unit)
    active = ring.active.key_id if ring.active else ""
    for field in SEALED_FIELDS:
        query = select(field.table).where(field.table.c.tenant_id == unit.tenant)
        for row in unit.connection.execute(query).mappings():
            sealed = field.unpack(row[field.column])
            if sealed is not None and key_id_of(sealed) != active:
                yield unseal(ring, field.place(unit.tenant, row), sealed)
