"""Views of reports that people saved. One person's views are not there for another."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.views import saved_view


def upgrade(step: Step) -> None:
    step.create(saved_view, of_person=True)
