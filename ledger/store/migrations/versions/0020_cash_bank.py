"""Bank statements, and what was held against the books; all only grow."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema import cash


def upgrade(step: Step) -> None:
    step.create(
        cash.bank_statement, cash.bank_statement_out, cash.bank_line, cash.bank_match, cash.bank_match_part,
        cash.bank_match_undone, rights="SELECT, INSERT",
    )  # fmt: skip
