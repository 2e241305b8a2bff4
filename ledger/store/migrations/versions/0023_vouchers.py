"""What people typed and have not handed in yet, and the way from a voucher to those that put it right.

One person's drafts are not there for another. Books made since carry the index from the start (``sql/books.sql``).
"""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.typed import typed_draft


def upgrade(step: Step) -> None:
    step.create(typed_draft, of_person=True)
    step.run(
        "CREATE INDEX IF NOT EXISTS entry_correcting ON entry (tenant_id, corrects_batch, corrects_entry)"
        " WHERE corrects_batch IS NOT NULL"
    )
