"""Pending work and outgoing messages."""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.schema.jobs import job, job_step, outbox


def upgrade(step: Step) -> None:
    """Create the tables of the jobs port and the outbox."""
    step.create(job, job_step, outbox)
