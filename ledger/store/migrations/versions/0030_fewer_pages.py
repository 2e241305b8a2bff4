"""Fewer pages a voucher: what every posting writes is kept in one tree on SQLite, and indexed only while it is looked for.

A table with a row number of its own is two trees there, the rows and their key. Messages handed over, and authorities
that no proposal stands behind, leave their indexes. Books made since are so from the start.
"""

from sqlalchemy import Table, text

from ledger.store.audit_store import only_grows
from ledger.store.migrations.helpers import Step
from ledger.store.schema.audit import audit_act
from ledger.store.schema.jobs import outbox


def upgrade(step: Step) -> None:
    if step.engine_name == "sqlite":
        _without_row_numbers(step, outbox)
        if _without_row_numbers(step, audit_act):
            for trigger in only_grows("audit_act"):
                step.connection.exec_driver_sql(trigger)
    step.run("DROP INDEX IF EXISTS outbox_waiting")
    step.run("CREATE INDEX outbox_waiting ON outbox (tenant_id, message_id) WHERE handed_at IS NULL")
    step.run("DROP INDEX IF EXISTS authority_proposal")
    step.run("CREATE INDEX authority_proposal ON authority (tenant_id, proposal_id) WHERE proposal_id IS NOT NULL")


def _without_row_numbers(step: Step, table: Table) -> bool:
    """Make a table anew with the same rows, unless it is so already; its triggers go with the old one."""
    made = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    if "WITHOUT ROWID" in str(step.connection.scalar(made, {"name": table.name})):
        return False
    there = {row[1] for row in step.connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
    names = ", ".join(f'"{column.name}"' for column in table.columns if column.name in there)
    for index in table.indexes:
        step.run(f"DROP INDEX IF EXISTS {index.name}")
    step.run(f"ALTER TABLE {table.name} RENAME TO {table.name}_before")
    step.create(table)
    step.run(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {table.name}_before")  # noqa: S608 - our own names
    step.run(f"DROP TABLE {table.name}_before")
    return True
