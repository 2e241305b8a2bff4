"""Audit records: acts in the transaction of the act, reads and refusals in groups of their own stream.

Both only grow and both are chained: an act's hash covers the act before it, a group's hash the group
before it and every record inside. ``about`` names the things acted on, ``proposal:… voucher:12.3``, for search;
records from before it was kept have none, and their hashes leave it out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Blob, Bool, Int, Stamp, Text


def _record() -> list[Column[Any]]:
    return [
        Column("at", Stamp),
        Column("user", Text),
        Column("os_user", Text),
        Column("via", Text),
        Column("channel", Text),
        Column("tool", Text),
        Column("action", Text),
        Column("argument_digest", Text),
        Column("rule", Text),
        Column("rows", Int),
        Column("tainted", Bool),
        Column("outcome", Text),
        Column("about", Text, nullable=True),
    ]


audit_act = area_table(
    "audit_act", Column("number", Int, primary_key=True), *_record(), Column("hash", Blob), sqlite_with_rowid=False
)
audit_head = area_table("audit_head", Column("number", Int), Column("hash", Blob))
audit_read = area_table(
    "audit_read", Column("group_number", Int, primary_key=True), Column("position", Int, primary_key=True), *_record()
)
audit_group = area_table(
    "audit_group", Column("group_number", Int, primary_key=True), Column("records", Int), Column("hash", Blob)
)
