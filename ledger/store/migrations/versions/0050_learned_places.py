"""Where people said that a field stands on a vendor's documents, so that the next one is read there."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence import learned_place


def upgrade(step: Step) -> None:
    step.create(learned_place)
