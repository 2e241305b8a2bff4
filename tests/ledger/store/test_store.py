"""Opening, tenants, transactions, settings read back, migrations that copy first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy.exc
from sqlalchemy import text

from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store, outbox, postgres, sqlite
from ledger.store.audit import Record, record_act
from ledger.store.migrations import runner
from ledger.store.migrations.sealed import refresh_triggers
from tests.postgres_server import Server
from tests.tenants import Tenants


def test_a_transaction_commits_or_leaves_nothing(store: Store, tenant: str) -> None:
    insert = text("INSERT INTO dimension VALUES (:t, :n, :code, 'x', 'x')")
    with store.write(tenant) as unit:
        unit.connection.execute(insert, {"t": tenant, "n": 0, "code": "a"})
    with pytest.raises(RuntimeError), store.write(tenant) as unit:
        unit.connection.execute(insert, {"t": tenant, "n": 1, "code": "b"})
        unit.remember("k", "v")
        raise RuntimeError
    with store.read(tenant) as unit:
        assert unit.connection.execute(text("SELECT code FROM dimension")).scalars().all() == ["a"]
        assert unit.remembered("k") is None


def test_a_savepoint_fails_alone(store: Store, tenant: str) -> None:
    insert = text("INSERT INTO dimension VALUES (:t, :n, :code, 'x', 'x')")
    with store.write(tenant) as unit:
        unit.connection.execute(insert, {"t": tenant, "n": 0, "code": "a"})
        with pytest.raises(RuntimeError), unit.savepoint():
            unit.connection.execute(insert, {"t": tenant, "n": 1, "code": "b"})
            unit.remember("k", "v")
            raise RuntimeError
        assert unit.remembered("k") is None
    with store.read(tenant) as unit:
        assert unit.connection.execute(text("SELECT code FROM dimension")).scalars().all() == ["a"]


def test_reading_cannot_write(store: Store, tenant: str) -> None:
    with pytest.raises(sqlalchemy.exc.DBAPIError), store.read(tenant) as unit:
        unit.connection.execute(text("INSERT INTO dimension VALUES (:t, 0, 'a', 'x', 'x')"), {"t": tenant})


def test_what_runs_after_a_commit(store: Store, tenant: str) -> None:
    done: list[str] = []
    with store.write(tenant) as unit:
        unit.after_commit.append(lambda: done.append("yes"))
        assert done == []
    with pytest.raises(RuntimeError), store.write(tenant) as unit:
        unit.after_commit.append(lambda: done.append("no"))
        raise RuntimeError
    assert done == ["yes"]


@pytest.mark.parametrize("name", ["", "A", "../x", "a b", "x" * 60, "a/b", "a."])
def test_a_tenant_name_is_no_path(store: Store, name: str) -> None:
    with pytest.raises(Refused) as caught, store.read(name):
        pass
    assert caught.value.problems[0].code == "store.bad_tenant_name"


def test_tenants_are_listed_once_made(tenants: Tenants) -> None:
    name = tenants.new()
    assert name in tenants.store.tenants()
    with pytest.raises(Refused) as caught:
        tenants.store.create_tenant(name)
    assert caught.value.problems[0].code == "store.tenant_exists"


def test_an_unknown_tenant_is_refused(sqlite_store: Store) -> None:
    with pytest.raises(Refused) as caught, sqlite_store.read("nobody"):
        pass
    assert caught.value.problems[0].code == "store.no_tenant"


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_settings_are_in_force(sqlite_store: Store, pragma: str, expected: object) -> None:
    for unit_of in (sqlite_store.read, sqlite_store.write):
        with unit_of("acme") as unit:
            assert unit.connection.execute(text(f"PRAGMA {pragma}")).scalar() == expected


def test_migrating_again_does_nothing(sqlite_store: Store) -> None:
    assert sqlite_store.migrate() == []
    assert not list(sqlite_store.folder("acme").glob("*.before-*"))


def test_a_file_with_data_is_copied_before_it_is_migrated(sqlite_store: Store) -> None:
    sqlite_store.forget("acme")
    first = next(step for step in runner.migrations() if step.name == "0009_business")
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection, connection:
        connection.execute("DELETE FROM schema_revision WHERE number >= ?", (first.number,))
    with pytest.raises(sqlalchemy.exc.OperationalError):  # its tables are there already: the step fails as a whole
        sqlite_store.migrate()
    copy = sqlite_store.folder("acme") / f"books.before-{first.number:04}.db"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM tenant").fetchone() == (1,)


def test_books_from_before_let_an_edited_proposal_be_a_draft_again(sqlite_store: Store) -> None:
    sqlite_store.forget("acme")
    kept = "SELECT sql FROM sqlite_master WHERE name = 'proposal_kept'"
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection, connection:
        (shipped,) = connection.execute(kept).fetchone()
        older = shipped.replace("'proposed>draft', ", "").replace("'returned>draft', ", "")
        assert older != shipped
        connection.execute("DROP TRIGGER proposal_kept")
        connection.execute(older)
        connection.execute("DELETE FROM schema_revision WHERE name = '0012_edited_proposals'")
    sqlite_store.migrate()
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection:
        assert connection.execute(kept).fetchone() == (shipped,)


def test_books_from_before_take_commodities(sqlite_store: Store) -> None:
    """A file as it was before 0013: a narrow cell, no table of commodities, nothing said of imports."""
    sqlite_store.forget("acme")
    kept = "SELECT sql FROM sqlite_master WHERE name = 'cell'"
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection, connection:
        (shipped,) = connection.execute(kept).fetchone()
        older = shipped.replace("CHECK (currency >= 0)", "CHECK (currency BETWEEN 0 AND 17575)")
        assert older != shipped
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'cell'", (older,))
        connection.execute("DROP TABLE commodity")
        connection.execute("ALTER TABLE company DROP COLUMN imported")
        connection.execute("DELETE FROM schema_revision WHERE number = 13")
    with sqlite_store.read("acme") as unit:  # who forgot to migrate can still look
        assert unit.connection.execute(text("SELECT count(*) FROM book")).scalar_one() == 0
    assert sqlite_store.migrate() == ["acme:0013_commodities"]
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection:
        assert connection.execute(kept).fetchone() == (shipped,)
    with sqlite_store.read("acme") as unit:
        assert verify(unit).clean


def test_books_from_before_keep_their_acts_and_messages_in_one_tree_each(sqlite_store: Store) -> None:
    """A file as it was before 0030: tables with row numbers; what they hold stays, and still only grows."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with sqlite_store.write("acme") as unit:
        record_act(unit, Record(now, "li", "person", "web", "post", "voucher.post", "", "", 1, False, "done"))
        outbox.publish(unit, "voucher.posted", {"batch": 1}, now)
    sqlite_store.forget("acme")
    tables = ("audit_act", "outbox")
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection, connection:
        shipped, rows = _tables(connection, tables)
        connection.execute("DROP INDEX outbox_waiting")
        for name in tables:
            connection.execute(f"ALTER TABLE {name} RENAME TO shipped_{name}")
            connection.execute(shipped[name].replace(" WITHOUT ROWID,", ""))
            connection.execute(f"INSERT INTO {name} SELECT * FROM shipped_{name}")
            connection.execute(f"DROP TABLE shipped_{name}")
        connection.execute("CREATE INDEX outbox_waiting ON outbox (tenant_id, handed_at, message_id)")
        connection.execute("DELETE FROM schema_revision WHERE number = 30")
    assert sqlite_store.migrate() == ["acme:0030_fewer_pages"]
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as connection:
        assert _tables(connection, tables) == (shipped, rows)
        for act in ("UPDATE audit_act SET rows = 2", "DELETE FROM audit_act"):
            with pytest.raises(sqlite3.IntegrityError, match=r"audit\.only_grows"):
                connection.execute(act)
    with sqlite_store.read("acme") as unit:
        assert [one.topic for one in outbox.waiting(unit)] == ["voucher.posted"]
        assert verify(unit).clean


