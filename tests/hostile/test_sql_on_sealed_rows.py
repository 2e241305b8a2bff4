"""SQL against what is posted, through our own store: every statement is refused and nothing has changed."""

from __future__ import annotations

import psycopg
import pytest
import sqlalchemy.exc
from sqlalchemy import text

from ledger.books.accounts import get_book
from ledger.books.periods import close_period, open_period
from ledger.store import Store
from tests.hostile.forge import picture
from tests.ledger.books import small
from tests.postgres_server import Server
from tests.tenants import Tenants

REFUSED = (sqlalchemy.exc.DBAPIError, psycopg.Error)

COMMON = {
    "late line with its own key": "INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side,"
    " amount_minor, base_minor, memo, open_item) SELECT tenant_id, batch_id, entry_no, line_no + 2, 4, cell_id, currency,"
    " side, amount_minor, base_minor, memo, open_item FROM line WHERE tenant_id = :t",
    "late line with the entry's arity": "INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency,"
    " side, amount_minor, base_minor, memo, open_item) SELECT tenant_id, batch_id, entry_no, line_no + 2, arity, cell_id,"
    " currency, side, amount_minor, base_minor, memo, open_item FROM line WHERE tenant_id = :t",
    "late entry": "INSERT INTO entry (tenant_id, batch_id, entry_no, entry_count, arity, kind, posting_date, document_date,"
    " maker, source, attachment_count) SELECT tenant_id, batch_id, entry_no + 10, entry_count, arity, kind, posting_date,"
    " document_date, maker, source, 0 FROM entry WHERE tenant_id = :t",
    "orphan line": "INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side, amount_minor,"
    " base_minor, memo, open_item) VALUES (:t, 999999, 1, 1, 2, 1, 1714, 0, 1, 1, '', 0)",
    "update a line": "UPDATE line SET amount_minor = amount_minor + 1 WHERE tenant_id = :t",
    "update a memo": "UPDATE line SET memo = 'x'",
    "update an entry": "UPDATE entry SET posting_date = 20260101",
    "update a batch": "UPDATE batch SET first_number = 99 WHERE tenant_id = :t",
    "delete a line": "DELETE FROM line WHERE tenant_id = :t",
    "delete all lines": "DELETE FROM line",
    "delete all entries": "DELETE FROM entry",
    "delete all batches": "DELETE FROM batch",
    "delete balances": "DELETE FROM balance",
    "delete the head": "DELETE FROM head",
    "delete an account": "DELETE FROM account WHERE tenant_id = :t",
    "delete a period": "DELETE FROM period",
    "delete a confirmation": "DELETE FROM authority",
    "free a spent confirmation": "DELETE FROM authority_spent",
    "move a spent confirmation": "UPDATE authority_spent SET undone_by = 'x', batch_id = NULL",
    "rewrite a confirmation": "UPDATE authority SET confirmer = 'zhao'",
    "rewrite a revision": "UPDATE proposal_revision SET body = '{}'",
    "rewrite history": "UPDATE proposal_event SET actor = 'x'",
    "delete history": "DELETE FROM proposal_event",
    "unpost a proposal": "UPDATE proposal SET state = 'proposed', batch_id = NULL WHERE tenant_id = :t",
    "upsert a line": "INSERT INTO line SELECT * FROM line WHERE tenant_id = :t"
    " ON CONFLICT (tenant_id, batch_id, entry_no, line_no) DO UPDATE SET amount_minor = 1",
    "upsert a batch": "INSERT INTO batch SELECT * FROM batch WHERE tenant_id = :t"
    " ON CONFLICT (tenant_id, batch_id) DO UPDATE SET first_number = 7",
    "write a balance": "UPDATE balance SET debit_minor = debit_minor + 1 WHERE tenant_id = :t",
    "add a balance": "INSERT INTO balance SELECT tenant_id, book_id, period + 100, layer, account_id, currency, debit_minor,"
    " credit_minor, base_debit_minor, base_credit_minor FROM balance WHERE tenant_id = :t",
    "write a dimension balance": "UPDATE balance_dim SET debit_minor = 0",
    "move the head": "UPDATE head SET position = 0 WHERE tenant_id = :t",
    "move the numbers": "UPDATE number_series SET last_number = 0 WHERE tenant_id = :t",
    "add a touch": "INSERT INTO touch SELECT tenant_id, book_id, account_id, batch_id + 1 FROM touch WHERE tenant_id = :t",
    "add an allocation": "INSERT INTO allocation SELECT tenant_id, batch_id, entry_no, line_no, batch_id, entry_no, 1, 1, 1,"
    " 20261101 FROM line WHERE tenant_id = :t",
    "forget what a confirmation counts": "DELETE FROM confirmed_for WHERE tenant_id = :t",
    "count a confirmation for less": "UPDATE confirmed_for SET amount_minor = 0 WHERE tenant_id = :t",
    "count a confirmation for another": "INSERT INTO confirmed_for SELECT tenant_id, authority_id, confirmer, 'party:V9',"
    " given_at, amount_minor, counted FROM confirmed_for WHERE tenant_id = :t",
    "reopen a period": "UPDATE period SET state = 'open' WHERE tenant_id = :t AND state = 'closed'",
    "reopen a period and close it again in one": "UPDATE period SET state = 'soft' WHERE tenant_id = :t"
    " AND state = 'closed'",
    "a reopening of an open period": "INSERT INTO reopening SELECT h.tenant_id, h.book_id, 20261100, 1, h.position, h.hash,"
    " 'x', 1, 'x' FROM head AS h WHERE h.tenant_id = :t",
    "a reopening of a closing that never was": "INSERT INTO reopening SELECT h.tenant_id, h.book_id, 20261000, 7,"
    " h.position, h.hash, 'x', 1, 'x' FROM head AS h WHERE h.tenant_id = :t",
    "a reopening without a reason": "INSERT INTO reopening SELECT h.tenant_id, h.book_id, 20261000, 1, h.position, h.hash,"
    " '', 1, 'x' FROM head AS h WHERE h.tenant_id = :t",
    "forget a closing": "DELETE FROM closing WHERE tenant_id = :t",
    "move a closing": "UPDATE closing SET position = 0 WHERE tenant_id = :t",
    "add a closing": "INSERT INTO closing SELECT tenant_id, book_id, period, 2, position, hash, closed_at, closed_by"
    " FROM closing WHERE tenant_id = :t",
    "stretch a period": "UPDATE period SET last_day = last_day + 1 WHERE tenant_id = :t",
    "change an account's side": "UPDATE account SET normal_side = 1 - normal_side WHERE tenant_id = :t AND code = '1001'",
    "change an account's code": "UPDATE account SET code = '9999' WHERE tenant_id = :t AND code = '1001'",
    "redirect a cell": "UPDATE cell SET account_id = account_id + 1 WHERE tenant_id = :t",
    "change a book's currency": "UPDATE book SET base_currency = 1 WHERE tenant_id = :t",
    "drop a table": "DROP TABLE line",
    "drop a view of the past": "DROP TABLE authority_spent",
    "alter a table": "ALTER TABLE line ADD COLUMN extra TEXT",
    "rename a table": "ALTER TABLE line RENAME TO line2",
    "drop an index": "DROP INDEX entry_reversed_once",
    "create a table": "CREATE TABLE mine (a INTEGER)",
}
SQLITE = {
    "replace a line": "INSERT OR REPLACE INTO line SELECT * FROM line",
    "replace a line with another": "REPLACE INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency,"
    " side, amount_minor, base_minor, memo, open_item) SELECT tenant_id, batch_id, entry_no, line_no, arity, cell_id,"
    " currency, side, amount_minor + 1, base_minor + 1, memo, open_item FROM line",
    "replace an entry": "INSERT OR REPLACE INTO entry SELECT * FROM entry",
    "replace a batch": "INSERT OR REPLACE INTO batch SELECT * FROM batch",
    "replace a batch through its voucher number": "INSERT OR REPLACE INTO batch SELECT tenant_id, batch_id + 50, book_id,"
    " position + 50, period, month, layer, series, first_number, entry_count, line_count, base_total, authority_id, digest,"
    " posted_at, poster, checker, cashier, chief, version, previous_hash, root, hash FROM batch",
    "replace a batch through its position": "INSERT OR REPLACE INTO batch SELECT tenant_id, batch_id + 50, book_id,"
    " position, period, month, layer, series, first_number + 50, entry_count, line_count, base_total, authority_id, digest,"
    " posted_at, poster, checker, cashier, chief, version, previous_hash, root, hash FROM batch",
    "ignore into a sealed batch": "INSERT OR IGNORE INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id,"
    " currency, side, amount_minor, base_minor, memo, open_item) SELECT tenant_id, batch_id, entry_no, line_no + 2, 9,"
    " cell_id, currency, side, amount_minor, base_minor, memo, open_item FROM line",
    "replace a period": "INSERT OR REPLACE INTO period SELECT tenant_id, book_id, period, first_day, last_day, 'open', 0, 'x'"
    " FROM period",
    "replace an account": "INSERT OR REPLACE INTO account SELECT * FROM account",
    "replace a confirmation": "INSERT OR REPLACE INTO authority SELECT * FROM authority",
    "replace a spending": "INSERT OR REPLACE INTO authority_spent SELECT tenant_id, authority_id, NULL, 'x', 1"
    " FROM authority_spent",
    "drop a trigger": "DROP TRIGGER batch_seal",
    "create a trigger": "CREATE TRIGGER mine AFTER INSERT ON line BEGIN DELETE FROM line; END",
    "create a temporary trigger": "CREATE TEMP TRIGGER mine AFTER INSERT ON job BEGIN DELETE FROM line; END",
    "create a view": "CREATE VIEW mine AS SELECT 1",
    "attach a file": "ATTACH DATABASE ':memory:' AS other",
    "detach": "DETACH DATABASE main",
    "vacuum into a copy": "VACUUM INTO '/tmp/zf-stolen.db'",
    "write the schema": "DELETE FROM sqlite_master",
    "forget a migration": "DELETE FROM schema_revision",
    "load an extension": "SELECT load_extension('x')",
    **{
        f"pragma {setting}": f"PRAGMA {setting}"
        for setting in (
            "foreign_keys=OFF", "recursive_triggers=OFF", "writable_schema=ON", "synchronous=OFF", "journal_mode=DELETE",
            "ignore_check_constraints=ON", "defer_foreign_keys=ON", "user_version=7", "query_only=OFF", "trusted_schema=1",
        )
    },
}  # fmt: skip
POSTGRESQL = {
    "truncate": "TRUNCATE line",
    "truncate everything": "TRUNCATE batch, entry, line CASCADE",
    "drop a trigger": "DROP TRIGGER batch_seal ON batch",
    "disable triggers": "ALTER TABLE line DISABLE TRIGGER ALL",
    "replica role": "SET session_replication_role = replica",
    "drop a policy": "DROP POLICY tenant_wall ON line",
    "row security off": "ALTER TABLE line DISABLE ROW LEVEL SECURITY",
    "replace the seal": "CREATE OR REPLACE FUNCTION zf_batch_seal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN"
    " NULL; END $$",
    "become the owner": "SET ROLE zf_owner",
    "become superuser": "SET SESSION AUTHORIZATION postgres",
    "copy into": "COPY line FROM PROGRAM 'true'",
    "a table of one's own that hides ours": "CREATE TABLE line (a int)",
    "a temporary table that hides ours": "CREATE TEMP TABLE period AS SELECT * FROM period",
    "merge": "MERGE INTO balance AS b USING balance AS s ON b.account_id = s.account_id WHEN MATCHED THEN UPDATE"
    " SET debit_minor = 0",
}


