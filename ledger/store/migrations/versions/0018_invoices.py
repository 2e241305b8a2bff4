"""The invoice register's facts (verified, use confirmed, transferred out) and the tax bureau's lists, which only grow."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.invoices import bureau_invoice, bureau_list, invoice_fact


def upgrade(step: Step) -> None:
    step.create(invoice_fact, bureau_list, bureau_invoice, rights="SELECT, INSERT")
