"""核对 Verify: everything that can be recomputed is, and compared with what is stored.

Whoever opens the SQLite file with another program, or is superuser of PostgreSQL, cannot be refused; what
they changed must be found here. What stays undetectable without a checkpoint kept outside is a whole book
rebuilt consistently from some batch on: pass ``anchors`` or ``kept`` checkpoints, held elsewhere, to close that.
"""

from __future__ import annotations

from ledger.proof.authority import check_authority
from ledger.proof.chain import check_chain
from ledger.proof.checkpoint import Checkpoint
from ledger.proof.confirmations import check_confirmations
from ledger.proof.findings import Anchor, Findings, VerifyReport
from ledger.proof.logs import hold_against
from ledger.proof.master_data import check_master_data
from ledger.proof.schema import check_schema
from ledger.proof.sealed import check_sealed
from ledger.proof.sums import check_sums
from ledger.proof.trail import check_acts, check_reads
from ledger.store import Unit
from ledger.store.statement import text


def verify(
    unit: Unit, anchors: tuple[Anchor, ...] = (), kept: tuple[Checkpoint, ...] = (), stream: Unit | None = None
) -> VerifyReport:
    """Check one tenant's books and audit trail; read only, one consistent view.

    ``stream`` is of the reads and refusals, where those are to be read too.
    """
    findings = Findings()
    check_schema(unit, findings)
    read = check_chain(unit, findings, anchors)
    check_sums(unit, findings)
    check_authority(unit, findings)
    check_confirmations(unit, findings)
    check_master_data(unit, findings)
    _check_references(unit, findings)
    check_sealed(unit, findings)
    acts = check_acts(unit, findings)
    reads = check_reads(stream, findings) if stream is not None else 0
    hold_against(unit, stream, kept, findings)
    periods = unit.connection.execute(
        text("SELECT count(*) FROM period WHERE tenant_id = :t"), {"t": unit.tenant}
    ).scalar_one()
    return VerifyReport(
        findings.closed(),
        len(read.batches),
        read.vouchers,
        read.lines,
        int(periods),
        bool(anchors or kept),
        tuple(read.heads),
        acts,
        reads,
    )


def _check_references(unit: Unit, findings: Findings) -> None:
    """Rows that point to nothing, and pages that do not read: what the engine itself can tell."""
    if unit.engine_name == "sqlite":
        for row in unit.connection.execute(text("PRAGMA foreign_key_check")):
            findings.add("proof.orphan", str(row[0]), table=row[0])
        state = unit.connection.execute(text("PRAGMA quick_check")).scalar()
        if state != "ok":
            findings.add("proof.file_damaged", "", detail=str(state)[:200])
        return
    loose = unit.connection.execute(
        text(
            "SELECT c.batch_id FROM claim AS c LEFT JOIN batch AS b ON b.tenant_id = c.tenant_id AND b.batch_id = c.batch_id"
            " WHERE c.tenant_id = :t AND b.batch_id IS NULL UNION SELECT b.batch_id FROM batch AS b LEFT JOIN claim AS c"
            " ON c.tenant_id = b.tenant_id AND c.batch_id = b.batch_id WHERE b.tenant_id = :t AND c.batch_id IS NULL"
        ),
        {"t": unit.tenant},
    )
    for (batch_id,) in loose:
        findings.add("proof.unsealed_entry", str(batch_id), batch=batch_id)
