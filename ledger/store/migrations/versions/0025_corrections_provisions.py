"""Each book says how it takes a voucher back: in red on the same side, or on the other side. Books there were are red.

Books made since have the column from the start (``sql/books.sql``), there on the line of the one before it, as SQLite writes
an added column down: ``verify`` compares the text. And receivables provided for by
name; the company's address, and what was changed of its facts.
"""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers
from ledger.store.schema.people import company, company_change
from ledger.store.schema.provisions import specific_provision


def upgrade(step: Step) -> None:
    there = {item["name"] for item in step.op.get_bind().dialect.get_columns(step.connection, "book")}
    if "corrections" not in there:
        step.run(
            "ALTER TABLE book ADD COLUMN corrections TEXT NOT NULL DEFAULT 'red' CHECK (corrections IN ('red', 'swap'))"
        )
    step.add_column("company", company.c.address._copy())
    step.create(company_change, rights="SELECT, INSERT")
    step.create(specific_provision, rights="SELECT, INSERT")
    refresh_triggers(step)
