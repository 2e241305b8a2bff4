"""Policy texts and the vectors of their passages."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.policies import policy_text, policy_vector


def upgrade(step: Step) -> None:
    step.create(policy_text, policy_vector)
