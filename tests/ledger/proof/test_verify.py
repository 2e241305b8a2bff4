"""What was changed behind the store's back is found; what was not changed is clean."""

from __future__ import annotations

import pytest

from ledger.books.entries import ItemKey, credit, debit
from ledger.books.periods import close_period
from ledger.books.reversal import reversal
from ledger.proof import Anchor, VerifyReport, verify
from ledger.proposals import undo
from ledger.store import Store
from tests.ledger.books import small
from tests.ledger.proof.behind import change, raw
from tests.postgres_server import Server


@pytest.fixture
def server(request: pytest.FixtureRequest, store: Store) -> Server | None:
    """The PostgreSQL server where the store lives on one."""
    return request.getfixturevalue("postgres") if store.engine_name == "postgresql" else None


@pytest.fixture
def company(store: Store, tenant: str) -> str:
    """A company with a bit of everything: items, a payment, a reversal, a run, an undone confirmation, a closing."""
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    small.posted(store, tenant, small.office("5.00", day="2026-10-08"), small.office("6.00", day="2026-10-09"),
                 period="2026-10")  # fmt: skip
    owed = small.posted(store, tenant, small.invoice("20.00"))
    pay = small.entry(
        debit("2202", "15.00", dims={"party": "V1"}, settles=ItemKey(owed.batch_id, 1, 2)), credit("1002", "15.00")
    )
    small.posted(store, tenant, pay)
    red = small.posted(store, tenant, small.office("7.00"))
    with store.read(tenant) as unit:
        from ledger.books.entries import VoucherKey

        back = reversal(unit, VoucherKey(red.batch_id, 1), "2026-11-21", "wang")
    small.posted(store, tenant, *back.entries)
    with store.write(tenant) as unit:
        from ledger.books.accounts import set_grace

        set_grace(unit, small.BOOK, 10)
        proposal_id = small.confirmed(unit, small.content(small.office("8.00")))
        undo(unit, small.person(tenant, "li"), proposal_id, small.NOW)
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
    return tenant


def _verify(store: Store, tenant: str, *anchors: Anchor) -> VerifyReport:
    with store.read(tenant) as unit:
        return verify(unit, anchors)


def test_what_nobody_touched_is_clean(store: Store, company: str) -> None:
    report = _verify(store, company)
    assert report.clean, report.findings
    assert (report.batches, report.vouchers, report.lines, report.periods) == (5, 6, 12, 2)


