"""What a document came in: the zip or the mail that held it."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence import document


def upgrade(step: Step) -> None:
    step.add_column("document", document.c.came_in._copy())
