"""Engagements of external auditors: from when until when, which books, which fiscal years; the newest version holds."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

engagement = area_table(
    "audit_engagement",
    Column("user", Text, primary_key=True),
    Column("version", Int, primary_key=True),
    Column("since", Text),
    Column("until", Text),
    Column("books", Text),
    Column("first_year", Int),
    Column("last_year", Int),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
