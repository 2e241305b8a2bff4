"""Who works on a document or a proposal, and since when."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.taken import taken


def upgrade(step: Step) -> None:
    step.create(taken)
