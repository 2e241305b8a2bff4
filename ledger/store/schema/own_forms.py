"""Forms of statements that a company made of its own, each from a day on; none is ever changed or taken away."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Json, Stamp, Text

own_form = area_table(
    "own_form",
    Column("book", Text, primary_key=True),
    Column("form_id", Text, primary_key=True),
    Column("base", Text),
    Column("name", Text),
    Column("valid_from", Text),
    Column("rows", Json),
    Column("kept_by", Text),
    Column("kept_at", Stamp),
)
