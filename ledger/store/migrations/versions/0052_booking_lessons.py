"""What confirmed vouchers taught of accounts, dimensions and tax, each findable by vendor and by word, and what is forgotten."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.lessons import booking_forgotten, booking_lesson, booking_word


def upgrade(step: Step) -> None:
    step.create(booking_lesson, booking_word, booking_forgotten)
