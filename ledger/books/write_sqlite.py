"""Writes one batch into a SQLite file: everything is known first, since writers queue for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any

from ledger.books.header import Header
from ledger.books.ids import next_id
from ledger.books.leaf import header_hash
from ledger.books.rows import Rows
from ledger.store import Unit

_CHUNK = 40
_ENTRY = (
    "entry_no", "entry_count", "arity", "kind", "posting_date", "document_date", "maker", "source", "attachment_count",
    "attachments", "reverses_batch", "reverses_entry", "corrects_batch", "corrects_entry",
)  # fmt: skip
_PLAIN = (
    "entry_no",
    "line_no",
    "arity",
    "cell_id",
    "currency",
    "side",
    "amount_minor",
    "base_minor",
    "memo",
    "open_item",
)
_DETAILED = (
    *_PLAIN, "rate", "quantity_micro", "price_micro", "tax_code", "tax_base_minor", "tax_month", "due_date",
    "settlement_method", "settlement_number", "source", "settles_batch", "settles_entry", "settles_line",
)  # fmt: skip
_BATCH = (
    "INSERT INTO batch (tenant_id, batch_id, book_id, position, period, month, layer, series, first_number, entry_count,"
    " line_count, base_total, authority_id, digest, posted_at, poster, checker, cashier, chief, version, previous_hash,"
    " root, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
)


@lru_cache(maxsize=256)
def _insert(table: str, columns: tuple[str, ...], rows: int) -> str:
    """Rows of VALUES that share the bound tenant (?1) and batch (?2)."""
    width = len(columns)
    values = ",".join(
        "(?1,?2," + ",".join(f"?{3 + row * width + column}" for column in range(width)) + ")" for row in range(rows)
    )
    return f"INSERT INTO {table} (tenant_id,batch_id,{','.join(columns)}) VALUES {values}"  # noqa: S608 - constants


def _write_rows(
    unit: Unit, table: str, columns: tuple[str, ...], batch_id: int, rows: Sequence[tuple[Any, ...]]
) -> None:
    driver, start = unit.driver, (unit.tenant, batch_id)
    whole = len(rows) // _CHUNK * _CHUNK
    flat = chain.from_iterable
    if whole:
        chunks = ((*start, *flat(rows[at : at + _CHUNK])) for at in range(0, whole, _CHUNK))
        driver.executemany(_insert(table, columns, _CHUNK), chunks)
    if whole < len(rows):
        driver.execute(_insert(table, columns, len(rows) - whole), (*start, *flat(rows[whole:])))


def write(unit: Unit, header: Header, rows: Rows) -> Header:
    """Insert entries, lines, batch; returns the header with id, position, number and previous hash filled."""
    done = _take_place(unit, header)
    _write_rows(unit, "entry", _ENTRY, done.batch_id, rows.entries)
    _write_rows(unit, "line", _PLAIN, done.batch_id, rows.plain)
    _write_rows(unit, "line", _DETAILED, done.batch_id, rows.detailed)
    unit.driver.execute(
        _BATCH,
        (
            done.tenant, done.batch_id, done.book_id, done.position, done.period, done.period // 100, done.layer,
            done.series, done.first_number, done.entry_count, done.line_count, done.base_total, done.authority_id,
            done.digest, done.posted_at, done.poster, done.checker, done.cashier, done.chief, done.previous_hash,
            done.root, header_hash(done.text()),
        ),
    )  # fmt: skip
    return done


def _take_place(unit: Unit, header: Header) -> Header:
    position, previous = unit.driver.execute(
        "SELECT position, hash FROM head WHERE tenant_id = ? AND book_id = ?", (header.tenant, header.book_id)
    ).fetchone()
    number = unit.driver.execute(
        "SELECT last_number FROM number_series WHERE tenant_id = ? AND book_id = ? AND month = ? AND series = ?",
        (header.tenant, header.book_id, header.period // 100, header.series),
    ).fetchone()
    return replace(
        header, batch_id=next_id(unit, "batch"), position=position + 1, previous_hash=previous,
        first_number=(number[0] if number else 0) + 1,
    )  # fmt: skip
