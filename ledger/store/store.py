"""The store: where tenants live. SQLite files in a folder, or one PostgreSQL database.

``Store.open(home)`` gives SQLite, ``Store.open(home, database_url, owner_url)`` PostgreSQL; the rest of
the house does not know which. Blobs lie in the folder with both.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from ledger.core import is_tenant_id, problem
from ledger.core.problem import Refused
from ledger.store import postgres, sqlite
from ledger.store.blobs import Blobs
from ledger.store.commodities import load_commodities
from ledger.store.migrations import runner
from ledger.store.session import FileSession, PostgresSession, Session
from ledger.store.statement import text
from ledger.store.unit import EngineName, Unit


@lru_cache(maxsize=1024)
def _file(home: Path, tenant: str) -> Path:
    if not is_tenant_id(tenant):
        raise Refused(problem("store.bad_tenant_name", tenant=tenant[:60]))
    return home / "tenants" / tenant / "books.db"


@dataclass(eq=False)
class Store:
    """Open with :meth:`open`; close with :meth:`dispose` (or use as a context manager)."""

    home: Path
    engine_name: EngineName
    database_url: str = ""
    owner_url: str = ""
    _engines: dict[tuple[Path | None, bool], Engine] = field(default_factory=dict)
    _caches: dict[str, dict[Any, Any]] = field(default_factory=dict)
    _locks: dict[Path, threading.Lock] = field(default_factory=dict)
    _writers: dict[Path, int] = field(default_factory=dict)
    _opened: dict[Path, int] = field(default_factory=dict)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def open(cls, home: Path, database_url: str = "", owner_url: str = "") -> Store:
        """``database_url`` logs in as the application role; ``owner_url`` as the owner, for migrations only."""
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(home.resolve(), "postgresql" if database_url else "sqlite", database_url, owner_url)

    # tenants ---------------------------------------------------------------------------------
    def folder(self, tenant: str) -> Path:
        """The tenant's folder; refuses what is not a tenant name, since it becomes a path."""
        return self.file(tenant).parent

    def file(self, tenant: str) -> Path:
        """The tenant's SQLite file."""
        return _file(self.home, tenant)

    def tenants(self) -> list[str]:
        """Names of all tenants, sorted."""
        if self.engine_name == "sqlite":
            return sorted(path.parent.name for path in (self.home / "tenants").glob("*/books.db"))
        with self._engine(None, True).begin() as connection:
            return [row[0] for row in connection.execute(text("SELECT tenant_id FROM tenant ORDER BY tenant_id"))]

    def _is_tenant(self, tenant: str) -> bool:
        if self.engine_name == "sqlite":
            return self.file(tenant).exists()
        asked = text("SELECT 1 FROM tenant WHERE tenant_id = :tenant")
        with self._engine(None, True).begin() as connection:
            return connection.execute(asked, {"tenant": tenant}).first() is not None

    def create_tenant(self, tenant: str) -> None:
        """Make an empty tenant with today's schema; refused when it exists."""
        if self._is_tenant(tenant):
            raise Refused(problem("store.tenant_exists", tenant=tenant))
        self.folder(tenant).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._caches.pop(tenant, None)
        if self.engine_name == "sqlite":  # whole before it has its name: a worker beside us sees none or all of it
            making = self.folder(tenant) / "books.making"
            making.unlink(missing_ok=True)
            runner.new_sqlite(making)
            making.rename(self.file(tenant))
        with self.write(tenant) as unit:
            unit.connection.execute(text("INSERT INTO tenant (tenant_id) VALUES (:tenant)"), {"tenant": tenant})

    def migrate(self) -> list[str]:
        """Bring every tenant (or the database) to today's schema; names of what was applied."""
        if self.engine_name == "postgresql":
            if not self.owner_url:
                raise Refused(problem("store.no_owner_url"))
            return runner.migrate_postgres(self.owner_url, postgres.role_of(self.database_url), self.home)
        applied: list[str] = []
        for tenant in self.tenants():
            self.forget(tenant)
            applied += [f"{tenant}:{name}" for name in runner.migrate_sqlite(self.file(tenant), self.home)]
        return applied

    # transactions ----------------------------------------------------------------------------
    def read(self, tenant: str) -> AbstractContextManager[Unit]:
        """A consistent view of the tenant; writing through it is refused by the database."""
        return self._unit(tenant, self.file(tenant), writable=False)

    def write(self, tenant: str) -> AbstractContextManager[Unit]:
        """A transaction: commits at the end, rolls back on any exception. Not to be nested."""
        return self._unit(tenant, self.file(tenant), writable=True)

    @contextmanager
    def _unit(self, tenant: str, file: Path, *, writable: bool) -> Iterator[Unit]:
        if self.engine_name == "sqlite":
            self._notice(tenant, file)
        if writable and self.engine_name == "sqlite":
            with self._writer(file):
                yield from self._transaction(tenant, file, writable=True)
        else:
            yield from self._transaction(tenant, file, writable=writable)

    def _transaction(self, tenant: str, file: Path, *, writable: bool) -> Iterator[Unit]:
        cache = self._caches.setdefault(tenant, {})
        with self._engine(file, writable).connect() as connection:
            transaction = connection.begin()
            try:
                unit = Unit(tenant, connection, self.engine_name, writable, cache, home=self.home)
                if self.engine_name == "postgresql":
                    postgres.enter(unit)
                load_commodities(unit)
                yield unit
                unit.commit(transaction)
            except BaseException:
                transaction.rollback()
                raise
            cache.update(unit.fresh)
        for act in unit.after_commit:
            act()

    def _notice(self, tenant: str, file: Path) -> None:
        """Let go of a file that another process replaced (a restore, a demo made anew): its name leads elsewhere now."""
        try:
            inode = file.stat().st_ino  # not used again while a connection of ours keeps the old file open
        except FileNotFoundError:
            raise Refused(problem("store.no_tenant", tenant=tenant)) from None
        with self._guard:
            if self._opened.setdefault(file, inode) != inode:
                self.forget(tenant)
                self._opened[file] = inode

    @contextmanager
    def _writer(self, file: Path) -> Iterator[None]:
        """One writer at a time: a queue in this process, since SQLite itself only polls."""
        me = threading.get_ident()
        assert self._writers.get(file) != me, "a write inside a write of the same thread would wait for itself"
        with self._lock(file):
            self._writers[file] = me
            try:
                yield
            finally:
                del self._writers[file]

    def _lock(self, file: Path) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(file, threading.Lock())

    def _engine(self, file: Path | None, writable: bool) -> Engine:
        key = (file, writable) if self.engine_name == "sqlite" else (None, True)
        with self._guard:
            if key not in self._engines:
                self._engines[key] = self._new_engine(file, writable)
            return self._engines[key]

    def _new_engine(self, file: Path | None, writable: bool) -> Engine:
        if self.engine_name == "sqlite":
            assert file is not None
            return sqlite.engine(file, writable=writable)
        made = postgres.engine(self.database_url)
        try:
            with made.connect() as connection:
                postgres.assert_owns_nothing(connection)
        except BaseException:
            made.dispose()
            raise
        return made

    def session(self, tenant: str) -> Session:
        """A line of the tenant's kept open, for one thread; close it."""
        if self.engine_name == "postgresql":
            return PostgresSession(self.database_url, tenant)
        return FileSession(lambda: self.write(tenant))

    # the rest --------------------------------------------------------------------------------
    def blobs(self, tenant: str) -> Blobs:
        """The tenant's files by content."""
        return Blobs(self.folder(tenant) / "blobs")

    def forget(self, tenant: str) -> None:
        """Close a tenant's connections and drop its cache: before its file is replaced or removed."""
        with self._guard:
            file = self.file(tenant)
            for key in [key for key in self._engines if key[0] == file]:
                self._engines.pop(key).dispose()
            self._opened.pop(file, None)
            self._caches.pop(tenant, None)

    def dispose(self) -> None:
        """Close every connection."""
        with self._guard:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()
            self._caches.clear()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.dispose()
