"""承兑汇票: a card a bill, and what happened to it, each with the proposal of its voucher: both only grow."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

bill = area_table(
    "bill",
    Column("book", Text, primary_key=True),
    Column("bill_id", Text, primary_key=True),
    Column("side", Text),
    Column("kind", Text),
    Column("number", Text),
    Column("drawer", Text),
    Column("acceptor", Text),
    Column("party", Text),
    Column("amount_minor", Int),
    Column("issue_day", Text),
    Column("due_day", Text),
    Column("added_by", Text),
    Column("added_at", Stamp),
    Column("currency", Text),
)

bill_event = area_table(
    "bill_event",
    Column("book", Text, primary_key=True),
    Column("bill_id", Text, primary_key=True),
    Column("event_no", Int, primary_key=True),
    Column("act", Text),
    Column("day", Text),
    Column("amount_minor", Int),
    Column("recourse_minor", Int),
    Column("interest_minor", Int),
    Column("party", Text),
    Column("account", Text),
    Column("proposal_id", Text),
    Column("added_by", Text),
    Column("added_at", Stamp),
)
