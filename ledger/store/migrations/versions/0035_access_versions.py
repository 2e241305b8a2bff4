"""Access rules that a company changes itself: versions that only grow, and drafts that a second person publishes."""

from ledger.store.audit_store import only_grows
from ledger.store.migrations.helpers import Step
from ledger.store.schema.access import access_draft, access_version


def upgrade(step: Step) -> None:
    step.create(access_version, rights="SELECT, INSERT")
    step.create(access_draft, rights="SELECT, INSERT, UPDATE")
    if step.engine_name == "sqlite":
        for trigger in only_grows("access_version"):
            step.connection.exec_driver_sql(trigger)
