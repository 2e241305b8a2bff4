"""Forms of statements that a company made of its own."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.own_forms import own_form


def upgrade(step: Step) -> None:
    step.create(own_form, rights="SELECT, INSERT")
