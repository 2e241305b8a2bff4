"""Views of reports that a person saved: which report, and what it was asked for. Each person's own."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Json, Stamp, Text

saved_view = area_table(
    "saved_view",
    Column("person", Text, primary_key=True),
    Column("view_id", Text, primary_key=True),
    Column("name", Text),
    Column("report", Text),
    Column("asked", Json),
    Column("kept_at", Stamp),
)
