"""A party's bank account names the change of master data it is paid to by; and a payment of a locked vendor is refused.

Accounts that were approved before point at the change that says so, or else at one written here that is marked as carried
over and holds no number: for these the number was never written down beside the account.
"""

from sqlalchemy import text

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers
from ledger.store.schema.business import CARRIED_OVER, party_account

_AGREED = (
    "UPDATE party_account SET change_id = (SELECT max(c.change_id) FROM party_change AS c WHERE c.tenant_id ="
    " party_account.tenant_id AND c.party_id = party_account.party_id AND c.field = 'account' AND c.agreed = 1"
    " AND c.after = party_account.number) WHERE tenant_id = :t AND approved = 1 AND change_id IS NULL"
)
_BEFORE = "SELECT party_id, number, bank FROM party_account WHERE tenant_id = :t AND approved = 1 AND change_id IS NULL"
_CARRIED = (
    "INSERT INTO party_change (tenant_id, change_id, party_id, field, before, after, bank, reason, proposed_by, proposed_at,"
    " settled_by, settled_at, agreed, note) SELECT tenant_id, :id, party_id, 'account', 'approved', '', :bank, :word, :word,"
    " added_at, 'migration', added_at, 1, :word FROM party WHERE tenant_id = :t AND party_id = :party"
)
_POINT = "UPDATE party_account SET change_id = :id WHERE tenant_id = :t AND party_id = :party AND number = :number"


def upgrade(step: Step) -> None:
    step.add_column("party_account", party_account.c.change_id._copy())
    for tenant in step.connection.execute(text("SELECT tenant_id FROM tenant")).scalars().all():
        if step.engine_name == "postgresql":  # its rows are walled off from the owner too
            step.connection.execute(text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
        step.connection.execute(text(_AGREED), {"t": tenant})
        for place, (party, number, bank) in enumerate(step.connection.execute(text(_BEFORE), {"t": tenant}).all()):
            known = {"t": tenant, "id": f"before-{place:06}", "party": party, "bank": bank, "word": CARRIED_OVER}
            step.connection.execute(text(_CARRIED), known)
            step.connection.execute(text(_POINT), {"t": tenant, "id": known["id"], "party": party, "number": number})
    refresh_triggers(step)
