"""What the month end goes by from which day on, and what people said of an account that moved."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

closing_fact = area_table(
    "closing_fact",
    Column("book", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("valid_from", Text, primary_key=True),
    Column("value", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)

movement_note = area_table(
    "movement_note",
    Column("book", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("note", Text),
    Column("noted_by", Text),
    Column("noted_at", Stamp),
)
