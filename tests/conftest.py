"""Fixtures of the whole suite: fresh stores on both engines, each test with a tenant of its own."""

from __future__ import annotations

import importlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from ledger.core.memory import settle
from ledger.store import Store
from tests import memory
from tests.groups import Grouped
from tests.postgres_server import Server
from tests.tenants import Tenants
from tests.world import World
from tools.operate.logs import set_up_logs

settings.register_profile(
    "quick", max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile(
    "full", max_examples=80, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
PROFILE = os.environ.get("ZHANGFANG_PROFILE") or os.environ.get("HYPOTHESIS_PROFILE") or "quick"
settings.load_profile(PROFILE)
memory.use()
set_up_logs()  # as in every process of ours: the library's own way prints what stood in each frame, slowly


LONG = ("tests/worked/", "tests/tools/test_whole_office.py")
"""The longest of the last folders: first, so that at the end no worker is left alone with one of them."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Grouped:
    """See :mod:`tests.groups`."""
    return Grouped(config, log)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Every second worker begins to read the test files at their end: each then finds half of them compiled by its neighbour.

    What does not read is told by the collection, which comes to it again.
    """
    whole = session.config.args == session.config.getini("testpaths")
    if whole and int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 2:
        for path in sorted(Path(__file__).parent.rglob("test_*.py"), reverse=True):
            with suppress(Exception):
                importlib.import_module(".".join(path.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In their order, the longest first; everything the tests stand on is loaded now."""
    settle()
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def profile() -> str:
    """``quick`` or ``full``."""
    return PROFILE


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for the session. Tests kill processes, never the machine: only that would lose a thing."""
    server = Server(durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_tenants(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tenants]:
    """The migrated database all PostgreSQL tests share, each with its own tenant."""
    application, owner = postgres.new_database("zf")
    store = Store.open(tmp_path_factory.mktemp("postgres"), application, owner)
    store.migrate()
    yield Tenants(store)
    store.dispose()


@pytest.fixture(scope="session")
def sqlite_tenants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tenants]:
    """A store of SQLite files, a tenant each."""
    store = Store.open(tmp_path_factory.mktemp("sqlite"))
    yield Tenants(store)
    store.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def tenants(request: pytest.FixtureRequest) -> Iterator[Tenants]:
    """Tenant maker on each engine: for tests that need several tenants."""
    name = "sqlite_tenants" if request.param == "sqlite" else "postgres_tenants"
    found = request.getfixturevalue(name)
    assert isinstance(found, Tenants)
    with found.of_a_test():
        yield found


@pytest.fixture
def store(tenants: Tenants) -> Store:
    """The store, on each engine; use with ``tenant``."""
    return tenants.store


@pytest.fixture
def tenant(tenants: Tenants) -> str:
    """A fresh empty tenant of ``store``."""
    return tenants.new()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A SQLite store of the test's own, with the tenant ``acme``."""
    with Store.open(tmp_path) as made:
        made.create_tenant("acme")
        yield made


@pytest.fixture(scope="session")
def migrated(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[str, str]]:
    """Makes migrated PostgreSQL databases, empty, each the test's own."""
    with Store.open(tmp_path_factory.mktemp("migrated"), *postgres.new_database("zf_own")) as store:
        store.migrate()
    numbers = itertools.count(1)
    return lambda: postgres.copy_of("zf_own", f"zf_own_{next(numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def own_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store in a data folder and database of the test's own, on each engine: for what is the installation's."""
    urls = request.getfixturevalue("migrated")() if request.param == "postgresql" else ()
    with Store.open(tmp_path / "home", *urls) as made:
        yield made


@pytest.fixture
def world(store: Store, tenant: str) -> Iterator[World]:
    """A small company on each engine."""
    made = World(store, tenant)
    yield made
    made.close()
