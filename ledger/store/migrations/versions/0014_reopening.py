"""A period may be closed more than once: closings get a number, a table says why one was opened again, and the
month end gets the dated facts it goes by and the notes on what moved, which only grow.

SQLite cannot change a primary key: the table is made anew with its rows. Nothing points to it.
"""

from __future__ import annotations

from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers, table_statement
from ledger.store.schema.closing import closing_fact, movement_note

_COLUMNS = "tenant_id, book_id, period, position, hash, closed_at, closed_by"


def upgrade(step: Step) -> None:
    dialect = step.op.get_bind().dialect
    if "reopening" not in dialect.get_table_names(step.connection):
        _number_closings(step)
        step.run(table_statement(step, "reopening"))
        step.secure("reopening", "SELECT, INSERT")
    step.create(closing_fact)
    step.create(movement_note, rights="SELECT, INSERT")
    refresh_triggers(step)


def _number_closings(step: Step) -> None:
    if step.engine_name == "postgresql":
        step.run("ALTER TABLE closing ADD COLUMN number bigint NOT NULL DEFAULT 1")
        step.run("ALTER TABLE closing ALTER COLUMN number DROP DEFAULT")
        step.run("ALTER TABLE closing DROP CONSTRAINT closing_pkey")
        step.run("ALTER TABLE closing ADD PRIMARY KEY (tenant_id, book_id, period, number)")
        return
    for trigger in ("period_closing", "period_kept", "closing_no_update", "closing_no_delete"):
        step.run(f"DROP TRIGGER IF EXISTS {trigger}")
    step.run("ALTER TABLE closing RENAME TO closing_before")
    step.run(table_statement(step, "closing"))
    step.run(f"INSERT INTO closing ({_COLUMNS}, number) SELECT {_COLUMNS}, 1 FROM closing_before")  # noqa: S608
    step.run("DROP TABLE closing_before")
