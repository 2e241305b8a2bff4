"""The logs of a company as trees: each book's batches, and the two streams of the audit trail; and a checkpoint held against them."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.proof.checkpoint import Checkpoint
from ledger.proof.findings import Findings
from ledger.proof.tree import head_of, leaf_of
from ledger.store import Unit
from ledger.store.statement import text

_BOOKS = "SELECT book_id, code FROM book WHERE tenant_id = :t ORDER BY book_id"
_BATCHES = "SELECT hash FROM batch WHERE tenant_id = :t AND book_id = :b ORDER BY position"
_READS = "SELECT hash FROM audit_group WHERE tenant_id = :t ORDER BY group_number"
_ACTS = "SELECT hash FROM audit_act WHERE tenant_id = :t ORDER BY number"


def logs_of(unit: Unit, stream: Unit | None = None) -> dict[str, list[bytes]]:
    """Origin to the leaves of that log, in order; ``stream`` is of reads and refusals."""
    start = f"zhangfang/{unit.tenant}"
    found = {}
    for book_id, code in unit.connection.execute(text(_BOOKS), {"t": unit.tenant}).all():
        rows = unit.connection.execute(text(_BATCHES), {"t": unit.tenant, "b": book_id})
        found[f"{start}/book/{code}"] = [leaf_of(bytes(row[0])) for row in rows]
    acts = unit.connection.execute(text(_ACTS), {"t": unit.tenant})
    found[f"{start}/audit"] = [leaf_of(bytes(row[0])) for row in acts]
    if stream is not None:
        reads = stream.connection.execute(text(_READS), {"t": unit.tenant})
        found[f"{start}/reads"] = [leaf_of(bytes(row[0])) for row in reads]
    return found


def heads_of(unit: Unit, stream: Unit | None = None) -> list[tuple[str, int, bytes]]:
    """Origin, size and tree head of every log: what a checkpoint is made of."""
    return [(origin, len(leaves), head_of(leaves)) for origin, leaves in logs_of(unit, stream).items()]


def hold_against(unit: Unit, stream: Unit | None, kept: Sequence[Checkpoint], findings: Findings) -> None:
    """Each checkpoint must be a state this log once had: as many leaves, and the same head over them."""
    logs = logs_of(unit, stream) if kept else {}
    for one in kept:
        leaves = logs.get(one.origin)
        if leaves is None:
            findings.add("proof.checkpoint_of_another", one.origin, origin=one.origin)
        elif len(leaves) < one.size:
            findings.add(
                "proof.checkpoint_longer", one.origin, origin=one.origin, kept=one.size, here=len(leaves), at=one.at
            )
        elif head_of(leaves[: one.size]) != one.root:
            findings.add("proof.checkpoint_differs", one.origin, origin=one.origin, size=one.size, at=one.at)
