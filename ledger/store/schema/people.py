"""The company's own facts, what it counts in beside currencies, the people who belong to it, and how they prove who they are."""

from __future__ import annotations

from sqlalchemy import Column, Index, text

from ledger.store.schema import area_table
from ledger.store.types import Blob, Bool, Int, Json, Stamp, Text

company = area_table(
    "company",
    Column("name", Text),
    Column("name_en", Text),
    Column("tax_id", Text),
    Column("currency", Text),
    Column("time_zone", Text),
    Column("standard", Text),
    Column("language", Text),
    Column("book", Text),
    Column("demo", Bool),
    Column("grace_seconds", Int),
    Column("imported", Bool, server_default=text("0")),
    Column("address", Text, server_default=text("''")),
    Column("passkey_from_minor", Int, server_default=text("0")),
)

company_change = area_table(
    "company_change",
    Column("number", Int, primary_key=True),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("changed_by", Text),
    Column("changed_at", Stamp),
)

commodity = area_table(
    "commodity",
    Column("number", Int, primary_key=True),
    Column("code", Text),
)

person = area_table(
    "person",
    Column("user", Text, primary_key=True),
    Column("name", Text),
    Column("name_en", Text),
    Column("title", Text),
    Column("title_en", Text),
    Column("department", Text, nullable=True),
    Column("limit_minor", Int),
    Column("language", Text),
    Column("password_hash", Text, nullable=True),
    Column("disabled", Bool),
    Column("joined_at", Stamp),
    Column("email", Text, server_default=text("''")),
)

person_role = area_table(
    "person_role",
    Column("user", Text, primary_key=True),
    Column("role", Text, primary_key=True),
)

session = area_table(
    "session",
    Column("secret_hash", Blob, primary_key=True),
    Column("user", Text),
    Column("proved", Text),
    Column("csrf", Text),
    Column("opened_at", Stamp),
    Column("expires_at", Stamp),
    Column("seen_at", Stamp, server_default=text("0")),
    Column("device", Text, server_default=text("''")),
    Column("see_as", Text, server_default=text("''")),
    Column("see_until", Stamp, server_default=text("0")),
)
Index("session_user", session.c.tenant_id, session.c.user)

one_time_link = area_table(
    "one_time_link",
    Column("secret_hash", Blob, primary_key=True),
    Column("purpose", Text),
    Column("user", Text),
    Column("expires_at", Stamp),
    Column("used_at", Stamp, nullable=True),
)

api_token = area_table(
    "api_token",
    Column("secret_hash", Blob, primary_key=True),
    Column("user", Text),
    Column("label", Text),
    Column("expires_at", Stamp),
    Column("scope", Text, server_default=text("'read'")),
    Column("made_at", Stamp, server_default=text("0")),
    Column("used_at", Stamp, nullable=True),
)

sign_in_try = area_table(
    "sign_in_try",
    Column("key", Blob, primary_key=True),
    Column("misses", Int),
    Column("last_at", Stamp),
    Column("until", Stamp),
)

second_person = area_table(
    "second_person",
    Column("user", Text),
    Column("since", Stamp),
)

people_request = area_table(
    "people_request",
    Column("request_id", Text, primary_key=True),
    Column("kind", Text),
    Column("user", Text),
    Column("asked_by", Text),
    Column("asked_at", Stamp),
    Column("alone", Bool),
    Column("settled_by", Text, nullable=True),
    Column("settled_at", Stamp, nullable=True),
    Column("agreed", Bool, nullable=True),
    Column("wanted", Json, nullable=True),
)
