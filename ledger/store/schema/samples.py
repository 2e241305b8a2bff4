"""抽凭: samples an auditor drew, what was drawn, and what they concluded; working papers, not books."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

sample = area_table(
    "sample",
    Column("number", Int, primary_key=True),
    Column("book", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("accounts", Text),
    Column("series", Text),
    Column("method", Text),
    Column("asked", Int),
    Column("seed", Text),
    Column("population", Int),
    Column("population_minor", Int),
    Column("drawn_by", Text),
    Column("drawn_at", Stamp),
)

sample_item = area_table(
    "sample_item",
    Column("number", Int, primary_key=True),
    Column("place", Int, primary_key=True),
    Column("voucher", Text),
    Column("label", Text),
    Column("day", Text),
    Column("total_minor", Int),
    Column("why", Text),
)

sample_conclusion = area_table(
    "sample_conclusion",
    Column("number", Int, primary_key=True),
    Column("place", Int, primary_key=True),
    Column("version", Int, primary_key=True),
    Column("conclusion", Text),
    Column("note", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
