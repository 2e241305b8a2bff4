"""Intake killed at every named point and at random times: every accepted file has exactly one visible outcome.

The victim is forked, hands files in and works through them through the same door as everybody, until SIGKILL.
Afterwards a house with a later clock (leases have run out) works until nothing is left to do.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ingestion import Readers
from ledger.core import FixedClock, new_id
from ledger.proof import verify
from ledger.store import Store, jobs
from tests.hostile.dead_clients import let_the_server_finish
from tests.tenants import Tenants
from tests.world import NOW, World
from tools.catalogue import load_tools
from tools.demo.arrivals import intake, samples
from tools.demo.documents import render
from tools.documents import intake as intake_tools
from tools.door.doorkeeper import Doorkeeper
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Done

KEYS = ("special", "duplicate", "new_vendor")
POINTS = (
    "stage.before_rename", "stage.after_rename", "submit.before_commit", "submit.after_commit", "read.begun",
    "read.done", "process.before_finish", "process.before_commit", "process.after_commit",
)  # fmt: skip
LEASE_OVER = timedelta(minutes=4)


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """The sample files, and one that nobody can read."""
    specs = samples(NOW.date())
    return {key: render(specs[key]) for key in KEYS} | {"broken": b"%PDF-1.7 cut off"}


def a_house(store: Store, clock: FixedClock) -> House:
    return House(store, clock, Gateway(store, clock, load_tools()), Doorkeeper(store, clock))


class Victim:
    """Hands in every file, some twice, and reads what waits; dies where it is told."""

    def __init__(self, store: Store, tenant: str, papers: dict[str, bytes], point: str, turn: int) -> None:
        self.home, self.url, self.owner = store.home, store.database_url, store.owner_url
        self.tenant, self.papers, self.point, self.turn, self.seen = tenant, papers, point, turn, 0

    def at(self, point: str) -> None:
        """Die here, at the chosen turn."""
        if point == self.point:
            self.seen += 1
            if self.seen == self.turn:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, holder: object, name: str, before: str = "", after: str = "") -> None:
        """Put points around a function of the house, in this process only."""
        real = getattr(holder, name)

        def wrapped(*arguments: object, **named: object) -> object:
            self.at(before)
            done = real(*arguments, **named)
            self.at(after)
            return done

        setattr(holder, name, wrapped)

    def work(self) -> None:
        """Runs in the forked child."""
        house = a_house(Store.open(self.home, self.url, self.owner), FixedClock(NOW))
        self.around(Path, "replace", "stage.before_rename", "stage.after_rename")
        self.around(intake_tools.jobs, "enqueue", after="submit.before_commit")
        self.around(Readers, "read_path", "read.begun", "read.done")
        self.around(intake_tools.jobs, "finish", before="process.before_finish")
        self.around(intake_tools, "settle", after="process.before_commit")
        who = intake(self.tenant)
        for _ in range(50):
            for key, data in self.papers.items():
                staged = house.stage(self.tenant, data)
                house.gateway.call(who, "submit_document", {"sha256": staged, "name": f"{key}.pdf"})
                self.at("submit.after_commit")
                house.work_once(self.tenant)
                self.at("process.after_commit")


def fork(work: Callable[[], None]) -> int:
    """A child that works and never comes back."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        try:
            work()
        finally:
            os._exit(1)
    return pid


def killed(pid: int) -> None:
    """It ended by the signal, not by itself."""
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"the victim ended by itself: {status}"


