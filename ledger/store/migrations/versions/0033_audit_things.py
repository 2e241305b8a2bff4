"""Audit records name the things they are about, so that a voucher's trail can be found.

The stream of reads is a file of its own on SQLite; it gets its column when it is opened next.
"""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.audit import audit_act, audit_read


def upgrade(step: Step) -> None:
    tables = (audit_act,) if step.engine_name == "sqlite" else (audit_act, audit_read)
    for table in tables:
        step.add_column(table.name, table.c.about._copy())
