"""Killed at every named point and at random times: every proposal has one outcome and the books are whole.

The victim is forked, so that hundreds of kills are quick; it opens a store of its own and works until SIGKILL.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.books import write_sqlite
from ledger.proof import verify
from ledger.proposals import State, confirm, counts, get, post_due, propose, submit
from ledger.proposals.model import ProposalDraft
from ledger.store import Store
from tests.hostile.dead_clients import let_the_server_finish
from tests.ledger.books import small
from tests.tenants import Tenants

LATER = small.NOW + timedelta(minutes=1)
POINTS = (
    "blob.before_rename", "blob.after_rename", "propose.before_commit", "propose.after_commit", "confirm.before_commit",
    "confirm.after_commit", "post.before_commit", "post.after_commit",
)  # fmt: skip


class Victim:
    """Stores a document, proposes, confirms, posts, again and again; dies where it is told."""

    def __init__(self, store: Store, tenant: str, point: str, turn: int) -> None:
        self.home, self.url, self.owner = store.home, store.database_url, store.owner_url
        self.tenant, self.point, self.turn, self.seen = tenant, point, turn, 0

    def at(self, point: str) -> None:
        """Die here, at the chosen turn."""
        if point == self.point:
            self.seen += 1
            if self.seen == self.turn:
                os.kill(os.getpid(), signal.SIGKILL)

    def work(self) -> None:
        """Runs in the forked child and never returns normally before many rounds."""
        store = Store.open(self.home, self.url, self.owner)
        replace, header_hash = Path.replace, write_sqlite.header_hash

        def renaming(path: Path, target: Path) -> Path:
            self.at("blob.before_rename")
            done = replace(path, target)
            self.at("blob.after_rename")
            return done

        def sealing(header: str) -> bytes:
            self.at("seal.before_batch")
            return header_hash(header)

        Path.replace = renaming  # type: ignore[method-assign,assignment]
        write_sqlite.header_hash = sealing
        for _ in range(200):
            self._round(store)

    def _round(self, store: Store) -> None:
        name = store.blobs(self.tenant).put(os.urandom(64))
        with store.write(self.tenant) as unit:
            wang, li = small.person(self.tenant, "wang"), small.person(self.tenant, "li")
            draft = ProposalDraft(small.content(small.office(attachments=(name,))), origin=f"document:{name}")
            proposal_id = propose(unit, wang, draft, small.NOW).row.proposal_id
            submit(unit, wang, proposal_id, small.NOW)
            self.at("propose.before_commit")
        self.at("propose.after_commit")
        with store.write(self.tenant) as unit:
            confirm(unit, li, proposal_id, get(unit, proposal_id).row.digest, small.NOW)
            self.at("confirm.before_commit")
        self.at("confirm.after_commit")
        with store.write(self.tenant) as unit:
            post_due(unit, LATER)
            self.at("post.before_commit")
        self.at("post.after_commit")


def _fork(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(1)
    return pid


def _killed(pid: int) -> None:
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"the victim ended by itself: {status}"


def _let_go(store: Store, tenant: str) -> None:
    """What is left of the dead: our connections to what they wrote, the server's last statement for them."""
    store.forget(tenant)
    let_the_server_finish(store, tenant)


def _whole(store: Store, tenant: str) -> None:
    """Clean, then carry on where it stopped: all that was confirmed is posted, once."""
    with store.read(tenant) as unit:
        assert verify(unit).clean, verify(unit).findings
    with store.write(tenant) as unit:
        assert all(item.sealed for item in post_due(unit, LATER, limit=1000))
    with store.read(tenant) as unit:
        report, states = verify(unit), counts(unit)
        used = unit.connection.execute(
            text("SELECT count(*) FROM authority_spent WHERE tenant_id = :t AND batch_id IS NOT NULL"), {"t": tenant}
        ).scalar_one()
        given = unit.connection.execute(
            text("SELECT count(*) FROM authority WHERE tenant_id = :t"), {"t": tenant}
        ).scalar_one()
        origins = unit.connection.execute(
            text("SELECT count(*), count(DISTINCT origin) FROM proposal WHERE tenant_id = :t"), {"t": tenant}
        ).one()
        names = [row[0] for row in unit.connection.execute(
            text("SELECT attachments FROM entry WHERE tenant_id = :t"), {"t": tenant})]  # fmt: skip
    assert report.clean, report.findings
    assert used == given == report.batches == states.get(State.POSTED, 0)
    assert set(states) <= {State.POSTED, State.PROPOSED}
    assert origins[0] == origins[1]
    assert all(store.blobs(tenant).exists(name) for name in names)


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest) -> Tenants:
    """Where companies are made."""
    found = request.getfixturevalue("sqlite_tenants" if request.param == "sqlite" else "postgres_tenants")
    assert isinstance(found, Tenants)
    return found


def _company(tenants: Tenants) -> tuple[Store, str]:
    tenant = tenants.new()
    small.found(tenants.store, tenant)
    return tenants.store, tenant


@pytest.mark.parametrize("point", [*POINTS, "seal.before_batch"])
def test_killed_at_a_named_point(scene: Tenants, point: str) -> None:
    store, tenant = _company(scene)
    if point == "seal.before_batch" and store.engine_name == "postgresql":
        point = "post.before_commit"  # there the whole batch is one statement
    for turn in (1, 3):
        _killed(_fork(Victim(store, tenant, point, turn).work))
        _let_go(store, tenant)
        _whole(store, tenant)


def _killed_at(pids: list[int], moments: list[float]) -> threading.Thread:
    """Kills them at their moments, from now on, while we do something else."""

    def kill() -> None:
        passed = 0.0
        for pid, moment in zip(pids, moments, strict=True):
            time.sleep(moment - passed)  # the moment of the kill is the input of this test
            os.kill(pid, signal.SIGKILL)
            passed = moment

    killer = threading.Thread(target=kill)
    killer.start()
    return killer


def test_killed_at_random_times(scene: Tenants, profile: str) -> None:
    """Two work at once and neither knows when it dies: 400 kills, a look at the books after each pair.

    Two companies take turns: the books of the one are looked at while the victims of the other work.
    """
    chance = random.Random(20261122)
    companies = [_company(scene), _company(scene)]
    for number in range(200 if profile == "full" else 20):
        if number % 20 in (18, 19):
            companies[number % 2] = _company(scene)  # so that verifying does not grow with the kills before
        (store, tenant), (_, other) = companies[number % 2], companies[1 - number % 2]
        pids = [_fork(Victim(store, tenant, "never", 1).work) for _ in range(2)]
        killer = _killed_at(pids, sorted(chance.uniform(0.01, 0.25) for _ in pids))
        _whole(store, other)
        killer.join()
        for pid in pids:
            _killed(pid)
        _let_go(store, tenant)
    _whole(store, tenant)
