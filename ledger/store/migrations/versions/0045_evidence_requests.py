"""What auditors ask the company for, and sample packs too large to be made while one waits."""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence_requests import evidence_request, sample_pack


def upgrade(step: Step) -> None:
    step.create(evidence_request, sample_pack)
