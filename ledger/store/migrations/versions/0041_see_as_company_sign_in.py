"""Whom a session sees as and until when; accounts of the company's sign-in; what strangers in Slack sent, sealed."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.company_sign_in import company_account, company_sign_in
from ledger.store.schema.people import person, session
from ledger.store.schema.slack import slack_sealed


def upgrade(step: Step) -> None:
    for column in (session.c.see_as, session.c.see_until):
        step.add_column("session", column._copy())
    step.add_column("person", person.c.email._copy())
    step.create(company_account, company_sign_in, slack_sealed)