def _company(tenants: Tenants) -> tuple[Store, str]:
    store, tenant = tenants.store, tenants.new()
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    small.posted(store, tenant, small.office("10.00"))
    small.posted(store, tenant, small.invoice("20.00"))
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
    return store, tenant


@pytest.fixture(scope="module")
def sqlite_company(sqlite_tenants: Tenants) -> tuple[Store, str]:
    """One company for all statements: each must leave it as it was."""
    return _company(sqlite_tenants)


@pytest.fixture(scope="module")
def postgres_company(postgres_tenants: Tenants) -> tuple[Store, str]:
    """The same on PostgreSQL."""
    return _company(postgres_tenants)


def _refused(store: Store, tenant: str, statement: str) -> None:
    with store.read(tenant) as unit:
        before = picture(unit)
    with pytest.raises(REFUSED), store.write(tenant) as unit:
        changed = unit.connection.execute(text(statement), {"t": tenant} if ":t" in statement else {})
        assert changed.rowcount != 0, "the statement hit nothing: the attack proves nothing"
    with store.read(tenant) as unit:
        assert picture(unit) == before


@pytest.mark.parametrize("name", [*COMMON, *SQLITE])
def test_sqlite_refuses(sqlite_company: tuple[Store, str], name: str) -> None:
    _refused(*sqlite_company, (COMMON | SQLITE)[name])


