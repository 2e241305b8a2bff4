"""Parties and their approved bank accounts."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.business import party, party_account


def upgrade(step: Step) -> None:
    step.create(party, party_account)
