"""Invoices nobody expects any more, and why."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

missing_excuse = area_table(
    "missing_excuse",
    Column("book", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("expected", Int),
    Column("reason", Text),
    Column("given_by", Text),
    Column("given_at", Stamp),
)
