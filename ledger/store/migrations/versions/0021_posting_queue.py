"""The queue of what asks to be posted by rule."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.queue import posting_request


def upgrade(step: Step) -> None:
    step.create(posting_request)
