"""Alerts: raised, acknowledged or dismissed with a reason, never deleted."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Bool, Int, Json, Stamp, Text

alert = area_table(
    "alert",
    Column("number", Int, primary_key=True),
    Column("check_name", Text),
    Column("raised_at", Stamp),
    Column("document_id", Text, nullable=True),
    Column("proposal_id", Text, nullable=True),
    Column("department", Text, nullable=True),
    Column("party", Text),
    Column("amount_minor", Int),
    Column("currency", Text),
    Column("parameters", Json),
    Column("evidence", Json),
    Column("locks_payment", Bool),
    Column("state", Text),
    Column("settled_by", Text, nullable=True),
    Column("settled_at", Stamp, nullable=True),
    Column("reason", Text, nullable=True),
)
Index("alert_proposal", alert.c.tenant_id, alert.c.proposal_id)
Index("alert_state", alert.c.tenant_id, alert.c.state)
