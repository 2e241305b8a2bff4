"""Sealed fields: each opens in the row it stands in, under a key of the ring, and its blind index is that of what it says."""

from __future__ import annotations

from sqlalchemy import select

from ledger.proof.findings import Findings
from ledger.store import Unit
from ledger.store.keyring import Ring
from ledger.store.sealed_fields import SEALED_FIELDS, SealedField, Values
from ledger.store.sealing import Closed, blind, opening_ring, unseal

NO_KEY = "proof.sealed_no_key"
"""The one finding that says nothing about the data, only about the ring at hand."""


def check_sealed(unit: Unit, findings: Findings) -> None:
    """Rows that were changed or moved, and key ids that nobody has."""
    ring = opening_ring(unit)
    for field in SEALED_FIELDS:
        query = select(field.table).where(field.table.c.tenant_id == unit.tenant)
        for row in unit.connection.execute(query).mappings():
            _check(unit, ring, field, row, findings)


def _check(unit: Unit, ring: Ring, field: SealedField, row: Values, findings: Findings) -> None:
    sealed = field.unpack(row[field.column])
    if sealed is None:
        return
    place = field.place(unit.tenant, row)
    where, plain = "/".join((field.table.name, *place.key)), unseal(ring, place, sealed)
    if isinstance(plain, Closed):
        code = NO_KEY if plain.why == "no_key" else "proof.sealed_moved"
        findings.add(code, where, table=field.table.name, key=plain.key_id, file=ring.path)
    elif field.index and row[field.index] not in blind(ring, field.anywhere(unit.tenant), plain):
        findings.add("proof.sealed_index", where, table=field.table.name)
