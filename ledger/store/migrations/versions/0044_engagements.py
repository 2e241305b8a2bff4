"""External auditors: until when, which books, which fiscal years."""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.schema.engagements import engagement


def upgrade(step: Step) -> None:
    step.create(engagement, rights="SELECT, INSERT")
