"""Grown: two web processes and a worker on one PostgreSQL, one of them killed while it works; one life for every paper."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bots.web.guard import COOKIE, cookie_value
from bots.web.serving import free_port
from ledger.core import Channel, Settings
from ledger.store.people import find_person
from tests.postgres_server import Server
from tools.demo import cast
from tools.demo.arrivals import fresh_invoice
from tools.demo.founding import lay_ground
from tools.house import House, open_house
from tools.outcome import Done

PAPERS = 8
CSRF = re.compile(r'data-csrf="([^"]+)"')
START = ("-c", "from bots.cli.main import main; main()")


class Town:
    """The processes of one installation, and a house of the test's own over the same database."""

    def __init__(self, home: Path, application: str, owner: str) -> None:
        self.settings = Settings(home=home, database_url=application, database_owner_url=owner)
        self.house: House = open_house(self.settings)
        self.house.store.migrate()
        self.house.store.create_tenant(cast.TENANT)
        lay_ground(self.house.store, replace(cast.company(), grace_seconds=1), datetime.now(UTC))
        self.must("limin", "open_month", period=f"{datetime.now(UTC):%Y-%m}")
        names = {"HOME": str(home), "DATABASE_URL": application, "COMPANY": cast.TENANT, "LANGUAGE": "zh"}
        self._environment = os.environ | {f"ZHANGFANG_{name}": value for name, value in names.items()}
        self._log = (home / "processes.log").open("wb")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._browsers: list[httpx.Client] = []

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [sys.executable, *START, *arguments], env=self._environment, stdout=self._log, stderr=self._log,
            start_new_session=True,
        )  # fmt: skip
        self._processes.append(made)
        return made

    def webs(self, count: int) -> list[str]:
        """Addresses of web processes, started at once: each takes seconds."""
        ports = [free_port(18_000 + os.getpid() % 1000 + 10 * number) for number in range(count)]
        for port in ports:
            self.start("serve", "--port", str(port))
        addresses = [f"http://127.0.0.1:{port}" for port in ports]
        for address in addresses:
            until(lambda: httpx.get(f"{address}/signin").status_code == 200, "a web process")  # noqa: B023 - asked here
        return addresses

    def must(self, user: str, tool: str, /, **arguments: Any) -> Any:
        with self.house.store.read(cast.TENANT) as unit:
            person = find_person(unit, user)
        assert person is not None
        outcome = self.house.gateway.call(person.principal(cast.TENANT, Channel.WEB, "session"), tool, arguments)
        assert isinstance(outcome, Done), outcome
        return outcome.result

    def browser(self, user: str, address: str) -> httpx.Client:
        secret = self.house.door.become(cast.TENANT, user)
        assert isinstance(secret, str), secret
        client = httpx.Client(base_url=address, cookies={COOKIE: cookie_value(cast.TENANT, secret)}, timeout=60)
        found = CSRF.search(client.get("/").text)
        assert found is not None
        client.headers["x-csrf"] = found.group(1)
        self._browsers.append(client)
        return client

    def close(self) -> None:
        for browser in self._browsers:
            browser.close()
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._log.close()
        self.house.close()


def until(holds: Callable[[], bool], what: str, seconds: float = 120) -> None:
    """Look until something is so."""
    deadline = time.monotonic() + seconds
    while True:
        with suppress(httpx.TransportError):
            if holds():
                return
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.1)


@pytest.fixture
def town(postgres: Server, tmp_path: Path) -> Iterator[Town]:
    application, owner = postgres.new_database("grown")
    made = Town(tmp_path / "home", application, owner)
    try:
        yield made
    finally:
        made.close()


def _hand_in(browser: httpx.Client, number: int, data: bytes) -> None:
    answer = browser.post("/documents", files={"files": (f"{number}.pdf", data, "application/pdf")})
    assert answer.status_code in (200, 303), answer.text[:500]


def test_two_web_processes_and_a_killed_worker_are_one_house(town: Town) -> None:
    printed = [fresh_invoice(datetime.now(UTC).date())[1] for _ in range(PAPERS)]
    worker = town.start("worker")
    east, west = town.webs(2)
    wangfang = [town.browser("wangfang", address) for address in (east, west)]
    limin = [town.browser("limin", address) for address in (west, east)]

    with ThreadPoolExecutor(4) as pool:
        handed_in = [pool.submit(_hand_in, wangfang[number % 2], number, data) for number, data in enumerate(printed)]
        time.sleep(0.5)
        os.killpg(worker.pid, signal.SIGKILL)
        for one in handed_in:
            one.result()

    def rows() -> list[Any]:
        return list(town.must("wangfang", "list_inbox").rows)

    until(lambda: len(rows()) == PAPERS and all(row.state != "received" for row in rows()), "every reading", 180)
    papers = {row.document for row in rows()}
    assert len(papers) == PAPERS, "each paper is there once"

    for row in rows():
        if row.kind == "document":
            town.must("wangfang", "answer_document", document=row.document, account="660211", department="信息部",
                      paid_by="nobody")  # fmt: skip
    proposals = [row.id for row in rows() if row.kind == "proposal"]
    assert len(proposals) == PAPERS
    for number, proposal in enumerate(proposals):
        digest = town.must("wangfang", "open_proposal", proposal=proposal).digest
        answer = wangfang[number % 2].post(f"/inbox/{proposal}/submit", data={"digest": digest})
        assert answer.status_code == 303, answer.text[:500]

    def confirm(number: int, proposal: str) -> int:
        digest = town.must("limin", "open_proposal", proposal=proposal).digest
        return limin[number % 2].post(f"/inbox/{proposal}/confirm", data={"digest": digest}).status_code

    with ThreadPoolExecutor(8) as pool:  # each twice at once, at both processes
        codes = list(pool.map(confirm, [*range(PAPERS), *range(1, PAPERS + 1)], [*proposals, *proposals]))
    assert sorted(codes) == [303] * PAPERS + [422] * PAPERS, "each is confirmed once, whichever process was asked"

    def states() -> set[str]:
        return {town.must("limin", "open_proposal", proposal=proposal).state for proposal in proposals}

    until(lambda: states() == {"posted"}, "posting")
    vouchers = town.must("limin", "search_vouchers").vouchers
    assert sorted(int(one.number.rpartition("-")[2]) for one in vouchers) == list(range(1, PAPERS + 1))
    for browser in limin:
        assert vouchers[0].number in browser.get("/vouchers").text
    assert town.must("zhaolei", "verify_books").findings == ()
