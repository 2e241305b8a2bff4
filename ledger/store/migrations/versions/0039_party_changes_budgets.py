"""Changes of master data that a second person settles; what people and processes used of their budgets, day by day."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.budgets import budget_use
from ledger.store.schema.business import party_change


def upgrade(step: Step) -> None:
    step.create(party_change, rights="SELECT, INSERT, UPDATE")
    step.create(budget_use)
