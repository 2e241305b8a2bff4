"""Who allowed each batch: its authority, unspent elsewhere, for exactly what was posted, never the maker's own."""

from __future__ import annotations

import hashlib
from typing import Any

from ledger.core import canonical
from ledger.proof.findings import Findings
from ledger.store import Unit
from ledger.store.statement import text

_GIVEN = (
    "SELECT b.batch_id, b.digest, b.root, b.book_id, b.period, b.layer, b.series, b.entry_count, b.line_count, b.checker,"
    " b.posted_at, a.authority_id, a.kind, a.maker, a.confirmer, a.via, a.digest AS given_digest, a.root AS given_root,"
    " a.book_id AS given_book, a.period AS given_period, a.layer AS given_layer, a.series AS given_series,"
    " a.entry_count AS given_entries, a.line_count AS given_lines, a.not_before, a.expires_at, a.amount_minor,"
    " a.limit_minor, s.batch_id AS spent_by FROM batch AS b LEFT JOIN authority AS a ON a.tenant_id = b.tenant_id"
    " AND a.authority_id = b.authority_id LEFT JOIN authority_spent AS s ON s.tenant_id = a.tenant_id"
    " AND s.authority_id = a.authority_id WHERE b.tenant_id = :t"
)


def check_authority(unit: Unit, findings: Findings) -> None:
    """Batches against authorities, authorities against revisions, proposals against batches."""
    for row in unit.connection.execute(text(_GIVEN), {"t": unit.tenant}).mappings():
        if not _fits(row):
            findings.add("proof.authority_differs", str(row["batch_id"]), batch=row["batch_id"])
    _spendings(unit, findings)
    _revisions(unit, findings)
    _proposals(unit, findings)


def _fits(row: Any) -> bool:
    if row["authority_id"] is None or row["spent_by"] != row["batch_id"]:
        return False
    same = all(
        row[own] == row[given]
        for own, given in (
            ("book_id", "given_book"), ("period", "given_period"), ("layer", "given_layer"), ("series", "given_series"),
            ("entry_count", "given_entries"), ("line_count", "given_lines"),
        )
    )  # fmt: skip
    bound = bytes(row["digest"]) == bytes(row["given_digest"]) and bytes(row["root"]) == bytes(row["given_root"])
    timely = row["not_before"] <= row["posted_at"] <= row["expires_at"]
    within = row["limit_minor"] is None or row["amount_minor"] <= row["limit_minor"]
    by_person = row["kind"] == "rule" or (
        row["via"] == "person" and row["confirmer"] == row["checker"] and row["confirmer"] != row["maker"]
    )
    return same and bound and timely and within and by_person


def _spendings(unit: Unit, findings: Findings) -> None:
    loose = unit.connection.execute(
        text(
            "SELECT s.authority_id FROM authority_spent AS s LEFT JOIN batch AS b ON b.tenant_id = s.tenant_id"
            " AND b.batch_id = s.batch_id AND b.authority_id = s.authority_id WHERE s.tenant_id = :t"
            " AND ((s.batch_id IS NULL) = (s.undone_by IS NULL) OR (s.batch_id IS NOT NULL AND b.batch_id IS NULL))"
        ),
        {"t": unit.tenant},
    )
    for (authority_id,) in loose:
        findings.add("proof.spending_differs", authority_id, authority=authority_id)


def _revisions(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT r.proposal_id, r.revision_no, r.maker, r.digest, r.root, r.body, p.kind, r.amount_minor FROM proposal_revision AS r"
            " JOIN proposal AS p ON p.tenant_id = r.tenant_id AND p.proposal_id = r.proposal_id WHERE r.tenant_id = :t"
        ),
        {"t": unit.tenant},
        execution_options={"yield_per": 200},
    )
    for proposal_id, number, maker, signed, root, body, kind, amount in rows:
        covered = _signed_text(body, {"kind": kind, "maker": maker, "root": bytes(root), "version": 1}, amount)
        if hashlib.sha256(covered).digest() != bytes(signed):
            findings.add("proof.revision_changed", f"{proposal_id}.{number}", proposal=proposal_id)
    unbound = unit.connection.execute(
        text(
            "SELECT a.authority_id FROM authority AS a LEFT JOIN proposal_revision AS r ON r.tenant_id = a.tenant_id AND"
            " r.proposal_id = a.proposal_id AND r.revision_no = a.revision_no WHERE a.tenant_id = :t AND a.kind <> 'rule'"
            " AND (r.digest IS NULL OR r.digest <> a.digest OR r.root <> a.root OR r.maker <> a.maker"
            " OR r.amount_minor <> a.amount_minor)"
        ),
        {"t": unit.tenant},
    )
    for (authority_id,) in unbound:
        findings.add("proof.spending_differs", authority_id, authority=authority_id)


def _signed_text(body: str, rest: dict[str, Any], amount: int) -> bytes:
    """What a revision's digest covers, canonical: its body is kept as canonical text whose keys (``content``,
    ``context``) stand between ``amount`` and ``kind``, so nothing needs to be parsed; a body kept otherwise differs."""
    return (
        canonical({"amount": amount})[:-1]
        + b","
        + body[1:-1].encode("utf-8", "surrogatepass")
        + b","
        + canonical(rest)[1:]
    )


def _proposals(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT p.proposal_id FROM proposal AS p LEFT JOIN authority AS a ON a.tenant_id = p.tenant_id AND"
            " a.proposal_id = p.proposal_id AND a.revision_no = p.revision_no AND EXISTS (SELECT 1 FROM batch AS b WHERE"
            " b.tenant_id = a.tenant_id AND b.authority_id = a.authority_id AND b.batch_id = p.batch_id)"
            " WHERE p.tenant_id = :t AND p.state = 'posted' AND a.authority_id IS NULL"
            " UNION SELECT a.proposal_id FROM batch AS b JOIN authority AS a ON a.tenant_id = b.tenant_id AND"
            " a.authority_id = b.authority_id JOIN proposal AS p ON p.tenant_id = a.tenant_id AND"
            " p.proposal_id = a.proposal_id WHERE b.tenant_id = :t"
            " AND (p.state <> 'posted' OR p.batch_id IS NULL OR p.batch_id <> b.batch_id)"
        ),
        {"t": unit.tenant},
    )
    for (proposal_id,) in rows:
        findings.add("proof.proposal_differs", proposal_id, proposal=proposal_id)
