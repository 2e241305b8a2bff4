"""The house put together: store, clock, door and doorkeeper, from settings. Channels build it through bots/host.py."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from ledger.core import Clock, Problem, Settings, SystemClock, problem
from ledger.store import Store
from policies.library import close_index
from tools.catalogue import load_tools
from tools.door.company_door import CompanyDoor
from tools.door.doorkeeper import Doorkeeper
from tools.door.machine_keys import MachineKeys
from tools.door.oidc_provider import Provider, provider_of
from tools.door.passkey_door import PasskeyDoor
from tools.gateway import Gateway
from tools.outcome import Outcome
from tools.work import SLICES, due_jobs, due_work, worker

log = structlog.get_logger("zhangfang.house")
MAX_FILE_BYTES = 20_000_000


@dataclass(slots=True)
class House:
    """What a process needs; close it at the end."""

    store: Store
    clock: Clock
    gateway: Gateway
    door: Doorkeeper
    keys: MachineKeys = field(init=False)
    provider: Provider | None = None
    passkeys: PasskeyDoor = field(init=False)
    company: CompanyDoor = field(init=False)
    _stop: threading.Event = field(default_factory=threading.Event)
    _workers: list[threading.Thread] = field(default_factory=list)
    _working: threading.Lock = field(default_factory=threading.Lock)
    _beside: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.keys = MachineKeys(self.clock)
        self.passkeys = PasskeyDoor(self.store, self.clock, lambda: self.gateway.address)
        self.company = CompanyDoor(self.store, self.clock, self.provider, lambda: self.gateway.address)

    def stage(self, tenant: str, data: bytes) -> str | Problem:
        """Put uploaded bytes under their SHA-256; nothing refers to them until a document is submitted."""
        if not data:
            return problem("document.empty_file")
        if len(data) > MAX_FILE_BYTES:
            return problem("document.too_large", limit=MAX_FILE_BYTES // 1_000_000)
        return self.store.blobs(tenant).put(data)

    def stage_again(self, tenant: str, sha256: str, other: str) -> str | Problem:
        """Put a file that somebody of one company was let see where another company takes its files from."""
        return self.stage(other, self.store.blobs(tenant).get(sha256))

    def process(self, tenant: str, document: str) -> Outcome:
        """Read one document now, as the house's own worker."""
        return self.gateway.call(worker(tenant), "process_document", {"document": document})

    def work_once(self, tenant: str) -> int:
        """Post what is due, read what waits; how many things were done."""
        with self._working:
            done = due_work(self.store, self.gateway, self.clock, tenant)
            return done + sum(work(self, tenant) for work in SLICES)

    def work_beside(self, tenant: str) -> int:
        """Read what waits beside ``work_once``; how many things were done."""
        with self._beside:
            return due_jobs(self.store, self.gateway, self.clock, tenant)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While something is replaced underneath, the workers wait."""
        with self._working, self._beside:
            yield

    def start_worker(self, every_seconds: float = 0.5) -> None:
        """Work in the background until the house closes; where there are processors for it, with two pairs of hands."""
        self._start("worker", self.work_once, every_seconds)
        if (os.cpu_count() or 1) > 1:
            self._start("worker beside", self.work_beside, every_seconds)

    def _start(self, name: str, work: Callable[[str], int], every_seconds: float) -> None:
        def loop() -> None:
            while not self._stop.is_set():
                try:
                    done = sum(work(tenant) for tenant in self.door.companies())
                except Exception:
                    log.exception("the worker stumbled and goes on")
                    done = 0
                if not done:
                    self._stop.wait(every_seconds)

        thread = threading.Thread(target=loop, name=name, daemon=True)
        self._workers.append(thread)
        thread.start()

    def close(self) -> None:
        """Stop the workers and the audit writer, close the policy index and connections."""
        self._stop.set()
        for one in self._workers:
            one.join(timeout=60)
        self.gateway.close()
        close_index(self.store.home)
        self.store.dispose()


def open_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the store that the settings name, with every tool registered."""
    store = Store.open(settings.home, settings.database_url, settings.database_owner_url)
    clock = clock or SystemClock()
    gateway = Gateway(store, clock, load_tools(), settings.public_url)
    return House(store, clock, gateway, Doorkeeper(store, clock), provider_of(settings))
