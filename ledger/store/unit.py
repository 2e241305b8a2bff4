"""A unit of work: one transaction of one tenant, and what it must do after it commits."""

from __future__ import annotations

import re
import select
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from psycopg import RawCursor
from psycopg.pq import Format
from sqlalchemy import Connection, RootTransaction

from ledger.store.pipeline import together

EngineName = Literal["sqlite", "postgresql"]

_NAMED = re.compile(r"(?<![:\w]):([a-z_][a-z_0-9]*)")


@lru_cache(maxsize=256)
def pyformat(statement: str) -> str:
    """The statement with its ``:name`` parameters as psycopg writes them."""
    return _NAMED.sub(r"%(\1)s", statement.replace("%", "%%"))


@dataclass(slots=True)
class Unit:
    """One open transaction; made by ``Store.read`` and ``Store.write``, closed by them.

    ``committed`` is the tenant's cache of rows that never change once committed (accounts' cells);
    ``fresh`` holds what this transaction would add to it and is dropped on rollback. ``waiting`` are statements
    whose result nobody needs: they go to a PostgreSQL server together with the next one, in one round trip.
    ``home`` is the data folder, where the keys of sealed fields lie.
    """

    tenant: str
    held: Connection
    engine_name: EngineName
    writable: bool
    committed: dict[Any, Any] = field(default_factory=dict)
    fresh: dict[Any, Any] = field(default_factory=dict)
    after_commit: list[Callable[[], object]] = field(default_factory=list)
    waiting: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    home: Path | None = None
    _driver: Any = None

    @property
    def connection(self) -> Connection:
        """The transaction, for SQLAlchemy; what waited has been sent."""
        self.send()
        return self.held

    @property
    def driver(self) -> Any:
        """The DB-API connection under the transaction, for set-wise statements of the seal."""
        self.send()
        return self._raw()

    @property
    def waits(self) -> bool:
        """True where a statement is another process's work: this one is free meanwhile."""
        return self.engine_name == "postgresql"

    def _raw(self) -> Any:
        if self._driver is None:
            self._driver = self.held.connection.driver_connection
        return self._driver

    def run(self, statement: str, parameters: Mapping[str, Any]) -> Any:
        """A constant statement with ``:name`` parameters, straight to the driver: its cursor, whose rows are tuples.

        For the few statements of each posting, where SQLAlchemy's own work would cost more than the database's.
        """
        if self.engine_name == "sqlite":
            return self._raw().execute(statement, parameters)
        return self._ask(self._raw().cursor(), pyformat(statement), parameters)

    def run_all(self, *asked: tuple[str, Mapping[str, Any]]) -> list[Any]:
        """As :meth:`run` for statements that do not need one another's result, in one round trip; a cursor each."""
        if self.engine_name == "sqlite":
            return [self._raw().execute(statement, parameters) for statement, parameters in asked]
        with self._raw().pipeline():
            self._hand_over()
            return [
                self._raw().execute(pyformat(statement), parameters, prepare=True) for statement, parameters in asked
            ]

    def run_numbered(
        self, statement: str, parameters: Sequence[Any], meanwhile: Callable[[], None] | None = None
    ) -> Any:
        """As :meth:`run` on PostgreSQL, with ``$1 … $n`` as the server has them: psycopg would read a long list of
        parameters anew each time. Rows come in binary; ``meanwhile`` runs while the server works.
        """
        cursor = RawCursor(self._raw())
        cursor.format = Format.BINARY
        return self._ask(cursor, statement, parameters, meanwhile)

    def _ask(self, cursor: Any, statement: str, parameters: Any, meanwhile: Callable[[], None] | None = None) -> Any:
        if not self.waiting and meanwhile is None:
            return cursor.execute(statement, parameters, prepare=True)
        with together(self._raw()):
            self._hand_over()
            cursor.execute(statement, parameters, prepare=True)
            if meanwhile is not None:
                self._flush()
                meanwhile()
        return cursor

    def _flush(self) -> None:
        """Let the server have all that was written to it, now."""
        server = self._raw().pgconn
        ready = select.poll()  # not select(): it knows no descriptor beyond 1,023
        ready.register(server.socket, select.POLLOUT)
        while server.flush():
            ready.poll()

    def later(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """As :meth:`run` where nobody reads the result: done at the latest when the transaction commits."""
        if self.engine_name == "sqlite":
            self._raw().execute(statement, parameters)
        else:
            self.waiting.append((pyformat(statement), parameters))

    def send(self) -> None:
        """Carry out what waits."""
        if self.waiting:
            with together(self._raw()):
                self._hand_over()

    def commit(self, transaction: RootTransaction) -> None:
        """Carry out what waits and commit, in one round trip."""
        if self.waiting:
            with together(self._raw()):
                self._hand_over()
                self._raw().execute("COMMIT", prepare=False)
        transaction.commit()

    def _hand_over(self) -> None:
        sent, self.waiting = self.waiting, []
        for statement, parameters in sent:
            self._raw().execute(statement, parameters, prepare=True)

    def lightly(self, *, until_settled: bool = True) -> None:
        """Commit without waiting for the disk: for what nobody is told before a later commit that waits.

        ``until_settled=False`` takes it back within the transaction. SQLite always waits.
        """
        if self.engine_name == "postgresql":
            self.later(f"SET LOCAL synchronous_commit = {'off' if until_settled else 'on'}", {})

    def remembered(self, key: Any) -> Any | None:
        """A cached immutable value, or None."""
        found = self.committed.get(key)
        return self.fresh.get(key) if found is None else found

    def remember(self, key: Any, value: Any) -> None:
        """Cache a value that is immutable once this transaction commits."""
        self.fresh[key] = value

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that may fail alone: an exception undoes it, rows and cache, and goes on up."""
        before = dict(self.fresh)
        try:
            with self.connection.begin_nested():
                yield
                self.send()
        except BaseException:
            self.fresh, self.waiting = before, []
            raise
