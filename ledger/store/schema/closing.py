"""Dated facts the month end goes by: what kind of taxpayer, in which place, how results are transferred."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Stamp, Text

closing_fact = area_table(
    "closing_fact",
    Column("book", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("valid_from", Text, primary_key=True),
    Column("value", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
