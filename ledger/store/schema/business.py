"""Parties (vendors, customers) and the bank accounts that were approved for them."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Bool, Int, Json, Stamp, Text

party = area_table(
    "party",
    Column("party_id", Text, primary_key=True),
    Column("kind", Text),
    Column("name", Text),
    Column("name_en", Text),
    Column("tax_id", Text, nullable=True),
    Column("aliases", Json),
    Column("terms_days", Int),
    Column("approved", Bool),
    Column("added_at", Stamp),
)
Index("party_tax_id", party.c.tenant_id, party.c.tax_id)

party_account = area_table(
    "party_account",
    Column("party_id", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("bank", Text),
    Column("approved", Bool),
)
