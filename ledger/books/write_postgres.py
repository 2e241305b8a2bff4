"""Writes one batch into PostgreSQL through ``zf_post``: columns as arrays, one round trip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ledger.books.header import Header
from ledger.books.leaf import header_hash
from ledger.books.rows import Rows
from ledger.store import Unit
from ledger.store.arrays import packed

ENTRY_KINDS = ("int8",) * 6 + ("text", "text", "int8", "text") + ("int8",) * 4
PLAIN_KINDS = ("int8",) * 8 + ("text", "int8")
LINE_KINDS = (
    *PLAIN_KINDS, "text", "int8", "int8", "text", "int8", "int8", "int8", "text", "text", "text", "int8", "int8", "int8",
)  # fmt: skip
_FEW = 8
"""From here on, whenever a chain has doubled, the planner looks at the tables again."""
_COUNT = len(ENTRY_KINDS) + len(PLAIN_KINDS) + len(LINE_KINDS)
_CALL = f"SELECT * FROM zf_post({', '.join(f'${place}' for place in range(1, 15 + _COUNT))})"  # noqa: S608 - constants


def write(unit: Unit, header: Header, rows: Rows, meanwhile: Callable[[], None] | None = None) -> tuple[Header, bytes]:
    """Call ``zf_post``; the header with id, position, number and previous hash filled, and its hash."""
    fields = (
        header.tenant, header.book_id, header.period, header.layer, header.series, header.base_total,
        header.authority_id, header.digest, header.posted_at, header.poster, header.checker, header.cashier,
        header.chief, header.root,
    )  # fmt: skip
    pack(rows)
    found = unit.run_numbered(_CALL, (*fields, *rows.columns), meanwhile).fetchone()
    batch_id, position, first_number, previous = found
    if position >= _FEW and position & (position - 1) == 0:
        unit.later("SELECT zf_refresh_statistics()", {})
    done = replace(header, batch_id=batch_id, position=position, first_number=first_number, previous_hash=previous)
    return done, header_hash(done.text())


def pack(rows: Rows) -> None:
    """Turn rows into the columns that are sent, unless they have been."""
    rows.columns = rows.columns or (
        *packed(rows.entries, ENTRY_KINDS), *packed(rows.plain, PLAIN_KINDS), *packed(rows.detailed, LINE_KINDS),
    )  # fmt: skip
