"""A tenant's line to its database kept open: short statements that are whole in themselves, and words from others.

For what many processes do to one another at every posting, where a transaction of the store's would cost more than
the statement in it. On PostgreSQL it is a connection of its own whose commits do not wait for the disk (nothing said
through it is promised to anybody before a later commit that does wait), and which hears what is rung (LISTEN, NOTIFY):
whoever listens at that moment hears it, nobody later, so a hearer looks into the tables after a while anyway. On
SQLite a writer is alone in its file and finds what the one before it wrote: there is nothing to hear, and a statement
is a transaction of the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import make_url

from ledger.store import arrays
from ledger.store.locks import KEY
from ledger.store.unit import Unit, pyformat

LONGEST = 7_900
"""Bytes PostgreSQL carries in one word."""


def ring(unit: Unit, word: str) -> None:
    """Say a word to all who listen for this tenant, when the transaction commits; too long a word is left empty."""
    if unit.engine_name == "postgresql":
        told = word if len(word.encode()) <= LONGEST else ""
        unit.later("SELECT pg_notify(:channel, :word)", {"channel": _channel(unit.tenant), "word": told})


def _channel(tenant: str) -> str:
    return "zf_" + hashlib.sha256(tenant.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Insertion:
    """Where rows go: a table, its columns (``int8`` or ``text``) beside ``tenant_id``, and what follows the values."""

    table: str
    columns: Mapping[str, str]
    unless: str = ""

    @cached_property
    def each(self) -> str:
        """The statement for one row, its values by name."""
        names = ", ".join(self.columns)
        values = ", ".join(f":{name}" for name in self.columns)
        return f"INSERT INTO {self.table} (tenant_id, {names}) VALUES (:tenant_id, {values}) {self.unless}"  # noqa: S608

    @cached_property
    def all(self) -> str:
        """The statement for all rows at once, a packed array a column."""
        names, values = ", ".join(self.columns), ", ".join(f":{name}" for name in self.columns)
        return (
            f"INSERT INTO {self.table} (tenant_id, {names}) SELECT :tenant_id, made.* FROM unnest({values}) AS made"  # noqa: S608
            f" {self.unless}"
        )


class Session(Protocol):
    """One line, for one thread at a time."""

    def insert(self, into: Insertion, rows: Sequence[tuple[Any, ...]], name: str) -> bool:
        """Write rows (values in the order of the columns), all or none; True where nobody holds ``name`` (:mod:`.locks`)."""

    def wait(self, seconds: float) -> list[str]:
        """The words said since the last call; waits that long for the first of them."""

    def close(self) -> None:
        """Hang up."""


class PostgresSession:
    """A connection that is the tenant's from its opening to its close."""

    def __init__(self, database_url: str, tenant: str) -> None:
        address = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._tenant = tenant
        self._connection = psycopg.connect(address, autocommit=True)
        arrays.register(self._connection)
        self._connection.execute("SELECT set_config('app.tenant', %s, false)", (tenant,))
        self._connection.execute("SET synchronous_commit = off")
        self._connection.execute(f"LISTEN {_channel(tenant)}")

    def insert(self, into: Insertion, rows: Sequence[tuple[Any, ...]], name: str) -> bool:
        """See :class:`Session`."""
        columns = arrays.packed(rows, tuple(into.columns.values()))
        told = self._connection.execute(
            pyformat(f"WITH written AS ({into.all} RETURNING 1) SELECT pg_try_advisory_xact_lock({KEY})"),
            {"tenant_id": self._tenant, "name": f"{name} {self._tenant}", **dict(zip(into.columns, columns, strict=True))},
            prepare=True,
        )  # fmt: skip
        found = told.fetchone()
        return found is not None and bool(found[0])

    def wait(self, seconds: float) -> list[str]:
        """See :class:`Session`."""
        return [said.payload for said in self._connection.notifies(timeout=seconds, stop_after=1)]

    def close(self) -> None:
        """See :class:`Session`."""
        self._connection.close()


class FileSession:
    """Nobody else is in the file while one writes."""

    def __init__(self, write: Callable[[], AbstractContextManager[Unit]]) -> None:
        self._write = write

    def insert(self, into: Insertion, rows: Sequence[tuple[Any, ...]], name: str) -> bool:
        """See :class:`Session`."""
        with self._write() as unit:
            for row in rows:
                unit.later(into.each, {"tenant_id": unit.tenant, **dict(zip(into.columns, row, strict=True))})
        return True

    def wait(self, seconds: float) -> list[str]:
        """See :class:`Session`."""
        return []

    def close(self) -> None:
        """See :class:`Session`."""
