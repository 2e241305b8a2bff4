"""Conversations: whose, where they live, and each turn's question and answer. Not books: a person may have theirs forgotten.

``person`` stands in every key, and on PostgreSQL in the row-level wall as well: one person's rows are not there for
another of the same company.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, text

from ledger.store.schema import area_table
from ledger.store.types import Bool, Int, Json, Stamp, Text

conversation = area_table(
    "conversation",
    Column("person", Text, primary_key=True),
    Column("conversation_id", Text, primary_key=True),
    Column("channel", Text),
    Column("place", Text),
    Column("title", Text),
    Column("language", Text),
    Column("created_at", Stamp),
    Column("last_at", Stamp),
)
Index("conversation_last", conversation.c.tenant_id, conversation.c.person, conversation.c.last_at)
Index(
    "conversation_place", conversation.c.tenant_id, conversation.c.person, conversation.c.channel, conversation.c.place,
    unique=True, sqlite_where=text("place <> ''"), postgresql_where=text("place <> ''"),
)  # fmt: skip

message = area_table(
    "message",
    Column("person", Text, primary_key=True),
    Column("conversation_id", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("text", Text),
    Column("blocks", Json),
    Column("reading", Text, nullable=True),
    Column("local", Bool),
    Column("model", Text),
    Column("tainted", Bool),
    Column("failed", Bool),
    Column("at", Stamp),
    ForeignKeyConstraint(
        ["tenant_id", "person", "conversation_id"],
        ["conversation.tenant_id", "conversation.person", "conversation.conversation_id"],
    ),
)
