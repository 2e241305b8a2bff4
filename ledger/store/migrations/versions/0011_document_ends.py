"""Who ended a document that became no proposal, when and why."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence import document


def upgrade(step: Step) -> None:
    for name in ("ended_by", "ended_at", "ended_why"):
        step.add_column("document", document.c[name]._copy())
