"""What a confirmation counts against its giver's limit, for each vendor and colleague; and who confirms for whom for a while.

Confirmations there were keep their whole amount and are marked as given before: for their vendors nothing is counted.
"""

from sqlalchemy import text

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers, table_statement

GROWING = ("delegation", "delegation_ended", "confirmed_on_behalf")
_BEFORE = (
    "INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)"
    " SELECT tenant_id, authority_id, confirmer, '', given_at, amount_minor, 0 FROM authority WHERE kind <> 'rule'"
)


def upgrade(step: Step) -> None:
    if "confirmed_for" not in step.op.get_bind().dialect.get_table_names(step.connection):
        step.run(table_statement(step, "confirmed_for"))
        step.run(table_statement(step, "confirmed_for_lately"))
        for tenant in step.connection.execute(text("SELECT tenant_id FROM tenant")).scalars().all():
            if step.engine_name == "postgresql":  # its rows are walled off from the owner too
                step.connection.execute(text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
            step.connection.execute(text(f"{_BEFORE} AND tenant_id = :t"), {"t": tenant})
        step.secure("confirmed_for", "SELECT")
        for name in GROWING:
            step.run(table_statement(step, name))
            step.secure(name, "SELECT, INSERT")
        step.run(table_statement(step, "delegation_delegate"))
    refresh_triggers(step)
