"""The one place where a process of ours is put together from the machine's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ledger.core import Clock, Settings, settings
from tools.house import House, open_house
from tools.operate.logs import set_up_logs


@contextmanager
def house(chosen: Settings | None = None, clock: Clock | None = None) -> Iterator[House]:
    """An open house; closed at the end, whatever happens."""
    set_up_logs()
    built = open_house(chosen or settings(), clock)
    try:
        yield built
    finally:
        built.close()