TAMPERED = {
    "a memo": (["UPDATE line SET memo = 'tea' WHERE tenant_id = :t AND line_no = 1"], "proof.rows_changed"),
    "an amount": (["UPDATE line SET amount_minor = amount_minor + 1, base_minor = base_minor + 1 WHERE tenant_id = :t"],
                  "proof.rows_changed"),
    "an amount, balances adjusted": (
        ["UPDATE line SET amount_minor = amount_minor * 2, base_minor = base_minor * 2 WHERE tenant_id = :t",
         "UPDATE balance SET debit_minor = debit_minor * 2, credit_minor = credit_minor * 2, base_debit_minor ="
         " base_debit_minor * 2, base_credit_minor = base_credit_minor * 2 WHERE tenant_id = :t",
         "UPDATE balance_dim SET debit_minor = debit_minor * 2, credit_minor = credit_minor * 2, base_debit_minor ="
         " base_debit_minor * 2, base_credit_minor = base_credit_minor * 2 WHERE tenant_id = :t"],
        "proof.rows_changed"),
    "a line's account": (["UPDATE line SET cell_id = (SELECT min(cell_id) FROM cell WHERE tenant_id = :t) WHERE tenant_id = :t"
                          " AND cell_id = (SELECT max(cell_id) FROM cell WHERE tenant_id = :t)"], "proof.rows_changed"),
    "a cell's account": (["UPDATE cell SET account_id = (SELECT account_id FROM account WHERE tenant_id = :t AND code ="
                          " '4103') WHERE tenant_id = :t AND account_id = (SELECT account_id FROM account WHERE"
                          " tenant_id = :t AND code = '1001')"], "proof.rows_changed"),
    "an account's code": (["UPDATE account SET code = '1003' WHERE tenant_id = :t AND code = '1001'"], "proof.rows_changed"),
    "an account's type": (["UPDATE account SET type = 'asset', normal_side = 0 WHERE tenant_id = :t AND code = '2202'"],
                          "proof.rows_changed"),
    "a voucher's date": (["UPDATE entry SET posting_date = 20261101 WHERE tenant_id = :t AND posting_date = 20261120"],
                         "proof.rows_changed"),
    "a voucher's maker": (["UPDATE entry SET maker = 'zhao' WHERE tenant_id = :t"], "proof.rows_changed"),
    "a late line": (["INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side, amount_minor,"
                     " base_minor, memo, open_item) SELECT tenant_id, batch_id, entry_no, 3, 3, cell_id, currency, side,"
                     " amount_minor, base_minor, memo, 0 FROM line WHERE tenant_id = :t AND line_no = 1"], "proof.rows_changed"),
    "an unsealed line": (["INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side,"
                          " amount_minor, base_minor, memo, open_item) SELECT tenant_id, batch_id + 900000, entry_no, line_no,"
                          " arity, cell_id, currency, side, amount_minor, base_minor, memo, 0 FROM line WHERE tenant_id = :t"],
                         "proof.unsealed_line"),
    "an unsealed voucher": (["INSERT INTO entry (tenant_id, batch_id, entry_no, entry_count, arity, kind, posting_date,"
                             " document_date, maker, source, attachment_count) VALUES (:t, 999999, 1, 1, 2, 0, 20261101,"
                             " 20261101, 'x', '', 0)"], "proof.unsealed_entry"),
    "a deleted line": (["DELETE FROM line WHERE tenant_id = :t AND line_no = 2 AND batch_id = (SELECT max(batch_id) FROM batch"
                        " WHERE tenant_id = :t)"], "proof.rows_changed"),
    "a deleted voucher": (["DELETE FROM line WHERE tenant_id = :t AND entry_no = 2", "DELETE FROM entry WHERE tenant_id = :t"
                           " AND entry_no = 2"], "proof.rows_changed"),
    "a deleted batch": (["DELETE FROM line WHERE tenant_id = :t AND batch_id = (SELECT batch_id FROM batch WHERE tenant_id ="
                         " :t AND position = 2)", "DELETE FROM entry WHERE tenant_id = :t AND batch_id = (SELECT batch_id FROM"
                         " batch WHERE tenant_id = :t AND position = 2)", "DELETE FROM batch WHERE tenant_id = :t AND"
                         " position = 2"], "proof.chain_broken"),
    "the last batch deleted": (["DELETE FROM batch WHERE tenant_id = :t AND position = 5"], "proof.head_differs"),
    "a batch's number": (["UPDATE batch SET first_number = 77 WHERE tenant_id = :t AND position = 5"], "proof.header_changed"),
    "a batch's checker": (["UPDATE batch SET checker = 'zhao' WHERE tenant_id = :t AND position = 5"], "proof.header_changed"),
    "a batch's hash": (["UPDATE batch SET hash = {blob:" + "ab" * 32 + "} WHERE tenant_id = :t AND position = 5"],
                       "proof.header_changed"),
    "the head": (["UPDATE head SET position = 4 WHERE tenant_id = :t"], "proof.head_differs"),
    "a balance": (["UPDATE balance SET base_debit_minor = base_debit_minor + 1 WHERE tenant_id = :t"], "proof.figure_differs"),
    "a balance deleted": (["DELETE FROM balance_dim WHERE tenant_id = :t"], "proof.figure_differs"),
    "a balance added": (["INSERT INTO balance SELECT tenant_id, book_id, period + 1, layer, account_id, currency, 1, 1, 1, 1"
                         " FROM balance WHERE tenant_id = :t AND period = 20261100"], "proof.figure_differs"),
    "a settlement": (["UPDATE allocation SET amount_minor = 1 WHERE tenant_id = :t"], "proof.figure_differs"),
    "the number series": (["UPDATE number_series SET last_number = last_number + 1 WHERE tenant_id = :t"], "proof.number_gap"),
    "a period reopened": (["UPDATE period SET state = 'open' WHERE tenant_id = :t AND period = 20261000"],
                          "proof.period_reopened"),
    "a period reopened, its closing deleted": (
        ["UPDATE period SET state = 'open' WHERE tenant_id = :t AND period = 20261000",
         "UPDATE closing SET position = 0 WHERE tenant_id = :t"], "proof.period_reopened"),
    "a reopening without its period": (
        ["INSERT INTO reopening SELECT c.tenant_id, c.book_id, c.period, c.number, c.position, c.hash, 'x', 1, 'x'"
         " FROM closing AS c WHERE c.tenant_id = :t"], "proof.period_reopened"),
    "a closing that never was": (
        ["INSERT INTO closing SELECT tenant_id, book_id, period, number + 1, position, hash, closed_at, closed_by"
         " FROM closing WHERE tenant_id = :t"], "proof.period_reopened"),
    "who confirmed": (["UPDATE authority SET confirmer = 'zhao' WHERE tenant_id = :t"], "proof.authority_differs"),
    "who made": (["UPDATE authority SET maker = 'zhao' WHERE tenant_id = :t"], "proof.spending_differs"),
    "what a confirmation counts": (["UPDATE confirmed_for SET amount_minor = 1 WHERE tenant_id = :t"],
                                   "proof.confirmed_differs"),
    "that a confirmation counts": (["DELETE FROM confirmed_for WHERE tenant_id = :t"], "proof.confirmed_differs"),
    "for whom a confirmation counts": (["UPDATE confirmed_for SET payee = 'party:V7' WHERE tenant_id = :t AND payee = 'party:V1'"],
                                       "proof.confirmed_differs"),
    "a limit, afterwards": (["UPDATE authority SET limit_minor = 2500 WHERE tenant_id = :t AND limit_minor IS NULL"],
                            "proof.confirmed_beyond"),
    "who changed it": (["UPDATE proposal_revision SET maker = 'li' WHERE tenant_id = :t"], "proof.confirmed_own"),
    "a confirmation deleted": (["DELETE FROM authority WHERE tenant_id = :t"], "proof.authority_differs"),
    "a spending deleted": (["DELETE FROM authority_spent WHERE tenant_id = :t"], "proof.authority_differs"),
    "a spending moved": (["UPDATE authority_spent SET batch_id = 987654, undone_by = NULL WHERE tenant_id = :t"
                          " AND undone_by IS NOT NULL"], "proof.spending_differs"),
    "what was shown": (["UPDATE proposal_revision SET body = replace(body, '办公用品', '茶叶') WHERE tenant_id = :t"],
                       "proof.revision_changed"),
    "a proposal's state": (["UPDATE proposal SET state = 'proposed', batch_id = NULL WHERE tenant_id = :t AND state = 'posted'"],
                           "proof.proposal_differs"),
    "a dimension": (["UPDATE dim_value SET code = 'D9' WHERE tenant_id = :t AND code = 'D1'"], "proof.dimensions_changed"),
    "a dimension set": (["UPDATE dimset SET key = '{}' || key WHERE tenant_id = :t AND key <> '{}'",
                         "UPDATE dimset SET key = replace(key, '{}', '') WHERE tenant_id = :t AND key <> '{}'",
                         "UPDATE dimset SET mask = 0 WHERE tenant_id = :t"], "proof.dimensions_changed"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_a_change_behind_the_stores_back_is_found(store: Store, company: str, server: Server | None, name: str) -> None:
    statements, code = TAMPERED[name]
    change(store, company, server, *[_blobs(store, statement) for statement in statements])
    report = _verify(store, company)
    assert code in {finding.code for finding in report.findings}, report.findings
    for finding in report.findings:
        assert "{" not in finding.text("zh") or "dimensions" in finding.code
        assert finding.text("en")


def _blobs(store: Store, statement: str) -> str:
    import re

    literal = r"x'\1'" if store.engine_name == "sqlite" else r"decode('\1', 'hex')"
    return re.sub(r"\{blob:([0-9a-f]+)\}", literal, statement)


def test_a_book_cut_short_consistently_needs_an_anchor(store: Store, company: str, server: Server | None) -> None:
    """Every trace of the last batch removed: only a checkpoint kept outside can tell."""
    kept = _verify(store, company).heads[0]
    last = "(SELECT batch_id FROM batch WHERE tenant_id = :t AND position = 5)"
    change(
        store, company, server,
        f"UPDATE proposal SET state = 'withdrawn', batch_id = NULL WHERE tenant_id = :t AND batch_id = {last}",
        "DELETE FROM authority WHERE tenant_id = :t AND authority_id = (SELECT authority_id FROM batch WHERE tenant_id = :t"
        " AND position = 5)",
        f"DELETE FROM authority_spent WHERE tenant_id = :t AND batch_id = {last}",
        f"DELETE FROM touch WHERE tenant_id = :t AND batch_id = {last}",
    )  # fmt: skip
    report = _verify(store, company, Anchor(kept.book, kept.position, b"0" * 32))
    assert "proof.anchor_differs" in {finding.code for finding in report.findings}
    assert _verify(store, company, kept).anchored


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TRIGGER batch_seal", "proof.schema_missing"),
        ("DROP TRIGGER line_no_update", "proof.schema_missing"),
        ("DROP INDEX entry_reversed_once", "proof.schema_missing"),
        ("CREATE TRIGGER mine AFTER INSERT ON line BEGIN SELECT 1; END", "proof.schema_foreign"),
    ],
)
def test_a_changed_sqlite_schema_is_found(sqlite_store: Store, statement: str, code: str) -> None:
    small.found(sqlite_store, "acme")
    raw(sqlite_store, "acme", None, statement)
    assert code in {finding.code for finding in _verify(sqlite_store, "acme").findings}


