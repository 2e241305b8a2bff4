"""索取资料: what an auditor asks the company for, whom, until when, and what came back: words or a file, never a booking."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

evidence_request = area_table(
    "evidence_request",
    Column("number", Int, primary_key=True),
    Column("asker", Text),
    Column("asked", Text),
    Column("words", Text),
    Column("wanted_by", Text, nullable=True),
    Column("voucher", Text, nullable=True),
    Column("sample", Int, nullable=True),
    Column("place", Int, nullable=True),
    Column("state", Text),  # open · answered · withdrawn
    Column("made_at", Stamp),
    Column("reminded_at", Stamp, nullable=True),
    Column("reminders", Int),
    Column("answer", Text, nullable=True),
    Column("file_sha256", Text, nullable=True),
    Column("file_name", Text, nullable=True),
    Column("settled_by", Text, nullable=True),
    Column("settled_at", Stamp, nullable=True),
)

sample_pack = area_table(
    "sample_pack",
    Column("pack_id", Text, primary_key=True),
    Column("number", Int),
    Column("asker", Text),
    Column("state", Text),  # making · ready · failed · erased
    Column("vouchers", Int),
    Column("done", Int),
    Column("asked_at", Stamp),
    Column("ready_at", Stamp, nullable=True),
    Column("file_sha256", Text, nullable=True),
    Column("file_name", Text, nullable=True),
    Column("language", Text),
)
