"""What people typed and have not handed in yet, as they typed it: no part of the books, and each person's own."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

typed_draft = area_table(
    "typed_draft",
    Column("person", Text, primary_key=True),
    Column("draft_id", Text, primary_key=True),
    Column("title", Text),
    Column("version", Int),
    Column("body", Json),
    Column("kept_at", Stamp),
)
Index("typed_draft_last", typed_draft.c.tenant_id, typed_draft.c.person, typed_draft.c.kept_at)
