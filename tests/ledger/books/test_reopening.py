"""A closed period opens again only with a reason that stays; what was closed twice says so; old homes learn it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.books.balances import trial_balance
from ledger.books.periods import close_period, closings, find_period, reopen_period
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.store import Store
from ledger.store import postgres as postgres_engine
from tests.ledger.books import small
from tests.ledger.proof.behind import change
from tests.postgres_server import Server

OLD_TABLE = """CREATE TABLE closing (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  closed_at INTEGER NOT NULL,
  closed_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period),
  FOREIGN KEY (tenant_id, book_id, period) REFERENCES period
) STRICT, WITHOUT ROWID"""


def _two_months(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    small.posted(store, tenant, small.office("5.00", day="2026-10-08"), small.office("6.00", day="2026-10-09"),
                 period="2026-10")  # fmt: skip
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)


def _refusal(store: Store, tenant: str, period: str, reason: str) -> str:
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        reopen_period(unit, small.BOOK, period, reason, "li", small.NOW)
    return str(caught.value.problems[0].code)


def test_close_reopen_close_leaves_equal_balances_and_only_grows(store: Store, tenant: str) -> None:
    _two_months(store, tenant)
    with store.write(tenant) as unit:
        before = trial_balance(unit, small.BOOK, "2026-10", "2026-10")
        reopen_period(unit, small.BOOK, "2026-10", "漏记一张发票", "li", small.NOW)
    with store.write(tenant) as unit:
        assert find_period(unit, small.BOOK, "2026-10").state == "open"  # type: ignore[union-attr]
        close_period(unit, small.BOOK, "2026-10", "zhou", small.NOW)
        assert trial_balance(unit, small.BOOK, "2026-10", "2026-10") == before
        first, second = closings(unit, small.BOOK, "2026-10")
        assert (first.number, first.reason, first.reopened_by) == (1, "漏记一张发票", "li")
        assert (second.number, second.reason, second.closed_by, second.reopened_at) == (2, "", "zhou", None)
        assert verify(unit).clean


def test_a_reopened_period_takes_vouchers_until_it_is_closed_again(store: Store, tenant: str) -> None:
    _two_months(store, tenant)
    late = small.office("9.00", day="2026-10-30")
    with pytest.raises(Refused):
        small.posted(store, tenant, late, period="2026-10")
    with store.write(tenant) as unit:
        reopen_period(unit, small.BOOK, "2026-10", "late", "li", small.NOW)
    small.posted(store, tenant, late, period="2026-10")
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
        assert [one.position for one in closings(unit, small.BOOK, "2026-10")] == [1, 2]
        assert verify(unit).clean
    with pytest.raises(Refused):
        small.posted(store, tenant, late, period="2026-10")


def test_what_cannot_be_reopened_is_refused_in_words(store: Store, tenant: str) -> None:
    _two_months(store, tenant)
    assert _refusal(store, tenant, "2026-10", "  ") == "books.reopen_reason"
    assert _refusal(store, tenant, "2026-11", "why") == "books.not_closed"
    assert _refusal(store, tenant, "2026-09", "why") == "books.no_period"
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-11", "li", small.NOW)
    assert _refusal(store, tenant, "2026-10", "why") == "books.later_closed"


def test_a_posting_while_it_was_closed_is_found_though_it_was_reopened_since(
    store: Store, tenant: str, request: pytest.FixtureRequest
) -> None:
    _two_months(store, tenant)
    with store.write(tenant) as unit:
        reopen_period(unit, small.BOOK, "2026-10", "late", "li", small.NOW)
    small.posted(store, tenant, small.office("9.00", day="2026-10-30"), period="2026-10")
    server = request.getfixturevalue("postgres") if store.engine_name == "postgresql" else None
    change(store, tenant, server, "UPDATE reopening SET position = 2 WHERE tenant_id = :t")
    with store.read(tenant) as unit:
        assert "proof.period_reopened" in {one.code for one in verify(unit).findings}


def _as_before_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for trigger in ("period_closing", "period_kept", "reopening_new", "reopening_opens", "closing_no_delete"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DROP TABLE reopening")
        connection.execute("DROP TABLE closing_fact")
        connection.execute("DROP TABLE movement_note")
        connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM closing")
        connection.execute("DROP TABLE closing")
        connection.execute(OLD_TABLE)
        connection.execute("INSERT INTO closing SELECT tenant_id, book_id, period, position, hash, closed_at, closed_by"
                           " FROM kept")  # fmt: skip
        connection.execute("DELETE FROM schema_revision WHERE number IN (12, 14)")


def _now_works(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        assert verify(unit).clean, verify(unit).findings
        assert [one.number for one in closings(unit, small.BOOK, "2026-10")] == [1]
        reopen_period(unit, small.BOOK, "2026-10", "late", "li", small.NOW)
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
        assert [one.number for one in closings(unit, small.BOOK, "2026-10")] == [1, 2]
        assert verify(unit).clean


def test_a_sqlite_home_from_before_keeps_its_closings_and_may_reopen(sqlite_store: Store) -> None:
    _two_months(sqlite_store, "acme")
    sqlite_store.forget("acme")
    _as_before_sqlite(sqlite_store.file("acme"))
    sqlite_store.migrate()
    _now_works(sqlite_store, "acme")


def test_a_postgres_home_from_before_keeps_its_closings_and_may_reopen(postgres: Server, tmp_path: Path) -> None:
    application, owner = postgres.new_database("zf_before")
    with Store.open(tmp_path, application, owner) as store:
        store.migrate()
        store.create_tenant("acme")
        _two_months(store, "acme")
        engine = postgres_engine.engine(owner)
        with engine.begin() as connection:
            for statement in (
                "DROP TABLE reopening", "DROP TABLE closing_fact", "DROP TABLE movement_note", "ALTER TABLE closing DROP CONSTRAINT closing_pkey",
                "ALTER TABLE closing DROP COLUMN number", "ALTER TABLE closing ADD PRIMARY KEY (tenant_id, book_id, period)",
                "DELETE FROM schema_revision WHERE number IN (12, 14)",
            ):  # fmt: skip
                connection.execute(text(statement))
        engine.dispose()
        store.migrate()
        _now_works(store, "acme")
