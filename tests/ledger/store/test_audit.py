"""The trail of reads and refusals, and of acts, written by several processes at once: one chain, nothing lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import select

from ledger.store import Store
from ledger.store.audit import GENESIS, AuditStream, Record, chain, record_act
from ledger.store.audit_store import AuditStore
from ledger.store.schema.audit import audit_act, audit_group, audit_read
from tests.tenants import Tenants

WRITERS, EACH = 4, 25


def _record(name: str) -> Record:
    return Record(
        datetime(2026, 11, 25, tzinfo=UTC),
        name,
        "person",
        "web",
        "a_tool",
        "a.read",
        "0" * 64,
        "rule",
        1,
        False,
        "done",
    )


def test_several_writers_make_one_chain_and_lose_no_record(store: Store, tenant: str) -> None:
    streams = [AuditStream(store) for _ in range(WRITERS)]
    start = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        start.wait()
        for count in range(EACH):
            streams[number].write(tenant, _record(f"{number}-{count}"))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    for stream in streams:
        stream.close()
    with AuditStore(store).open(tenant) as unit:
        groups = unit.connection.execute(
            select(audit_group).where(audit_group.c.tenant_id == tenant).order_by(audit_group.c.group_number)
        ).all()
        rows = unit.connection.execute(
            select(audit_read)
            .where(audit_read.c.tenant_id == tenant)
            .order_by(audit_read.c.group_number, audit_read.c.position)
        ).all()
    assert [one.group_number for one in groups] == list(range(1, len(groups) + 1))
    assert {row.user for row in rows} == {f"{n}-{c}" for n in range(WRITERS) for c in range(EACH)}
    previous = GENESIS
    for group in groups:
        mine = [
            {
                name: value
                for name, value in row._mapping.items()
                if name not in ("tenant_id", "group_number", "position")
            }
            for row in rows
            if row.group_number == group.group_number
        ]
        previous = chain(previous, mine)
        assert (group.records, group.hash) == (len(mine), previous)


def test_the_first_acts_of_a_tenant_may_come_at_once(store: Store, tenant: str) -> None:
    start = threading.Barrier(WRITERS)

    def act(number: int) -> None:
        start.wait()
        with store.write(tenant) as unit:
            record_act(unit, _record(str(number)))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(act, range(WRITERS)))
    with store.read(tenant) as unit:
        numbers = unit.connection.scalars(select(audit_act.c.number).where(audit_act.c.tenant_id == tenant)).all()
    assert sorted(numbers) == list(range(1, WRITERS + 1))


def test_a_stream_whose_file_was_replaced_goes_on_in_the_new_one(sqlite_tenants: Tenants) -> None:
    store, tenant = sqlite_tenants.store, sqlite_tenants.new()
    stream = AuditStream(store)
    stream.write(tenant, _record("before"))
    for path in store.folder(tenant).glob("audit.db*"):
        path.unlink()
    other = AuditStream(store)
    other.write(tenant, _record("theirs"))
    stream.write(tenant, _record("after"))
    stream.close()
    other.close()
    with AuditStore(store).open(tenant) as unit:
        assert unit.connection.scalars(select(audit_read.c.user)).all() == ["theirs", "after"]


def test_acts_are_chained_alike_whether_the_head_was_fetched_or_moved_by_the_server(store: Store, tenant: str) -> None:
    for count in range(3):
        with store.write(tenant) as unit:
            record_act(unit, _record(f"first {count}"))
            record_act(unit, _record(f"第二 {count}"))
    with store.read(tenant) as unit:
        rows = unit.connection.execute(
            select(audit_act).where(audit_act.c.tenant_id == tenant).order_by(audit_act.c.number)
        ).all()
        head = unit.run("SELECT number, hash FROM audit_head WHERE tenant_id = :t", {"t": tenant}).fetchone()
    previous = GENESIS
    for place, row in enumerate(rows, 1):
        values = {name: value for name, value in row._mapping.items() if name not in ("tenant_id", "number", "hash")}
        previous = chain(previous, [values])
        assert (row.number, row.hash) == (place, previous)
    assert len(rows) == 6 and head is not None and tuple(head) == (6, previous)
