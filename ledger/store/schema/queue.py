"""What asks to be posted by rule, until somebody posts it: many hands write, one hand at a time empties it."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

posting_request = area_table(
    "posting_request",
    Column("ask_id", Text, primary_key=True),
    Column("place", Int, primary_key=True),
    Column("event_key", Text),
    Column("rule_id", Text),
    Column("rule_version", Int),
    Column("digest", Text),
    Column("content", Text),  # empty once it is settled: the books hold it then
    Column("asked_at", Stamp),
    Column("settled_at", Stamp, nullable=True),
    Column("batch_id", Int, nullable=True),
    Column("number", Int, nullable=True),
    Column("problems", Json, nullable=True),
)
_columns = posting_request.c
Index("posting_request_event", _columns.tenant_id, _columns.rule_id, _columns.event_key, unique=True)
Index(
    "posting_request_waiting", _columns.tenant_id, _columns.ask_id, _columns.place,
    sqlite_where=_columns.settled_at.is_(None), postgresql_where=_columns.settled_at.is_(None),
)  # fmt: skip
