"""The audit trail read again: acts one by one along their chain, reads group by group along theirs."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import select

from ledger.proof.findings import Findings
from ledger.store import Unit
from ledger.store.audit import GENESIS, chain
from ledger.store.schema.audit import audit_act, audit_group, audit_head, audit_read

_KEYS = frozenset({"tenant_id", "number", "hash", "group_number", "position"})
_EACH = 5_000


def _record(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _KEYS}


def check_acts(unit: Unit, findings: Findings) -> int:
    """Numbers without a gap, every hash over the one before, the head the last; how many acts there are."""
    query = select(audit_act).where(audit_act.c.tenant_id == unit.tenant).order_by(audit_act.c.number)
    rows = unit.connection.execute(query, execution_options={"yield_per": _EACH}).mappings()
    previous, count, last = GENESIS, 0, 0
    for row in rows:
        number, count = row["number"], count + 1
        if number != last + 1:
            findings.add("proof.trail_gap", f"act {number}", number=number)
        elif chain(previous, [_record(row)]) != bytes(row["hash"]):
            findings.add("proof.trail_changed", f"act {number}", record=f"act {number}")
        previous, last = bytes(row["hash"]), number
    head = unit.connection.execute(
        select(audit_head.c.number, audit_head.c.hash).where(audit_head.c.tenant_id == unit.tenant)
    ).one_or_none()
    if (last, previous) != ((0, GENESIS) if head is None else (head.number, bytes(head.hash))):
        findings.add("proof.trail_head", "audit")
    return count


def check_reads(unit: Unit, findings: Findings) -> int:
    """The stream of reads and refusals likewise; ``unit`` is of the stream. How many records there are."""
    of, mine = audit_read.c, audit_read.c.tenant_id == unit.tenant
    query = select(audit_read).where(mine).order_by(of.group_number, of.position)
    rows = unit.connection.execute(query, execution_options={"yield_per": _EACH}).mappings()
    of_groups = select(audit_group).where(audit_group.c.tenant_id == unit.tenant).order_by(audit_group.c.group_number)
    groups = {row.group_number: row for row in unit.connection.execute(of_groups)}
    previous, count, last = GENESIS, 0, 0
    for number, group in groupby(rows, key=lambda row: row["group_number"]):
        records = [_record(row) for row in group]
        count += len(records)
        kept = groups.pop(number, None)
        if kept is None or number != last + 1:
            findings.add("proof.trail_gap", f"read {number}", number=number)
        elif (kept.records, bytes(kept.hash)) != (len(records), chain(previous, records)):
            findings.add("proof.trail_changed", f"read {number}", record=f"read {number}")
        previous, last = bytes(kept.hash) if kept is not None else previous, number
    for number in groups:
        findings.add("proof.trail_gap", f"read {number}", number=number)
    return count
