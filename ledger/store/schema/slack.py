"""Slack: which workspace is ours, who is who there, codes that wait to be typed, events seen, messages posted."""

from __future__ import annotations

from sqlalchemy import Column, Index, text

from ledger.store.schema import area_table
from ledger.store.types import Blob, Bool, Int, Json, Stamp, Text

slack_team = area_table(
    "slack_team",
    Column("team", Text, primary_key=True),
    Column("bound_by", Text),
    Column("bound_at", Stamp),
)

slack_link = area_table(
    "slack_link",
    Column("team", Text, primary_key=True),
    Column("slack_user", Text, primary_key=True),
    Column("user", Text),
    Column("name", Text),
    Column("linked_at", Stamp),
)
Index("slack_link_user", slack_link.c.tenant_id, slack_link.c.user, unique=True)

slack_code = area_table(
    "slack_code",
    Column("code_hash", Blob, primary_key=True),
    Column("team", Text),
    Column("slack_user", Text),
    Column("channel", Text),
    Column("name", Text),
    Column("files", Json),
    Column("expires_at", Stamp),
    Column("used_at", Stamp, nullable=True),
    Column("greeted", Bool),
)
Index("slack_code_user", slack_code.c.tenant_id, slack_code.c.team, slack_code.c.slack_user)

slack_event = area_table(
    "slack_event",
    Column("event_id", Text, primary_key=True),
    Column("body", Json, nullable=True),
    Column("seen_at", Stamp),
    Column("attempts", Int),
)
Index(
    "slack_event_open", slack_event.c.tenant_id, slack_event.c.seen_at,
    sqlite_where=text("body IS NOT NULL"), postgresql_where=text("body IS NOT NULL"),
)  # fmt: skip

slack_sealed = area_table(
    "slack_sealed",
    Column("sealed_id", Text, primary_key=True),
    Column("team", Text),
    Column("slack_user", Text),
    Column("body", Blob),
    Column("expires_at", Stamp),
)
Index("slack_sealed_user", slack_sealed.c.tenant_id, slack_sealed.c.team, slack_sealed.c.slack_user)

slack_message = area_table(
    "slack_message",
    Column("subject", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("channel", Text),
    Column("ts", Text),
    Column("seen", Text),
    Column("settled", Bool),
    Column("changed_at", Stamp),
)
Index(
    "slack_message_open", slack_message.c.tenant_id, slack_message.c.subject,
    sqlite_where=text("settled = 0"), postgresql_where=text("settled = 0"),
)  # fmt: skip
