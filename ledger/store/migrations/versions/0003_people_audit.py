"""The company's facts, its people, and the audit trail."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.audit import audit_act, audit_group, audit_head, audit_read
from ledger.store.schema.people import api_token, company, one_time_link, person, person_role, session

_ONLY_GROWS = "SELECT, INSERT"


def upgrade(step: Step) -> None:
    step.create(company, person, person_role, session, one_time_link, api_token, audit_head)
    step.create(audit_act, audit_read, audit_group, rights=_ONLY_GROWS)
    if step.engine_name == "sqlite":
        for table in ("audit_act", "audit_read", "audit_group"):
            for act in ("UPDATE", "DELETE"):
                step.connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, 'audit.only_grows'); END"
                )
