"""What confirmed vouchers taught of booking: a row a cost line, its words to find it by, and the vouchers to be forgotten."""

from __future__ import annotations

from sqlalchemy import Column, Index

from ledger.store.schema import area_table
from ledger.store.types import Int, Stamp, Text

booking_lesson = area_table(
    "booking_lesson",
    Column("batch_id", Int, primary_key=True),
    Column("entry_no", Int, primary_key=True),
    Column("line_no", Int, primary_key=True),
    Column("book_id", Int),
    Column("party_id", Text),
    Column("words", Text),
    Column("kind", Text),
    Column("rate", Text),
    Column("amount_minor", Int),
    Column("account", Text),
    Column("department", Text),
    Column("project", Text),
    Column("tax", Text),
    Column("tax_code", Text),
    Column("document_id", Text),
    Column("day", Text),
)
"""Written in the transaction that posts the voucher, never changed: two processes that post add rows of their own."""
Index("booking_lesson_party", booking_lesson.c.tenant_id, booking_lesson.c.book_id, booking_lesson.c.party_id,
      booking_lesson.c.batch_id)  # fmt: skip

booking_word = area_table(
    "booking_word",
    Column("book_id", Int, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("batch_id", Int, primary_key=True),
    Column("entry_no", Int, primary_key=True),
    Column("line_no", Int, primary_key=True),
)
"""A word of a lesson: the newest lessons of a word are one short walk of the key, however many there are."""

booking_forgotten = area_table(
    "booking_forgotten",
    Column("batch_id", Int, primary_key=True),
    Column("entry_no", Int, primary_key=True),
    Column("forgotten_by", Text),
    Column("forgotten_at", Stamp),
)
"""A voucher that shall teach nothing any more; the voucher itself stands as it was posted."""
