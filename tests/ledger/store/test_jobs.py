"""Leases, heartbeats, steps done once, messages handed over in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ledger.store import Store, jobs, outbox

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_job_is_leased_by_one_worker_and_taken_over_when_it_dies(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        name = jobs.enqueue(unit, "read", {"file": "a"}, NOW)
        assert jobs.enqueue(unit, "read", {"file": "b"}, NOW, job_id=name) == name
    with store.write(tenant) as unit:
        first = jobs.lease(unit, "one", NOW, seconds=60)
        assert first is not None and (first.job_id, first.arguments, first.attempts) == (name, {"file": "a"}, 1)
        assert jobs.lease(unit, "two", NOW + timedelta(seconds=30)) is None
        assert jobs.heartbeat(unit, name, "one", NOW + timedelta(seconds=30), seconds=60)
        assert jobs.lease(unit, "two", NOW + timedelta(seconds=80)) is None
        again = jobs.lease(unit, "two", NOW + timedelta(seconds=91))
        assert again is not None and again.attempts == 2
        assert not jobs.heartbeat(unit, name, "one", NOW + timedelta(seconds=92))
        jobs.finish(unit, name, {"ok": 1})
        assert jobs.lease(unit, "one", NOW + timedelta(days=1)) is None


def test_jobs_wait_for_their_time_and_come_in_order(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        late = jobs.enqueue(unit, "a", {}, NOW, due=NOW + timedelta(hours=1))
        soon = jobs.enqueue(unit, "b", {}, NOW)
        found = jobs.lease(unit, "w", NOW)
        assert found is not None and found.job_id == soon
        jobs.fail(unit, soon, "no network", NOW, retry_in=timedelta(hours=2))
        assert jobs.lease(unit, "w", NOW, kinds=("a",)) is None
        found = jobs.lease(unit, "w", NOW + timedelta(hours=3), kinds=("a",))
        assert found is not None and found.job_id == late
        jobs.fail(unit, late, "broken", NOW, retry_in=None)
        found = jobs.lease(unit, "w", NOW + timedelta(hours=3))
        assert found is not None and found.job_id == soon


def test_a_kind_named_first_is_done_first_and_none_starves(store: Store, tenant: str) -> None:
    kinds, later = ("text", "picture"), NOW + jobs.LONG_ENOUGH + timedelta(seconds=2)
    with store.write(tenant) as unit:
        picture = jobs.enqueue(unit, "picture", {}, NOW)
        text = jobs.enqueue(unit, "text", {}, NOW + timedelta(seconds=1))
        found = jobs.lease(unit, "w", NOW + timedelta(seconds=2), kinds=kinds)
        assert found is not None and found.job_id == text
        jobs.enqueue(unit, "text", {}, later)
        found = jobs.lease(unit, "w", later, kinds=kinds)
        assert found is not None and found.job_id == picture


def test_a_step_is_remembered(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        assert jobs.step_result(unit, "j", "read") == (False, None)
        jobs.remember_step(unit, "j", "read", {"pages": 2}, NOW)
        assert jobs.step_result(unit, "j", "read") == (True, {"pages": 2})


def test_messages_wait_until_they_are_handed_over(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        names = [outbox.publish(unit, "t", {"n": n}, NOW) for n in range(3)]
        waiting = outbox.waiting(unit)
        assert sorted(message.message_id for message in waiting) == sorted(names)
        assert {message.payload["n"] for message in waiting} == {0, 1, 2}
        outbox.handed(unit, names[:2], NOW)
        assert [message.message_id for message in outbox.waiting(unit)] == names[2:]
