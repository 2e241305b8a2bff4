"""Who may do what, as a company decided it: versions of its rules, which only grow, and drafts of the next one."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column

from ledger.store.schema import area_table
from ledger.store.types import Bool, Int, Json, Stamp, Text

access_version = area_table(
    "access_version",
    Column("number", Int, primary_key=True),
    Column("text", Text),
    Column("expectations", Text),
    Column("accepted", Json),
    Column("digest", Text),
    Column("author", Text),
    Column("reason", Text),
    Column("published_by", Text),
    Column("published_at", Stamp),
    Column("restores", Int, nullable=True),
    CheckConstraint("author <> published_by", name="access_version_maker_is_not_checker"),
)

access_draft = area_table(
    "access_draft",
    Column("draft_id", Text, primary_key=True),
    Column("based_on", Int),
    Column("text", Text),
    Column("expectations", Text),
    Column("accepted", Json),
    Column("digest", Text),
    Column("author", Text),
    Column("reason", Text),
    Column("written_at", Stamp),
    Column("settled_by", Text, nullable=True),
    Column("settled_at", Stamp, nullable=True),
    Column("published", Bool, nullable=True),
    CheckConstraint(
        "published IS NULL OR published = 0 OR settled_by <> author", name="access_draft_maker_is_not_checker"
    ),
)
