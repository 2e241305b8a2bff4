"""Documents and what was read from them."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence import document


def upgrade(step: Step) -> None:
    step.create(document)
