"""Passkeys: the public halves people registered, and the challenges that wait for an answer."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Blob, Int, Stamp, Text

passkey = area_table(
    "passkey",
    Column("credential_id", Blob, primary_key=True),
    Column("user", Text),
    Column("public_key", Blob),
    Column("sign_count", Int),
    Column("label", Text),
    Column("made_at", Stamp),
    Column("used_at", Stamp, nullable=True),
)
Index("passkey_user", passkey.c.tenant_id, passkey.c.user)

passkey_challenge = area_table(
    "passkey_challenge",
    Column("challenge", Blob, primary_key=True),
    Column("purpose", Text),
    Column("user", Text),
    Column("bound", Text),
    Column("expires_at", Stamp),
)
