"""Exchange rates as they were given: a later row of the same currency, day and kind stands for the earlier one."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

exchange_rate = area_table(
    "exchange_rate",
    Column("currency", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("rate", Text),
    Column("source", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
