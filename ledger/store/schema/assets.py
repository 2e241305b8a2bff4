"""固定资产、无形资产、待摊 cards, and the units an asset carried by use did in a month: both only grow."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

asset_card = area_table(
    "asset_card",
    Column("book", Text, primary_key=True),
    Column("card_id", Text, primary_key=True),
    Column("kind", Text),
    Column("name", Text),
    Column("cost_minor", Int),
    Column("residual_minor", Int),
    Column("method", Text),
    Column("months", Int),
    Column("units", Text),
    Column("in_service", Text),
    Column("first_day", Text),
    Column("account", Text),
    Column("carried_on", Text),
    Column("expense", Text),
    Column("department", Text),
    Column("added_by", Text),
    Column("added_at", Stamp),
)

asset_use = area_table(
    "asset_use",
    Column("book", Text, primary_key=True),
    Column("card_id", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("units", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)

asset_move = area_table(
    "asset_move",
    Column("book", Text, primary_key=True),
    Column("card_id", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("from_month", Text),
    Column("department", Text),
    Column("expense", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
