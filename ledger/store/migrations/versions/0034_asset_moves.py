"""From which month another department bears what a card carries; rows only grow."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.assets import asset_move


def upgrade(step: Step) -> None:
    step.create(asset_move, rights="SELECT, INSERT")
