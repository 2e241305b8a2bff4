"""Whom a session sees as and until when; accounts of the company's sign-in; what strangers in Slack sent, sealed."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.people import session


def upgrade(step: Step) -> None:
    for column in (session.c.see_as, session.c.see_until):
        step.add_column("session", column._copy())
