"""The company's facts, its people, and the audit trail (on SQLite the stream of reads is a file of its own)."""

from ledger.store.audit_store import only_grows
from ledger.store.migrations.helpers import Step
from ledger.store.schema.audit import audit_act, audit_group, audit_head, audit_read
from ledger.store.schema.people import api_token, company, one_time_link, person, person_role, session

_ONLY_GROWS = "SELECT, INSERT"


def upgrade(step: Step) -> None:
    step.create(company, person, person_role, session, one_time_link, api_token, audit_head)
    step.create(audit_act, rights=_ONLY_GROWS)
    if step.engine_name == "sqlite":
        for trigger in only_grows("audit_act"):
            step.connection.exec_driver_sql(trigger)
    else:
        step.create(audit_read, audit_group, rights=_ONLY_GROWS)
