"""Fixtures of the web tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.store import Store
from tests.bots.web.site import Site
from tests.tenants import Tenants
from tests.world import World


@pytest.fixture
def site(sqlite_tenants: Tenants) -> Iterator[Site]:
    """The app over a small company on SQLite."""
    with sqlite_tenants.of_a_test():
        world = World(sqlite_tenants.store, sqlite_tenants.new())
        yield Site(world)
        world.close()


@pytest.fixture
def site_on_each(store: Store, tenant: str) -> Iterator[Site]:
    """The app over a small company on each engine."""
    world = World(store, tenant)
    yield Site(world)
    world.close()
