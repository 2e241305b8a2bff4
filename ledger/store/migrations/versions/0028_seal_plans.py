"""PostgreSQL: the seal keeps one plan for every batch instead of making one anew for the size of each."""

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers


def upgrade(step: Step) -> None:
    if step.engine_name == "postgresql":
        refresh_triggers(step)
