"""Who asked for whose way in, and who agreed: roles that may confirm want two people."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.people import people_request


def upgrade(step: Step) -> None:
    step.create(people_request, rights="SELECT, INSERT, UPDATE")
