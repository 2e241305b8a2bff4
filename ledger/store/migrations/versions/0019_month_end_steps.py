"""What the steps of a month end keep: invoices nobody expects any more, and in every version
templates of vouchers and rules of allocation.
"""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.allocation_rules import allocation_rule
from ledger.store.schema.missing_invoices import missing_excuse
from ledger.store.schema.templates import voucher_template


def upgrade(step: Step) -> None:
    step.create(missing_excuse, voucher_template, allocation_rule, rights="SELECT, INSERT")
