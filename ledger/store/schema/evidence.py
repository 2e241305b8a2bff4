"""Documents that arrived, and what was read from them. The bytes lie in the tenant's blobs under their SHA-256."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

document = area_table(
    "document",
    Column("document_id", Text, primary_key=True),
    Column("sha256", Text),
    Column("name", Text),
    Column("size", Int),
    Column("received_at", Stamp),
    Column("sender", Text),
    Column("channel", Text),
    Column("department", Text, nullable=True),
    Column("state", Text),
    Column("paid_by", Text, nullable=True),
    Column("reading", Text, nullable=True),
    Column("legal_key", Text, nullable=True),
    Column("party_id", Text, nullable=True),
    Column("seller", Text, nullable=True),
    Column("number", Text, nullable=True),
    Column("issue_date", Text, nullable=True),
    Column("gross_minor", Int, nullable=True),
    Column("currency", Text, nullable=True),
    Column("duplicate_of", Text, nullable=True),
    Column("proposal_id", Text, nullable=True),
    Column("ended_by", Text, nullable=True),
    Column("ended_at", Stamp, nullable=True),
    Column("ended_why", Text, nullable=True),
    Column("came_in", Text, nullable=True),
)
Index("document_sha256", document.c.tenant_id, document.c.sha256)
Index("document_legal_key", document.c.tenant_id, document.c.legal_key)
Index("document_proposal", document.c.tenant_id, document.c.proposal_id)

learned_place = area_table(
    "learned_place",
    Column("document_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("vendor_tax_id", Text, nullable=True),
    Column("vendor_name", Text),
    Column("page", Int),
    Column("label_left", Text),
    Column("label_above", Text),
    Column("to_right", Int),
    Column("down", Int),
    Column("taught_by", Text),
    Column("taught_at", Stamp),
)
"""Where a person said that a field stands on a vendor's document: one row a document and field."""
Index("learned_place_tax_id", learned_place.c.tenant_id, learned_place.c.vendor_tax_id)
Index("learned_place_name", learned_place.c.tenant_id, learned_place.c.vendor_name)