@pytest.mark.parametrize("name", [*COMMON, *POSTGRESQL])
def test_postgres_refuses_the_application_role(postgres_company: tuple[Store, str], name: str) -> None:
    store, tenant = postgres_company
    with store.read(tenant) as unit:
        before = picture(unit)
    if name == "a temporary table that hides ours":
        _hiding_changes_nothing(store, tenant)
    else:
        _refused(store, tenant, (COMMON | POSTGRESQL)[name])
    with store.read(tenant) as unit:
        assert picture(unit) == before


def _hiding_changes_nothing(store: Store, tenant: str) -> None:
    """A temporary table may be made, but the seal reads ours: a closed period stays closed."""
    from ledger.core.problem import Refused
    from tests.hostile.forge import post_changed

    with pytest.raises((Refused, *REFUSED)) as caught, store.write(tenant) as unit:
        content = small.content(small.office(day="2026-10-05"), period="2026-10")
        unit.connection.execute(text("CREATE TEMP TABLE period ON COMMIT DROP AS SELECT * FROM public.period"))
        unit.connection.execute(text("UPDATE pg_temp.period SET state = 'open'"))
        post_changed(unit, content, lambda _rows: None)
    assert "period_closed" in str(caught.value)


def test_truncating_by_the_owner_is_refused(postgres_company: tuple[Store, str], postgres: Server) -> None:
    store, tenant = postgres_company
    with psycopg.connect(store.owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (tenant,))
        for statement in (
            "TRUNCATE claim, batch, entry, line CASCADE",
            "DELETE FROM line",
            "UPDATE line SET memo = 'x'",
        ):
            with pytest.raises(psycopg.Error, match="sealed"), connection.transaction():
                connection.execute(statement)


def test_a_second_period_cannot_be_opened_over_a_closed_one(sqlite_company: tuple[Store, str]) -> None:
    from ledger.core.problem import Refused

    store, tenant = sqlite_company
    with pytest.raises(Refused), store.write(tenant) as unit:
        open_period(unit, small.BOOK, "2026-10", "li", small.NOW)
    with store.read(tenant) as unit:
        assert get_book(unit, small.BOOK).base_currency == "CNY"
