"""What the steps of a month end keep: invoices nobody expects any more, with the reason."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.missing_invoices import missing_excuse


def upgrade(step: Step) -> None:
    step.create(missing_excuse, rights="SELECT, INSERT")
