"""凭证模板: every version of a template stays; the newest holds."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

voucher_template = area_table(
    "voucher_template",
    Column("book", Text, primary_key=True),
    Column("template_id", Text, primary_key=True),
    Column("version", Int, primary_key=True),
    Column("name", Text),
    Column("memo", Text),
    Column("lines", Json),
    Column("day", Int),
    Column("first_month", Text),
    Column("last_month", Text),
    Column("retired", Int),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
