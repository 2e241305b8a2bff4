"""Writes one batch into PostgreSQL through ``zf_post``: columns as arrays, one round trip."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.books.header import Header
from ledger.books.rows import Rows
from ledger.store import Unit

_ENTRY = ("int8",) * 6 + ("text", "text", "int8", "text") + ("int8",) * 4
_PLAIN = ("int8",) * 8 + ("text", "int8")
_DETAILED = (
    *_PLAIN, "text", "int8", "int8", "text", "int8", "int8", "int8", "text", "text", "text", "int8", "int8", "int8",
)  # fmt: skip
_ARRAYS = ", ".join(f"%s::{kind}[]" for kind in (*_ENTRY, *_PLAIN, *_DETAILED))
_CALL = f"SELECT * FROM zf_post({', '.join(['%s'] * 14)}, {_ARRAYS})"  # noqa: S608 - constants


def write(unit: Unit, header: Header, rows: Rows) -> Header:
    """Call ``zf_post``; returns the header with id, position, number and previous hash filled."""
    fields = (
        header.tenant, header.book_id, header.period, header.layer, header.series, header.base_total,
        header.authority_id, header.digest, header.posted_at, header.poster, header.checker, header.cashier,
        header.chief, header.root,
    )  # fmt: skip
    arrays = (
        *_columns(rows.entries, len(_ENTRY)), *_columns(rows.plain, len(_PLAIN)),
        *_columns(rows.detailed, len(_DETAILED)),
    )  # fmt: skip
    with unit.driver.cursor(binary=True) as cursor:
        cursor.execute(_CALL, (*fields, *arrays))
        batch_id, position, first_number, previous = cursor.fetchone()
    return replace(header, batch_id=batch_id, position=position, first_number=first_number, previous_hash=previous)


def _columns(rows: list[tuple[Any, ...]], width: int) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True))) if rows else tuple([] for _ in range(width))
