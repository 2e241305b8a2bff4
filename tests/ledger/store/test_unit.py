"""Statements straight to the driver, and those that wait for the next one: the same effects in the same order."""

from __future__ import annotations

import os
import resource

import pytest

from ledger.store import Store

PUT = "INSERT INTO dimension (tenant_id, dimension_no, code, name_zh, name_en) VALUES (:t, :n, :code, :zh, '50%')"
GET = "SELECT code FROM dimension WHERE tenant_id = :t ORDER BY dimension_no"


def _codes(store: Store, tenant: str) -> list[str]:
    with store.read(tenant) as unit:
        return [row[0] for row in unit.run(GET, {"t": tenant})]


def _row(tenant: str, number: int, code: str) -> dict[str, object]:
    return {"t": tenant, "n": number, "code": code, "zh": "部门"}


def test_what_waits_is_done_before_whatever_is_asked_next(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "a"))
        unit.later(PUT, _row(tenant, 1, "b"))
        assert [row[0] for row in unit.run(GET, {"t": tenant})] == ["a", "b"]
        unit.later(PUT, _row(tenant, 2, "c"))
        assert unit.connection.exec_driver_sql("SELECT count(*) FROM dimension").scalar_one() == 3
        unit.later(PUT, _row(tenant, 3, "d"))
    assert _codes(store, tenant) == ["a", "b", "c", "d"]


def test_a_fault_of_what_waits_undoes_the_transaction_at_the_latest_when_it_commits(store: Store, tenant: str) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"), store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "a"))
        unit.later(PUT, _row(tenant, 0, "again"))
    assert _codes(store, tenant) == []
    with store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "b"))
    assert _codes(store, tenant) == ["b"]


def test_a_savepoint_takes_back_what_waited_inside_it_and_only_that(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "before"))
        with pytest.raises(RuntimeError), unit.savepoint():
            unit.later(PUT, _row(tenant, 1, "inside"))
            raise RuntimeError
        unit.later(PUT, _row(tenant, 1, "after"))
    assert _codes(store, tenant) == ["before", "after"]


def test_a_fault_at_the_end_of_a_savepoint_is_undone_with_it(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "before"))
        with pytest.raises(Exception, match=r"(?i)unique"), unit.savepoint():
            unit.later(PUT, _row(tenant, 0, "twice"))
        unit.later(PUT, _row(tenant, 1, "after"))
    assert _codes(store, tenant) == ["before", "after"]


def test_another_tenants_rows_stay_out_of_sight_from_the_first_statement_on(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        unit.run(PUT, _row(tenant, 0, "a"))
    if store.engine_name != "postgresql":
        return
    store.create_tenant(f"{tenant}-other")
    with store.read(f"{tenant}-other") as unit:
        assert unit.run("SELECT count(*) FROM dimension", {}).fetchone() == (0,)
    with pytest.raises(Exception, match="row-level security"), store.write(f"{tenant}-other") as unit:
        unit.later(PUT, _row(tenant, 1, "b"))


def test_a_reading_unit_cannot_write_by_either_way(store: Store, tenant: str) -> None:
    for way in ("run", "later"):
        with pytest.raises(Exception, match=r"(?i)read.?only"), store.read(tenant) as unit:
            getattr(unit, way)(PUT, _row(tenant, 0, "a"))
    assert _codes(store, tenant) == []


def test_what_goes_together_may_be_more_than_fits_a_buffer(store: Store, tenant: str) -> None:
    """Both ways: the server answers while there is still much to send."""
    long = "长" * 100_000
    with store.write(tenant) as unit:
        for number in range(30):
            unit.later(PUT, _row(tenant, number, f"{number:02}") | {"zh": long})
        asked = "SELECT name_zh FROM dimension WHERE tenant_id = :t"
        echoed, counted = unit.run_all((asked, {"t": tenant}), ("SELECT count(*) FROM dimension", {}))
        assert [row[0] for row in echoed] == [long] * 30
        assert counted.fetchone() == (30,)
    assert len(_codes(store, tenant)) == 30


def test_a_fault_among_what_goes_together_is_told_and_leaves_the_connection_usable(store: Store, tenant: str) -> None:
    with pytest.raises(Exception, match=r"(?i)no.*such.*table|does not exist"), store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "a"))
        unit.run_all((GET, {"t": tenant}), ("SELECT 1 FROM nowhere", {}))
    with store.write(tenant) as unit:
        unit.later(PUT, _row(tenant, 0, "b"))
    assert _codes(store, tenant) == ["b"]


def test_a_process_with_thousands_of_open_files_still_sends(store: Store, tenant: str) -> None:
    if store.engine_name == "sqlite":
        return  # nothing is sent
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1600), hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        other = Store.open(store.home, store.database_url, store.owner_url)
        with other.read(tenant) as unit:
            done: list[str] = []
            long = "x" * 20_000_000
            found = unit.run_numbered("SELECT length($1::text)", [long], lambda: done.append("meanwhile"))
            assert found.fetchone()[0] == len(long) and done == ["meanwhile"]
        other.dispose()
    finally:
        for one in opened:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
