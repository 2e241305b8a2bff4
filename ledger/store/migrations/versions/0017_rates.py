"""Exchange rates, which only grow; and a settlement of nothing but base currency is let through on red items too."""

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers
from ledger.store.schema.rates import exchange_rate


def upgrade(step: Step) -> None:
    step.create(exchange_rate, rights="SELECT, INSERT")
    refresh_triggers(step)
