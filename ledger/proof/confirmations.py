"""Who confirmed what: never what they made or changed, and never more than their limit for one payee within 24 hours.

What each confirmation counts is recomputed from the text that was signed and compared with what the database wrote down.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from typing import Any

from ledger.proof.findings import Findings
from ledger.proposals.limits import WINDOW, amounts
from ledger.store import Unit
from ledger.store.statement import text

_GIVEN = (
    "SELECT a.authority_id, a.confirmer, a.given_at, a.amount_minor, a.limit_minor, p.origin, r.body, s.undone_by,"
    " b.delegator"
    " FROM authority AS a JOIN proposal AS p ON p.tenant_id = a.tenant_id AND p.proposal_id = a.proposal_id"
    " JOIN proposal_revision AS r ON r.tenant_id = a.tenant_id AND r.proposal_id = a.proposal_id"
    " AND r.revision_no = a.revision_no LEFT JOIN authority_spent AS s ON s.tenant_id = a.tenant_id"
    " AND s.authority_id = a.authority_id LEFT JOIN confirmed_on_behalf AS b ON b.tenant_id = a.tenant_id"
    " AND b.authority_id = a.authority_id WHERE a.tenant_id = :t AND a.kind <> 'rule' ORDER BY a.given_at, a.authority_id"
)
_COUNTED = (
    "SELECT authority_id, confirmer, payee, given_at, amount_minor, counted FROM confirmed_for WHERE tenant_id = :t"
)
_OWN = (
    "SELECT DISTINCT a.authority_id FROM authority AS a JOIN proposal_revision AS r ON r.tenant_id = a.tenant_id AND"
    " r.proposal_id = a.proposal_id AND r.maker = a.confirmer JOIN confirmed_for AS c ON c.tenant_id = a.tenant_id AND"
    " c.authority_id = a.authority_id AND c.payee = '' AND c.counted = 1 WHERE a.tenant_id = :t"
    " UNION SELECT a.authority_id FROM authority AS a JOIN delegation AS d ON d.tenant_id = a.tenant_id AND d.delegate ="
    " a.confirmer AND d.from_at <= a.given_at AND a.given_at < d.until_at JOIN proposal_revision AS r ON r.tenant_id ="
    " a.tenant_id AND r.proposal_id = a.proposal_id AND r.maker = d.delegator WHERE a.tenant_id = :t AND NOT EXISTS"
    " (SELECT 1 FROM delegation_ended AS e WHERE e.tenant_id = d.tenant_id AND e.delegation_id = d.delegation_id AND"
    " e.ended_at <= a.given_at)"
)
_BEHALF = (
    "SELECT b.authority_id FROM confirmed_on_behalf AS b LEFT JOIN authority AS a ON a.tenant_id = b.tenant_id AND"
    " a.authority_id = b.authority_id LEFT JOIN delegation AS d ON d.tenant_id = b.tenant_id AND"
    " d.delegation_id = b.delegation_id LEFT JOIN delegation_ended AS e ON e.tenant_id = b.tenant_id AND"
    " e.delegation_id = b.delegation_id WHERE b.tenant_id = :t AND (a.authority_id IS NULL OR d.delegation_id IS NULL OR"
    " d.delegate <> a.confirmer OR d.delegator <> b.delegator OR a.given_at < d.from_at OR a.given_at >= d.until_at OR"
    " a.limit_minor IS NULL OR a.limit_minor > d.limit_minor OR e.ended_at <= a.given_at OR EXISTS (SELECT 1 FROM"
    " proposal_revision AS r WHERE r.tenant_id = a.tenant_id AND r.proposal_id = a.proposal_id AND r.maker = b.delegator))"
)
"""Confirmations on another's behalf that no delegation allowed: its days, its amount, its two people, what either made."""

Counted = dict[tuple[str, str], tuple[int, int, int]]
"""By confirmer and payee: when, how much, and whether limits were summed already."""


def check_confirmations(unit: Unit, findings: Findings) -> None:
    """Confirmations against the makers of their proposals, and against what the same person confirmed before."""
    known = {"t": unit.tenant}
    for (authority,) in unit.connection.execute(text(_OWN), known):
        findings.add("proof.confirmed_own", authority, authority=authority)
    for (authority,) in unit.connection.execute(text(_BEHALF), known):
        findings.add("proof.confirmed_for_nobody", authority, authority=authority)
    counted: dict[str, Counted] = defaultdict(dict)
    for authority, who, payee, at, minor, is_counted in unit.connection.execute(text(_COUNTED), known):
        counted[authority][who, payee] = int(at), int(minor), int(is_counted)
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    given = unit.connection.execute(text(_GIVEN), known, execution_options={"yield_per": 200})
    for row in given.mappings():
        rows = counted.pop(row["authority_id"], {})
        if not _as_signed(row, rows):
            findings.add("proof.confirmed_differs", row["authority_id"], authority=row["authority_id"])
        elif row["undone_by"] is None and _beyond(row, rows, spans):
            findings.add("proof.confirmed_beyond", row["authority_id"], authority=row["authority_id"])
    for authority in counted:
        findings.add("proof.confirmed_differs", authority, authority=authority)


def _as_signed(row: Any, rows: Counted) -> bool:
    """Whether what was written down is what the signed text says; before limits were summed, only the whole was."""
    wanted = {"": int(row["amount_minor"])}
    summed = any(counted for _, _, counted in rows.values())
    if summed:
        wanted |= amounts(json.loads(row["body"])["content"]["entries"], row["origin"])
    givers = [row["confirmer"], *((row["delegator"],) if row["delegator"] else ())]
    alike = all(at == row["given_at"] and counted == summed for at, _, counted in rows.values())
    expected = {(giver, payee): minor for giver in givers for payee, minor in wanted.items()}
    return alike and {key: minor for key, (_, minor, _) in rows.items()} == expected


def _beyond(row: Any, rows: Counted, spans: dict[tuple[str, str], list[tuple[int, int]]]) -> bool:
    """Whether it goes beyond its limit with what came within 24 hours before it; it is added to ``spans``."""
    span, beyond = int(WINDOW.total_seconds()) * 1_000_000, False
    for key, (at, minor, _) in rows.items():
        if not key[1]:
            continue
        earlier = spans[key]
        first = bisect_right(earlier, (at - span, 2**63))
        total = minor + sum(amount for _, amount in earlier[first:])
        beyond = beyond or (row["limit_minor"] is not None and total > row["limit_minor"])
        earlier.append((at, minor))
    return beyond
