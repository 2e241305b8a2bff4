"""PostgreSQL: room beside each balance for its next value, and statistics that a posting may refresh."""

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers


def upgrade(step: Step) -> None:
    """Updates stay on their page while it has room, so the key index is not written again."""
    if step.engine_name != "postgresql":
        return
    refresh_triggers(step)
    for table in ("balance", "balance_dim"):
        step.run(f"ALTER TABLE {table} SET (fillfactor = 60)")
    step.run("REVOKE ALL ON FUNCTION zf_refresh_statistics FROM PUBLIC")
    step.run(f'GRANT EXECUTE ON FUNCTION zf_refresh_statistics TO "{step.app_role}"')
