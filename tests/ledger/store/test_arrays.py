"""Packed columns read back in PostgreSQL as they went in."""

from __future__ import annotations

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from ledger.store import arrays
from tests.postgres_server import Server

INTS = st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), max_size=40)
TEXTS = st.lists(st.none() | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), max_size=40)


@given(ints=INTS, texts=TEXTS)
def test_columns_read_back(postgres: Server, ints: list[int | None], texts: list[str | None]) -> None:
    with psycopg.connect(postgres.url("postgres", "postgres")) as connection, connection.cursor(binary=True) as cursor:
        arrays.register(cursor)
        cursor.execute("SELECT %b, %b", (arrays.ints(ints), arrays.texts(texts)))
        row = cursor.fetchone()
    assert row is not None
    assert row[0] == ([] if not any(value is not None for value in ints) else ints)
    assert row[1] == ([] if not any(value is not None for value in texts) else texts)
