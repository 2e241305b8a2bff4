"""What was used of a budget on a day, so that all processes count together."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Text

budget_use = area_table(
    "budget_use",
    Column("day", Text, primary_key=True),
    Column("budget", Text, primary_key=True),  # proposals · exports · tokens of a person; vendor
    Column("holder", Text, primary_key=True),  # a person's sign-in name, or a vendor's id
    Column("used", Int),
)
