"""Runs numbered migrations, each in its own transaction, and writes down which have run.

The number is the order: there are no branches to merge. After any step on a database that has run others before,
the triggers of the seal are put back as shipped. A migration is ``upgrade(step)`` with a
:class:`~ledger.store.migrations.helpers.Step`. A SQLite file that already holds data is copied first
to ``books.before-NNNN.db`` beside it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, text

from ledger.store import postgres, sqlite
from ledger.store.migrations.helpers import Step
from ledger.store.migrations.sealed import refresh_triggers

VERSIONS = Path(__file__).parent / "versions"
_FILE = re.compile(r"(\d{4})_([a-z_]+)\.py")


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step; ``name`` is its file's stem."""

    number: int
    name: str
    upgrade: Callable[[Step], None]


def _load(path: Path, number: int) -> Migration:
    spec = importlib.util.spec_from_file_location(f"ledger.store.migrations.versions.v{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Migration(number, path.stem, module.upgrade)


@lru_cache(maxsize=1)
def migrations() -> tuple[Migration, ...]:
    """All steps in order; two of one number are a bug."""
    found = [(_FILE.fullmatch(path.name), path) for path in sorted(VERSIONS.glob("[0-9]*.py"))]
    steps = tuple(_load(path, int(match.group(1))) for match, path in found if match)
    numbers = [step.number for step in steps]
    assert len(set(numbers)) == len(numbers), f"two migrations share a number: {numbers}"
    return steps


def applied(connection: Connection) -> set[int]:
    """Numbers that have run on this database."""
    return {row[0] for row in connection.execute(text("SELECT number FROM schema_revision"))}


def _prepare(connection: Connection) -> None:
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    connection.execute(
        text(
            "CREATE TABLE IF NOT EXISTS schema_revision"
            f" (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL){strict}"
        )
    )


def _step(connection: Connection, app_role: str, home: Path) -> Step:
    return Step(Operations(MigrationContext.configure(connection)), connection, app_role, home)


def _run(connection: Connection, migration: Migration, app_role: str, home: Path) -> None:
    migration.upgrade(_step(connection, app_role, home))
    connection.execute(
        text("INSERT INTO schema_revision (number, name) VALUES (:number, :name)"),
        {"number": migration.number, "name": migration.name},
    )


def _run_all(engine: Engine, app_role: str, home: Path, before: Callable[[Migration], None]) -> list[str]:
    with engine.begin() as connection:
        _prepare(connection)
        done = applied(connection)
    names = []
    for migration in migrations():
        if migration.number in done:
            continue
        before(migration)
        with engine.begin() as connection:
            _run(connection, migration, app_role, home)
        names.append(migration.name)
    if names and done:
        with engine.begin() as connection:
            refresh_triggers(_step(connection, app_role, home))
    return names


def migrate_sqlite(path: Path, home: Path) -> list[str]:
    """Bring one tenant file to today's schema; names of what was applied. In ``home`` lie the keys of sealed fields."""
    fresh = not path.exists()
    copied = False

    def copy_first(migration: Migration) -> None:
        nonlocal copied
        if not fresh and not copied:
            _copy(path, path.with_name(f"{path.stem}.before-{migration.number:04}.db"))
            copied = True

    engine = sqlite.engine(path, writable=True, guarded=False)
    try:
        return _run_all(engine, "", home, copy_first)
    finally:
        engine.dispose()


def new_sqlite(path: Path) -> None:
    """A file of a new tenant with today's schema; on the disk when this returns."""
    with path.open("xb") as file:
        file.write(_empty_file())
        file.flush()
        os.fsync(file.fileno())


@lru_cache(maxsize=1)
def _empty_file() -> bytes:
    """What all steps make of nothing: the same for every tenant, so they run for a process's first one only."""
    with tempfile.TemporaryDirectory(prefix="zhangfang-") as folder:
        made = Path(folder) / "books.db"
        migrate_sqlite(made, made.parent)
        return made.read_bytes()  # its only connection is closed: nothing is left in a log beside it


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def migrate_postgres(owner_url: str, app_role: str, home: Path) -> list[str]:
    """Bring the database to today's schema as its owner; ``app_role`` is granted what it needs."""
    engine = postgres.engine(owner_url)
    try:
        names = _run_all(engine, app_role, home, lambda _migration: None)
        with engine.begin() as connection:
            connection.execute(text(f'GRANT SELECT ON schema_revision TO "{app_role}"'))
            connection.execute(text(f'GRANT USAGE ON SCHEMA public TO "{app_role}"'))
        return names
    finally:
        engine.dispose()
