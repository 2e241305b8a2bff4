"""Another tenant's data through the PostgreSQL application role: it is not there, and cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from ledger.books.refusals import refusing
from ledger.core.problem import Refused
from ledger.store import Store
from tests.hostile import forge
from tests.ledger.books import small
from tests.tenants import Tenants


@pytest.fixture(scope="module")
def neighbours(postgres_tenants: Tenants) -> tuple[Store, str, str]:
    """Two companies in one database."""
    store, ours, theirs = postgres_tenants.store, postgres_tenants.new(), postgres_tenants.new()
    for tenant in (ours, theirs):
        small.found(store, tenant)
        small.posted(store, tenant, small.office())
    return store, ours, theirs


@pytest.fixture
def raw(neighbours: tuple[Store, str, str]) -> Iterator[psycopg.Connection[Any]]:
    """The application role with a client of its own."""
    with psycopg.connect(neighbours[0].database_url) as connection:
        yield connection


TABLES = (*forge.SEALED_TABLES, "book", "dimension", "dim_value", "proposal_event", "posting_rule_version", "claim")


@pytest.mark.parametrize("table", TABLES)
def test_only_our_rows_are_visible(neighbours: tuple[Store, str, str], raw: Any, table: str) -> None:
    _store, ours, _theirs = neighbours
    raw.execute("SELECT set_config('app.tenant', %s, true)", (ours,))
    assert {row[0] for row in raw.execute(f"SELECT tenant_id FROM {table}").fetchall()} <= {ours}


@pytest.mark.parametrize("table", TABLES)
def test_without_a_tenant_there_is_nothing(raw: Any, table: str) -> None:
    assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_no_row_of_another_tenant_can_be_written(neighbours: tuple[Store, str, str], raw: Any) -> None:
    _store, ours, theirs = neighbours
    raw.execute("SELECT set_config('app.tenant', %s, false)", (ours,))
    raw.commit()
    for statement in (
        "INSERT INTO dimension VALUES (%s, 9, 'x', 'x', 'x')",
        "INSERT INTO dimset VALUES (%s, 12345678, 'x', 0)",
        "INSERT INTO tenant VALUES (%s || 'x')",
    ):
        with pytest.raises(psycopg.Error, match="row-level security"), raw.transaction():
            raw.execute(statement, (theirs,))
    with raw.transaction():
        assert raw.execute("UPDATE account SET name_zh = 'x' WHERE tenant_id = %s", (theirs,)).rowcount == 0


def test_posting_for_another_tenant_is_refused(neighbours: tuple[Store, str, str]) -> None:
    store, ours, theirs = neighbours
    with pytest.raises((Refused, psycopg.Error)) as caught, store.write(ours) as unit, refusing():
        forge.post_changed(unit, small.content(small.office()), lambda _rows: None, tenant=theirs)
    assert "other_tenant" in str(caught.value)


def test_another_tenants_confirmation_allows_nothing(neighbours: tuple[Store, str, str]) -> None:
    store, ours, theirs = neighbours
    with store.write(theirs) as unit:
        rows = forge.rows_for(unit, small.content(small.office()))
        authority = forge.allow(unit, rows)
    with pytest.raises((Refused, psycopg.Error)) as caught, store.write(ours) as unit, refusing():
        honest = forge.rows_for(unit, small.content(small.office()))
        forge.write(unit, forge.header_for(unit, honest, authority), honest)
    assert "no_authority" in str(caught.value)


def test_another_tenants_account_takes_no_line(neighbours: tuple[Store, str, str]) -> None:
    store, ours, theirs = neighbours
    with store.read(theirs) as unit:
        cell = unit.connection.execute(text("SELECT max(cell_id) FROM cell")).scalar_one()

    def borrow(rows: Any) -> None:
        rows.plain[0] = (*rows.plain[0][:3], cell, *rows.plain[0][4:])

    with pytest.raises((Refused, psycopg.Error)) as caught, store.write(ours) as unit, refusing():
        forge.post_changed(unit, small.content(small.office()), borrow)
    assert "unknown_account" in str(caught.value)


def test_the_post_function_is_not_for_everybody(neighbours: tuple[Store, str, str]) -> None:
    store, _ours, _theirs = neighbours
    with psycopg.connect(store.owner_url) as connection:
        rows = connection.execute(
            "SELECT proname, array_to_string(proacl, ',') FROM pg_proc WHERE proname = 'zf_post'"
        ).fetchall()
    assert rows and all(not grant.startswith("=") and ",=" not in grant for _name, grant in rows)


def test_the_application_role_owns_nothing(neighbours: tuple[Store, str, str], raw: Any) -> None:
    owned = raw.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()[0]
    assert owned == 0
