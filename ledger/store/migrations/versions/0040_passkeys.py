"""Passkeys, the challenges they answer, and from which amount on a company wants one for a confirmation."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.passkeys import passkey, passkey_challenge
from ledger.store.schema.people import company


def upgrade(step: Step) -> None:
    step.create(passkey, passkey_challenge)
    step.add_column("company", company.c.passkey_from_minor._copy())
