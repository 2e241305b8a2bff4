"""The currency of a bill. One kept before this stands in the base currency: its column is empty."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.bills import bill


def upgrade(step: Step) -> None:
    step.add_column("bill", bill.c.currency._copy())
