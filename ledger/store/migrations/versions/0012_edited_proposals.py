"""A proposal whose lines are edited is a draft again: the trigger that knows the states lets it go back."""

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers


def upgrade(step: Step) -> None:
    refresh_triggers(step)
