"""Bank statements as they came, which of their lines were held against which lines of the books, and counts of cash: all
only grow.
"""

from __future__ import annotations

from sqlalchemy import Column

from ledger.store.schema import area_table
from ledger.store.types import Int, Json, Stamp, Text

bank_statement = area_table(
    "bank_statement",
    Column("book", Text, primary_key=True),
    Column("statement_id", Int, primary_key=True),
    Column("account", Text),
    Column("currency", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("opening_minor", Int),
    Column("closing_minor", Int),
    Column("lines", Int),
    Column("name", Text),
    Column("sha256", Text),
    Column("taken_by", Text),
    Column("taken_at", Stamp),
)

bank_statement_out = area_table(
    "bank_statement_out",
    Column("book", Text, primary_key=True),
    Column("statement_id", Int, primary_key=True),
    Column("taken_by", Text),
    Column("taken_at", Stamp),
)

bank_line = area_table(
    "bank_line",
    Column("book", Text, primary_key=True),
    Column("statement_id", Int, primary_key=True),
    Column("line_no", Int, primary_key=True),
    Column("day", Text),
    Column("amount_minor", Int),
    Column("party", Text),
    Column("memo", Text),
    Column("reference", Text),
)

bank_match = area_table(
    "bank_match",
    Column("book", Text, primary_key=True),
    Column("match_id", Int, primary_key=True),
    Column("account", Text),
    Column("currency", Text),
    Column("complete_day", Text),
    Column("made_by", Text),
    Column("made_at", Stamp),
)

bank_match_part = area_table(
    "bank_match_part",
    Column("book", Text, primary_key=True),
    Column("match_id", Int, primary_key=True),
    Column("part_no", Int, primary_key=True),
    Column("statement_id", Int),
    Column("statement_line", Int),
    Column("batch_id", Int),
    Column("entry_no", Int),
    Column("line_no", Int),
)

bank_match_undone = area_table(
    "bank_match_undone",
    Column("book", Text, primary_key=True),
    Column("match_id", Int, primary_key=True),
    Column("undone_by", Text),
    Column("undone_at", Stamp),
)

cash_count = area_table(
    "cash_count",
    Column("book", Text, primary_key=True),
    Column("count_id", Int, primary_key=True),
    Column("account", Text),
    Column("currency", Text),
    Column("day", Text),
    Column("pieces", Json),
    Column("counted_minor", Int),
    Column("book_minor", Int),
    Column("reason", Text),
    Column("counted_by", Text),
    Column("witness", Text),
    Column("added_by", Text),
    Column("added_at", Stamp),
)
