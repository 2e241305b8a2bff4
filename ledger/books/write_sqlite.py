"""Writes one batch into a SQLite file: everything is known first, since writers queue for the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any

from ledger.books.header import Header
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
_PLACE = (
    "SELECT coalesce((SELECT max(batch_id) FROM batch WHERE tenant_id = :tenant), 0) + 1, position, hash,"
    " (SELECT last_number FROM number_series WHERE tenant_id = :tenant AND book_id = :book AND month = :month"
    " AND series = :series) FROM head WHERE tenant_id = :tenant AND book_id = :book"
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


def write(unit: Unit, header: Header, rows: Rows, meanwhile: Callable[[], None] | None = None) -> tuple[Header, bytes]:
    """Insert entries, lines, batch; the header with id, position, number and previous hash filled, and its hash.

    There is nothing to wait for ``meanwhile``: whoever reads ahead does it between two transactions.
    """
    del meanwhile
    done = _take_place(unit, header)
    _write_rows(unit, "entry", _ENTRY, done.batch_id, rows.entries)
    _write_rows(unit, "line", _PLAIN, done.batch_id, rows.plain)
    _write_rows(unit, "line", _DETAILED, done.batch_id, rows.detailed)
    sealed = header_hash(done.text())
    unit.driver.execute(
        _BATCH,
        (
            done.tenant, done.batch_id, done.book_id, done.position, done.period, done.period // 100, done.layer,
            done.series, done.first_number, done.entry_count, done.line_count, done.base_total, done.authority_id,
            done.digest, done.posted_at, done.poster, done.checker, done.cashier, done.chief, done.previous_hash,
            done.root, sealed,
        ),
    )  # fmt: skip
    return done, sealed


def _take_place(unit: Unit, header: Header) -> Header:
    batch_id, position, previous, number = unit.run(
        _PLACE,
        {"tenant": header.tenant, "book": header.book_id, "month": header.period // 100, "series": header.series},
    ).fetchone()
    return replace(
        header, batch_id=batch_id, position=position + 1, previous_hash=previous, first_number=(number or 0) + 1
    )
