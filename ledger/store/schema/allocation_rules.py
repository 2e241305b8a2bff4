"""分摊 rules: every version of a rule stays; the newest holds."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

allocation_rule = area_table(
    "allocation_rule",
    Column("book", Text, primary_key=True),
    Column("rule_id", Text, primary_key=True),
    Column("version", Int, primary_key=True),
    Column("name", Text),
    Column("accounts", Json),
    Column("department", Text),
    Column("weights", Json),
    Column("first_month", Text),
    Column("retired", Int),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
