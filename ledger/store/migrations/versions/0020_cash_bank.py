"""Bank statements and what was held against the books, counts of cash, bills and what happened to them; all only grow."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema import cash
from ledger.store.schema.bills import bill, bill_event


def upgrade(step: Step) -> None:
    step.create(
        cash.bank_statement, cash.bank_statement_out, cash.bank_line, cash.bank_match, cash.bank_match_part,
        cash.bank_match_undone, cash.cash_count, bill, bill_event, rights="SELECT, INSERT",
    )  # fmt: skip