def _tables(
    connection: sqlite3.Connection, names: Iterable[str]
) -> tuple[dict[str, str], list[list[tuple[object, ...]]]]:
    """How tables are made, and their rows."""
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    return {name: made[name] for name in names}, [
        connection.execute(f"SELECT * FROM {name}").fetchall() for name in names
    ]


def _whole_file(path: Path) -> dict[str, object]:
    """Everything in a SQLite file: what its schema says, and every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        ).fetchall()
        tables = [name for kind, name, _, _ in schema if kind == "table"]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        told = [
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("journal_mode", "user_version", "encoding")
        ]
    return {"schema": schema, "told": told, **rows}


def test_a_tenants_file_is_what_the_steps_make(tmp_path: Path) -> None:
    stepped, first, second = (tmp_path / name for name in ("stepped.db", "first.db", "second.db"))
    assert runner.migrate_sqlite(stepped, tmp_path) == [step.name for step in runner.migrations()]
    runner.new_sqlite(first)
    runner.new_sqlite(second)
    assert _whole_file(first) == _whole_file(second) == _whole_file(stepped)
    assert runner.migrate_sqlite(second, tmp_path) == []
    with pytest.raises(FileExistsError):
        runner.new_sqlite(first)


def test_migrations_are_numbered_once_and_named() -> None:
    steps = runner.migrations()
    assert [step.number for step in steps] == sorted({step.number for step in steps})
    assert steps[0].name == "0001_books"


def test_postgres_without_its_owner_is_not_migrated(postgres_tenants: Tenants, tmp_path: Path) -> None:
    with Store.open(tmp_path, postgres_tenants.store.database_url) as store, pytest.raises(Refused) as caught:
        store.migrate()
    assert caught.value.problems[0].code == "store.no_owner_url"


def test_the_owner_may_not_run_the_application(postgres_tenants: Tenants, tmp_path: Path) -> None:
    owner = postgres_tenants.store.owner_url
    with Store.open(tmp_path, owner) as store, pytest.raises(AssertionError, match="own no table"):
        store.tenants()


def test_triggers_are_put_back_as_shipped(tenants: Tenants) -> None:
    """Run on a database whose triggers are all there already, and on one that lost some: then it verifies clean."""
    store, tenant = tenants.store, tenants.new()
    path = store.file(tenant)
    if store.engine_name == "sqlite":
        store.forget(tenant)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DROP TRIGGER line_no_update")
    engine = postgres.engine(store.owner_url) if store.owner_url else sqlite.engine(path, writable=True, guarded=False)
    with engine.begin() as connection:
        refresh_triggers(runner._step(connection, "zf_app", store.home))
    engine.dispose()
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_write_inside_a_write_is_a_bug(sqlite_store: Store) -> None:
    with sqlite_store.write("acme"), pytest.raises(AssertionError, match="wait for itself"), sqlite_store.write("acme"):
        pass
    with sqlite_store.write("acme"):
        pass


def test_a_file_replaced_by_another_process_is_noticed(tmp_path: Path) -> None:
    with Store.open(tmp_path) as mine, Store.open(tmp_path) as theirs:
        mine.create_tenant("acme")
        with mine.write("acme") as unit:
            unit.connection.execute(
                text("INSERT INTO dimension VALUES ('acme', 1, 'department', '部门', 'Department')")
            )
            unit.remember("what was there", 1)
        theirs.forget("acme")
        shutil.rmtree(theirs.folder("acme"))
        theirs.create_tenant("acme")
        with mine.read("acme") as unit:
            assert unit.connection.execute(text("SELECT count(*) FROM dimension")).scalar_one() == 0
            assert unit.remembered("what was there") is None
        with mine.write("acme") as unit:
            unit.connection.execute(text("INSERT INTO dimension VALUES ('acme', 1, 'party', '往来', 'Party')"))
        with theirs.read("acme") as unit:
            assert unit.connection.execute(text("SELECT count(*) FROM dimension")).scalar_one() == 1


def test_a_connection_that_lay_idle_is_asked_before_it_is_used(
    postgres_tenants: Tenants, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    server: Server = request.getfixturevalue("postgres")
    monkeypatch.setattr(postgres, "IDLE_SECONDS", 0.0)
    store, tenant = postgres_tenants.store, postgres_tenants.new()
    with store.read(tenant) as unit:
        pid = unit.run("SELECT pg_backend_pid()", {}).fetchone()[0]
    server.execute(f"SELECT pg_terminate_backend({pid})")
    for _ in range(10):
        with store.read(tenant) as unit:
            assert unit.run("SELECT pg_backend_pid()", {}).fetchone()[0] != pid


def test_the_application_may_refresh_statistics_and_gives_way_to_who_works(postgres_tenants: Tenants) -> None:
    store, tenant = postgres_tenants.store, postgres_tenants.new()
    with store.write(tenant) as first:
        first.run("SELECT zf_refresh_statistics()", {})
        with store.write(tenant) as second:  # the first still holds its locks
            second.run("SELECT zf_refresh_statistics()", {})


def test_a_tenant_is_seen_by_others_only_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    with Store.open(tmp_path) as store:
        make = runner.new_sqlite

        def watched(path: Path) -> None:
            make(path)
            seen.append(store.tenants())

        monkeypatch.setattr(runner, "new_sqlite", watched)
        store.create_tenant("fresh")
        assert seen == [[]]
        assert store.tenants() == ["fresh"]
        assert [one.name for one in store.folder("fresh").iterdir() if "making" in one.name] == []
