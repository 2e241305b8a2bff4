"""The invoice register's own facts, and the tax bureau's lists as they were taken in: rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

invoice_fact = area_table(
    "invoice_fact",
    Column("document_id", Text, primary_key=True),
    Column("number", Int, primary_key=True),
    Column("kind", Text),
    Column("period", Text, nullable=True),
    Column("purpose", Text, nullable=True),
    Column("result", Text, nullable=True),
    Column("amount_minor", Int, nullable=True),
    Column("reason", Text, nullable=True),
    Column("proposal_id", Text, nullable=True),
    Column("note", Text, nullable=True),
    Column("said_by", Text),
    Column("said_at", Stamp),
)
Index("invoice_fact_period", invoice_fact.c.tenant_id, invoice_fact.c.period)

bureau_list = area_table(
    "bureau_list",
    Column("list_id", Text, primary_key=True),
    Column("sha256", Text),
    Column("name", Text),
    Column("row_count", Int),
    Column("taken_by", Text),
    Column("taken_at", Stamp),
)
Index("bureau_list_once", bureau_list.c.tenant_id, bureau_list.c.sha256, unique=True)

bureau_invoice = area_table(
    "bureau_invoice",
    Column("list_id", Text, primary_key=True),
    Column("row", Int, primary_key=True),
    Column("direction", Text),
    Column("number", Text),
    Column("code", Text),
    Column("issue_date", Text),
    Column("seller", Text),
    Column("seller_tax_id", Text),
    Column("net_minor", Int),
    Column("tax_minor", Int),
    Column("usable_minor", Int, nullable=True),
    Column("kind", Text),
    Column("state", Text),
    Column("rate", Text, nullable=True),
    Column("selected", Int, nullable=True),
    Column("selected_on", Text, nullable=True),
)
Index("bureau_invoice_number", bureau_invoice.c.tenant_id, bureau_invoice.c.number)
