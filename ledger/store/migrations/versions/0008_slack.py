"""Slack: workspace, links, codes, events and messages."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.slack import slack_code, slack_event, slack_link, slack_message, slack_team


def upgrade(step: Step) -> None:
    step.create(slack_team, slack_link, slack_code, slack_event, slack_message)
