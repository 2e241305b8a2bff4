"""A party's bank account names the change of master data it is paid to by; and a payment of a locked vendor is refused.

Accounts that were approved before point at the change that says so, or else at one written here, marked as carried over.
"""

from __future__ import annotations

from sqlalchemy import text

from ledger.store.keyring import Ring, ring_to_seal_with
from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers
from ledger.store.schema.business import party_account
from ledger.store.sealed_fields import PARTY_ACCOUNT, PARTY_CHANGE
from ledger.store.sealing import seal, unseal

CARRIED_OVER = "carried over"
_APPROVED = "SELECT party_id, account_id, number, bank FROM party_account WHERE tenant_id = :t AND approved = 1 AND change_id IS NULL"
_AGREED = (
    "SELECT party_id, change_id, after_sealed FROM party_change WHERE tenant_id = :t AND field = 'account' AND agreed = 1"
    " AND after_sealed IS NOT NULL ORDER BY change_id"
)
_CARRIED = (
    "INSERT INTO party_change (tenant_id, change_id, party_id, field, before, after, after_sealed, bank, reason, proposed_by,"
    " proposed_at, settled_by, settled_at, agreed, note) SELECT tenant_id, :id, party_id, 'account', 'approved', :ends, :sealed,"
    " :bank, :word, :word, added_at, 'migration', added_at, 1, :word FROM party WHERE tenant_id = :t AND party_id = :party"
)
_POINT = "UPDATE party_account SET change_id = :id WHERE tenant_id = :t AND party_id = :party AND account_id = :account"


def upgrade(step: Step) -> None:
    step.add_column("party_account", party_account.c.change_id._copy())
    for tenant in step.tenants():
        approved = step.connection.execute(text(_APPROVED), {"t": tenant}).mappings().all()
        ring = ring_to_seal_with(step.home) if approved else None
        agreed = _agreed(step, tenant, ring) if ring else {}
        for place, row in enumerate(approved):
            assert ring is not None
            number = unseal(ring, PARTY_ACCOUNT.place(tenant, row), row["number"])
            if not isinstance(number, bytes):
                continue  # nobody can read it, so nobody is paid to it
            change = agreed.get((row["party_id"], number)) or _carried(
                step, tenant, ring, f"before-{place:06}", row, number
            )
            where = {"t": tenant, "id": change, "party": row["party_id"], "account": row["account_id"]}
            step.connection.execute(text(_POINT), where)
    refresh_triggers(step)


def _agreed(step: Step, tenant: str, ring: Ring) -> dict[tuple[str, bytes], str]:
    """The newest agreed change by party and number."""
    found = {}
    for row in step.connection.execute(text(_AGREED), {"t": tenant}).mappings():
        number = unseal(ring, PARTY_CHANGE.place(tenant, row), row["after_sealed"])
        if isinstance(number, bytes):
            found[str(row["party_id"]), number] = str(row["change_id"])
    return found


def _carried(step: Step, tenant: str, ring: Ring, change: str, row: object, number: bytes) -> str:
    """A settled change for an account whose own was never written down."""
    told = dict(row)  # type: ignore[call-overload]
    place = PARTY_CHANGE.place(tenant, {"party_id": told["party_id"], "change_id": change})
    known = {"t": tenant, "id": change, "party": told["party_id"], "bank": told["bank"], "word": CARRIED_OVER,
             "ends": number.decode()[-4:], "sealed": seal(ring, place, number)}  # fmt: skip
    step.connection.execute(text(_CARRIED), known)
    return change
