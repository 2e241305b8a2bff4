"""The house put together: store, clock, door and doorkeeper, from settings. Channels build it through bots/host.py."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.core import Clock, Settings, SystemClock
from ledger.store import Store
from tools.catalogue import load_tools
from tools.doorkeeper import Doorkeeper
from tools.gateway import Gateway


@dataclass(frozen=True, slots=True)
class House:
    """What a process needs; close it at the end."""

    store: Store
    clock: Clock
    gateway: Gateway
    door: Doorkeeper

    def close(self) -> None:
        """Stop the audit writer, close connections."""
        self.gateway.close()
        self.store.dispose()


def open_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the store that the settings name, with every tool registered."""
    store = Store.open(settings.home, settings.database_url)
    clock = clock or SystemClock()
    return House(store, clock, Gateway(store, clock, load_tools()), Doorkeeper(store, clock))
