"""Conversations and their turns, behind a wall of the person as well as of the company."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.conversations import conversation, message


def upgrade(step: Step) -> None:
    step.create(conversation, message, of_person=True)
