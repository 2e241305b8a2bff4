"""Parties (vendors, customers), the bank accounts that were approved for them, and changes that a second person settles."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Blob, Bool, Int, Json, Stamp, Text

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
    Column("account_id", Text, primary_key=True),
    Column("number", Blob),  # sealed: see ledger/store/sealed_fields.py
    Column("number_index", Blob),
    Column("last_four", Text),
    Column("bank", Text),
    Column("approved", Bool),
    Column("change_id", Text, nullable=True),
)
Index(
    "party_account_number",
    party_account.c.tenant_id, party_account.c.number_index, party_account.c.party_id, unique=True,
)  # fmt: skip

party_change = area_table(
    "party_change",
    Column("change_id", Text, primary_key=True),
    Column("party_id", Text),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),  # of an account its last four characters
    Column("after_sealed", Blob, nullable=True),
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
