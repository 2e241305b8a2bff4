"""我来处理: who works on a thing of the queue. A mark and no lock: it holds nobody back."""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Stamp, Text

taken = area_table(
    "work_taken",
    Column("thing", Text, primary_key=True),  # a document, or a proposal made from none
    Column("worker", Text),
    Column("since", Stamp),
)
