"""What the steps of a month end keep: invoices nobody expects any more, and templates of vouchers in every version."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.missing_invoices import missing_excuse
from ledger.store.schema.templates import voucher_template


def upgrade(step: Step) -> None:
    step.create(missing_excuse, voucher_template, rights="SELECT, INSERT")
