"""What people typed and have not handed in yet; on PostgreSQL one person's rows are not there for another."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.typed import typed_draft


def upgrade(step: Step) -> None:
    step.create(typed_draft, of_person=True)
