"""An attacker's tools: rows as the writers send them, changed at will, with an authority that fits them.

The attacker speaks SQL through our own store (or as the PostgreSQL application role) and passes by every
check in Python. What then refuses is the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from ledger.books import write_postgres, write_sqlite
from ledger.books.entries import Content
from ledger.books.header import Header
from ledger.books.rows import Rows
from ledger.books.seal import prepare
from ledger.core import new_id
from ledger.store import Unit, to_micro
from tests.ledger.books import small

AT = to_micro(small.NOW)
DIGEST = b"d" * 32


def rows_for(unit: Unit, content: Content) -> Rows:
    """Honest rows to start from."""
    return prepare(unit, content).rows


def allow(unit: Unit, rows: Rows, **changes: Any) -> str:
    """A proposal, revision and authority for exactly these rows, by raw SQL; the authority's id."""
    values = {
        "t": unit.tenant, "id": new_id(), "authority": new_id(), "kind": "confirmation", "maker": "wang",
        "confirmer": "li", "via": "person", "digest": DIGEST, "root": rows.root, "book": rows.book_id,
        "period": rows.period, "layer": 0, "series": "记", "entries": rows.entry_count, "lines": rows.line_count,
        "amount": rows.base_total, "limit": None, "at": AT, "expires": AT + 10**9, "proposal_kind": "voucher",
    } | changes  # fmt: skip
    run = unit.connection.execute
    run(
        text(
            "INSERT INTO proposal (tenant_id, proposal_id, book_id, kind, state, revision_no, origin, created_at,"
            " created_by, changed_at) VALUES (:t, :id, :book, :proposal_kind, 'draft', 0, '', :at, :maker, :at)"
        ),
        values,
    )
    run(text("INSERT INTO proposal_revision (tenant_id, proposal_id, revision_no, maker, edited_by, made_at, digest, root,"
             " book_id, period, layer, series, entry_count, line_count, amount_minor, summary, body) VALUES (:t, :id, 1,"
             " :maker, :maker, :at, :digest, :root, :book, :period, :layer, :series, :entries, :lines, :amount, '', '{}')"),
        values)  # fmt: skip
    run(text("UPDATE proposal SET revision_no = 1 WHERE tenant_id = :t AND proposal_id = :id"), values)
    run(text("UPDATE proposal SET state = 'proposed' WHERE tenant_id = :t AND proposal_id = :id"), values)
    run(text("INSERT INTO authority (tenant_id, authority_id, kind, proposal_id, revision_no, maker, confirmer, via,"
             " channel, digest, root, book_id, period, layer, series, entry_count, line_count, amount_minor, limit_minor,"
             " given_at, not_before, expires_at) VALUES (:t, :authority, :kind, :id, 1, :maker, :confirmer, :via, 'web',"
             " :digest, :root, :book, :period, :layer, :series, :entries, :lines, :amount, :limit, :at, :at, :expires)"),
        values)  # fmt: skip
    return str(values["authority"])


def header_for(unit: Unit, rows: Rows, allowed_by: str, **changes: Any) -> Header:
    """A header that fits the rows, then changed."""
    honest = Header(
        tenant=unit.tenant, batch_id=0, book_id=rows.book_id, position=0, period=rows.period, layer=0, first_number=0,
        entry_count=rows.entry_count, line_count=rows.line_count, base_total=rows.base_total, posted_at=AT, series="记",
        authority_id=allowed_by, poster="li", checker="li", cashier="", chief="", digest=DIGEST,
        previous_hash=bytes(32), root=rows.root,
    )  # fmt: skip
    return replace(honest, **changes)


def write(unit: Unit, header: Header, rows: Rows) -> Header:
    """Write as our own writers do, without their checks."""
    writer = write_sqlite.write if unit.engine_name == "sqlite" else write_postgres.write
    return writer(unit, header, rows)[0]


def post_changed(unit: Unit, content: Content, change: Callable[[Rows], None], **header_changes: Any) -> Header:
    """Honest rows, changed, allowed as changed, written."""
    rows = rows_for(unit, content)
    change(rows)
    return write(unit, header_for(unit, rows, allow(unit, rows), **header_changes), rows)


SEALED_TABLES = (
    "batch", "entry", "line", "balance", "balance_dim", "head", "number_series", "touch", "allocation", "authority",
    "authority_spent", "confirmed_for", "proposal", "proposal_revision", "period", "closing", "account", "cell", "dimset", "dimset_member",
)  # fmt: skip


def picture(unit: Unit) -> dict[str, list[tuple[Any, ...]]]:
    """Every sealed row of the tenant, to compare before and after an attack."""
    return {
        table: sorted(
            (tuple(row) for row in unit.connection.execute(
                text(f"SELECT * FROM {table} WHERE tenant_id = :t"), {"t": unit.tenant})),
            key=repr,
        )
        for table in SEALED_TABLES
    }  # fmt: skip
