"""For auditors: records of the audit name the things they are about, and samples are kept with their conclusions.

The stream of reads is a file of its own on SQLite; it gets its column when it is opened next.
"""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.audit import audit_act, audit_read
from ledger.store.schema.samples import sample, sample_conclusion, sample_item


def upgrade(step: Step) -> None:
    tables = (audit_act,) if step.engine_name == "sqlite" else (audit_act, audit_read)
    for table in tables:
        step.add_column(table.name, table.c.about._copy())
    step.create(sample, sample_item, sample_conclusion, rights="SELECT, INSERT")
