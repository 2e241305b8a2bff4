"""Books, authority and proposals: everything sealed, with its triggers."""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import create_sealed


def upgrade(step: Step) -> None:
    """Create the sealed tables, their triggers, and on PostgreSQL their walls."""
    create_sealed(step)
