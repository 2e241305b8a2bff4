"""A company with a Slack workspace: over HTTP, over Socket Mode, on either database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bots.slack.emulator import SlackEmulator
from tests.bots.slack.workspace import Workspace
from tests.tenants import Tenants
from tests.world import World


@pytest.fixture
def emulator() -> Iterator[SlackEmulator]:
    """Slack, which must have had nothing to complain of."""
    with SlackEmulator() as made:
        yield made
        assert made.faults == []


@pytest.fixture
def small_world(sqlite_tenants: Tenants) -> Iterator[World]:
    """A small company on SQLite."""
    with sqlite_tenants.of_a_test():
        made = World(sqlite_tenants.store, sqlite_tenants.new())
        yield made
        made.close()


@pytest.fixture
def slack(small_world: World, emulator: SlackEmulator) -> Iterator[Workspace]:
    """A workspace over HTTP on SQLite."""
    with Workspace(small_world, emulator) as made:
        yield made
