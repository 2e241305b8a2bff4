"""The audit trail changed behind the store's back: every way of it is found, and nothing else is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from ledger.proof.findings import Findings
from ledger.proof.trail import check_acts, check_reads
from ledger.store import Store
from ledger.store.audit import AuditStream, Record, record_act
from ledger.store.audit_store import reading
from tests.ledger.proof.behind import change
from tests.postgres_server import Server


def _record(name: str) -> Record:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Record(at, name, "person", "web", "a_tool", "a.read", "0" * 64, "rule", 1, False, "done", "voucher:1.1")


@pytest.fixture
def server(request: pytest.FixtureRequest, store: Store) -> Server | None:
    """The PostgreSQL server where the store lives on one."""
    return request.getfixturevalue("postgres") if store.engine_name == "postgresql" else None


@pytest.fixture
def told(store: Store, tenant: str) -> str:
    """A tenant with six acts and six reads."""
    stream = AuditStream(store)
    for count in range(6):
        with store.write(tenant) as unit:
            record_act(unit, _record(f"act {count}"))
        stream.write(tenant, _record(f"read {count}"))
    stream.close()
    return tenant


def _codes(store: Store, tenant: str) -> tuple[set[str], int, int]:
    findings = Findings()
    with store.read(tenant) as unit, reading(store, unit) as stream:
        assert stream is not None
        acts, reads = check_acts(unit, findings), check_reads(stream, findings)
    return {one.code for one in findings.closed()}, acts, reads


def test_an_untouched_trail_is_whole(store: Store, told: str) -> None:
    assert _codes(store, told) == (set(), 6, 6)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_act SET rows = 9 WHERE tenant_id = :t AND number = 3", "proof.trail_changed"),
        ("UPDATE audit_act SET about = '' WHERE tenant_id = :t AND number = 3", "proof.trail_changed"),
        ("UPDATE audit_act SET about = NULL WHERE tenant_id = :t AND number = 3", "proof.trail_changed"),
        ("DELETE FROM audit_act WHERE tenant_id = :t AND number = 3", "proof.trail_gap"),
        ("DELETE FROM audit_act WHERE tenant_id = :t AND number = 6", "proof.trail_head"),
        ("DELETE FROM audit_act WHERE tenant_id = :t", "proof.trail_head"),
        ("DELETE FROM audit_head WHERE tenant_id = :t", "proof.trail_head"),
    ],
)
def test_a_changed_act_is_found(store: Store, told: str, server: Server | None, statement: str, code: str) -> None:
    change(store, told, server, statement)
    assert code in _codes(store, told)[0]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_read SET outcome = 'denied' WHERE tenant_id = :t AND group_number = 3", "proof.trail_changed"),
        ("DELETE FROM audit_read WHERE tenant_id = :t AND group_number = 3", "proof.trail_gap"),
        ("DELETE FROM audit_group WHERE tenant_id = :t AND group_number = 3", "proof.trail_gap"),
    ],
)
def test_a_changed_read_is_found(store: Store, told: str, server: Server | None, statement: str, code: str) -> None:
    if store.engine_name == "postgresql":
        change(store, told, server, statement)
    else:
        with closing(sqlite3.connect(store.folder(told) / "audit.db", isolation_level=None)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement.replace(":t", f"'{told}'"))
    assert code in _codes(store, told)[0]


def test_records_from_before_things_were_named_still_hold(store: Store, tenant: str, server: Server | None) -> None:
    """A trail begun by an earlier version: its records have no ``about``, and go on into ones that do."""
    import hashlib

    from ledger.core import canonical
    from ledger.store.audit import GENESIS, _plain

    values = _plain(_record("old").values() | {"about": None})
    digest = hashlib.sha256(GENESIS + canonical([values])).hexdigest()
    with store.write(tenant) as unit:
        record_act(unit, _record("old"))
    blob = f"x'{digest}'" if store.engine_name == "sqlite" else f"'\\x{digest}'::bytea"
    change(store, tenant, server, f"UPDATE audit_act SET about = NULL, hash = {blob} WHERE tenant_id = :t",
           f"UPDATE audit_head SET hash = {blob} WHERE tenant_id = :t")  # fmt: skip
    with store.write(tenant) as unit:
        record_act(unit, _record("new"))
    findings = Findings()
    with store.read(tenant) as unit:
        assert check_acts(unit, findings) == 2
    assert findings.closed() == ()
