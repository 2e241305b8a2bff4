"""A unit of work: one transaction of one tenant, and what it must do after it commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection

EngineName = Literal["sqlite", "postgresql"]


@dataclass(slots=True)
class Unit:
    """One open transaction; made by ``Store.read`` and ``Store.write``, closed by them.

    ``committed`` is the tenant's cache of rows that never change once committed (accounts' cells);
    ``fresh`` holds what this transaction would add to it and is dropped on rollback.
    """

    tenant: str
    connection: Connection
    engine_name: EngineName
    writable: bool
    committed: dict[Any, Any] = field(default_factory=dict)
    fresh: dict[Any, Any] = field(default_factory=dict)
    after_commit: list[Callable[[], None]] = field(default_factory=list)

    @property
    def driver(self) -> Any:
        """The DB-API connection under the transaction, for set-wise statements of the seal."""
        return self.connection.connection.driver_connection

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
        except BaseException:
            self.fresh = before
            raise
