"""Exchange rates, asset cards and their use, which only grow; and a settlement of nothing but base currency is let
through on red items too.
"""

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers
from ledger.store.schema.assets import asset_card, asset_use
from ledger.store.schema.rates import exchange_rate


def upgrade(step: Step) -> None:
    step.create(exchange_rate, asset_card, asset_use, rights="SELECT, INSERT")
    refresh_triggers(step)