def test_a_weakened_sqlite_trigger_is_found(sqlite_store: Store) -> None:
    small.found(sqlite_store, "acme")
    weak = "CREATE TRIGGER line_no_update BEFORE UPDATE ON line BEGIN SELECT 1; END"
    raw(sqlite_store, "acme", None, "DROP TRIGGER line_no_update", weak)
    assert {finding.code for finding in _verify(sqlite_store, "acme").findings} == {"proof.schema_changed"}


@pytest.mark.parametrize(
    ("change_it", "undo_it", "code"),
    [
        ("ALTER TABLE line DISABLE TRIGGER line_no_update", "ALTER TABLE line ENABLE TRIGGER line_no_update",
         "proof.schema_changed"),
        ("ALTER TABLE line NO FORCE ROW LEVEL SECURITY", "ALTER TABLE line FORCE ROW LEVEL SECURITY", "proof.wall_open"),
        ("CREATE POLICY mine ON line USING (true)", "DROP POLICY mine ON line", "proof.wall_open"),
        ("GRANT INSERT ON line TO zf_app", "REVOKE INSERT ON line FROM zf_app", "proof.rights_widened"),
        ("ALTER TABLE line DROP CONSTRAINT line_side_check",
         "ALTER TABLE line ADD CONSTRAINT line_side_check CHECK (side IN (0, 1))", "proof.schema_changed"),
        ("ALTER FUNCTION zf_refuse() RENAME TO zf_refuse_not", "ALTER FUNCTION zf_refuse_not() RENAME TO zf_refuse",
         "proof.schema_missing"),
    ],
)  # fmt: skip
def test_a_changed_postgres_schema_is_found(
    postgres_tenants: object, postgres: Server, change_it: str, undo_it: str, code: str
) -> None:
    from tests.tenants import Tenants

    assert isinstance(postgres_tenants, Tenants)
    store, tenant = postgres_tenants.store, postgres_tenants.new()
    raw(store, tenant, postgres, change_it)
    try:
        assert code in {finding.code for finding in _verify(store, tenant).findings}
    finally:
        raw(store, tenant, postgres, undo_it)
    assert _verify(store, tenant).clean
