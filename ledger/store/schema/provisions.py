"""个别计提: what is provided for one party or one open item by name; every version stays, the newest holds."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

specific_provision = area_table(
    "specific_provision",
    Column("book", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("version", Int, primary_key=True),
    Column("party", Text),
    Column("account", Text),
    Column("item", Text),
    Column("percent", Text),
    Column("amount_minor", Int),
    Column("reason", Text),
    Column("first_month", Text),
    Column("retired", Int),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
