"""Alerts; nobody deletes one."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.risk import alert


def upgrade(step: Step) -> None:
    step.create(alert, rights="SELECT, INSERT, UPDATE")
    if step.engine_name == "sqlite":
        step.connection.exec_driver_sql(
            "CREATE TRIGGER alert_no_delete BEFORE DELETE ON alert"
            " BEGIN SELECT RAISE(ABORT, 'alert.never_deleted'); END"
        )
