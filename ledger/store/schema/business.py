"""Parties (vendors, customers), the bank accounts that were approved for them, and changes that a second person settles."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index

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
    Column("change_id", Text, nullable=True),
)
CARRIED_OVER = "carried over"
"""Reason of a change written for an account that was approved before accounts named their change; ``after`` is empty."""

party_change = area_table(
    "party_change",
    Column("change_id", Text, primary_key=True),
    Column("party_id", Text),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("bank", Text),
    Column("reason", Text),
    Column("proposed_by", Text),
    Column("proposed_at", Stamp),
    Column("settled_by", Text, nullable=True),
    Column("settled_at", Stamp, nullable=True),
    Column("agreed", Bool, nullable=True),
    Column("note", Text, nullable=True),
    CheckConstraint("field IN ('account', 'account_ends', 'name', 'tax_id')", name="party_change_field"),
    CheckConstraint(
        "agreed IS NULL OR agreed = 0 OR (settled_by <> proposed_by AND length(note) > 0)",
        name="party_change_second_person",
    ),
)
Index("party_change_waits", party_change.c.tenant_id, party_change.c.party_id, party_change.c.settled_at)
