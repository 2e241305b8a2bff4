"""The company's own sign-in (OpenID Connect): whose account there is whose here, and ceremonies that were begun."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Blob, Stamp, Text

company_account = area_table(
    "company_account",
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("user", Text),
    Column("linked_at", Stamp),
)
Index("company_account_user", company_account.c.tenant_id, company_account.c.user, unique=True)

company_sign_in = area_table(
    "company_sign_in",
    Column("state_hash", Blob, primary_key=True),
    Column("verifier", Text),
    Column("nonce", Text),
    Column("user", Text),
    Column("expires_at", Stamp),
)