def settled(store: Store, tenant: str, moment: FixedClock) -> dict[str, int]:
    """Work until nothing is left; then every accepted file has one outcome. Documents by state."""
    store.forget(tenant)
    let_the_server_finish(store, tenant)  # it may still hold the dead one's job
    house = a_house(store, moment)
    try:
        for _ in range(3):
            moment.instant += LEASE_OVER
            house.work_once(tenant)
        assert house.work_once(tenant) == 0
    finally:
        house.gateway.close()
    with store.read(tenant) as unit:
        rows = unit.connection.execute(
            text("SELECT document_id, state, proposal_id, legal_key, duplicate_of, reading FROM document WHERE tenant_id = :t"),
            {"t": tenant},
        ).all()  # fmt: skip
        origins = list(unit.connection.execute(
            text("SELECT origin FROM proposal WHERE tenant_id = :t AND origin LIKE 'document:%'"), {"t": tenant}
        ).scalars())  # fmt: skip
        open_jobs = unit.connection.execute(
            text("SELECT count(*) FROM job WHERE tenant_id = :t AND state NOT IN ('done', 'failed')"), {"t": tenant}
        ).scalar_one()
        assert verify(unit).clean, verify(unit).findings
    states: dict[str, int] = {}
    for row in rows:
        states[row.state] = states.get(row.state, 0) + 1
        assert row.state in ("read", "proposed", "duplicate", "failed"), row
        assert (row.proposal_id is not None) == (row.state == "proposed"), row
        assert (row.duplicate_of is not None) >= (row.state == "duplicate"), row
    assert open_jobs == 0
    assert len(origins) == len(set(origins)), "a document was proposed twice"
    assert sorted(origins) == sorted(f"document:{row.document_id}" for row in rows if row.state == "proposed")
    first = [row.legal_key for row in rows if row.legal_key and row.state in ("read", "proposed")]
    assert len(first) == len(set(first)), "an invoice stands in two places"
    return states


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest) -> Tenants:
    """Where companies are made."""
    found = request.getfixturevalue("sqlite_tenants" if request.param == "sqlite" else "postgres_tenants")
    assert isinstance(found, Tenants)
    return found


def company(tenants: Tenants) -> tuple[Store, str]:
    tenant = tenants.new()
    World(tenants.store, tenant).close()
    return tenants.store, tenant


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_named_point(scene: Tenants, papers: dict[str, bytes], point: str, profile: str) -> None:
    store, tenant = company(scene)
    moment = FixedClock(NOW)
    for turn in (1, 2, 4) if profile == "full" and "rename" not in point else (2,):
        killed(fork(Victim(store, tenant, papers, point, turn).work))
        settled(store, tenant, moment)


def test_killed_at_random_times(scene: Tenants, papers: dict[str, bytes], profile: str) -> None:
    chance = random.Random(20261125)
    store, tenant = company(scene)
    moment = FixedClock(NOW)
    for _ in range(20 if profile == "full" else 4):
        pid = fork(Victim(store, tenant, papers, "never", 1).work)
        time.sleep(chance.uniform(0.1, 4.0))  # the moment of the kill is the input of this test
        os.kill(pid, signal.SIGKILL)
        killed(pid)
        settled(store, tenant, moment)


def test_a_file_whose_reader_always_dies_is_given_up_in_words(scene: Tenants, papers: dict[str, bytes]) -> None:
    store, tenant = company(scene)
    victim = Victim(store, tenant, {"special": papers["special"]}, "read.begun", 1)
    killed(fork(victim.work))
    moment = FixedClock(NOW)
    for _ in range(jobs.MAX_ATTEMPTS - 1):
        moment.instant += LEASE_OVER

        def again() -> None:
            house = a_house(Store.open(store.home, store.database_url, store.owner_url), moment)
            victim.around(Readers, "read_path", before="read.begun")
            victim.seen = 0
            house.work_once(tenant)

        killed(fork(again))
    assert settled(store, tenant, moment) == {"failed": 1}
    with store.read(tenant) as unit:
        reading = unit.connection.execute(text("SELECT reading FROM document WHERE tenant_id = :t"), {"t": tenant})
        assert "document.gave_up" in reading.scalar_one()


def test_a_copy_read_first_keeps_the_invoice_from_being_proposed_twice(world: World, papers: dict[str, bytes]) -> None:
    """The older paper's reader died; the younger was read meanwhile. One of them is proposed."""
    handed = []
    for key in ("special", "duplicate"):
        staged = world.house.stage(world.tenant, papers[key])
        handed.append(world.must("intake", "submit_document", sha256=staged, name=new_id()).document)
        world.later(1)
    older, younger = handed
    first = world.must("system", "process_document", document=younger)
    second = world.must("system", "process_document", document=older)
    assert first.state in ("read", "proposed")
    assert second.state == "duplicate"


def test_equal_bytes_at_the_same_instant_are_one_duplicate_not_two(world: World, papers: dict[str, bytes]) -> None:
    staged = world.house.stage(world.tenant, papers["special"])
    both = [world.must("intake", "submit_document", sha256=staged, name=name).document for name in ("a", "b")]
    states = [world.must("system", "process_document", document=one).state for one in both]
    assert states.count("duplicate") == 1
    assert isinstance(world.call("system", "process_document", document=both[0]), Done)
