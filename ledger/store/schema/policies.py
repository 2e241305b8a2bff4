"""Policy texts as published, and the vectors of their passages (kept so that no process must encode them again)."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Blob, Stamp, Text

policy_text = area_table(
    "policy_text",
    Column("path", Text, primary_key=True),
    Column("sha256", Text),
    Column("text", Text),
    Column("published_by", Text),
    Column("published_at", Stamp),
)
policy_vector = area_table("policy_vector", Column("passage", Text, primary_key=True), Column("vector", Blob))
