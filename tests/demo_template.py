"""The demo company made once for a whole run, on whichever worker comes first; each test takes a copy of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from ledger.core import Clock, FixedClock, Settings, SystemClock
from tests.world import NOW
from tools.demo.build import build

ORDERS_A_DAY = 2
"""Of its shop: two years are made in seconds, and every kind of voucher is among them."""


def together(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def make_template(folder: Path, clock: Clock | None = None) -> Path:
    """A data folder with the demo company as of the clock's day, the machine's unless given; others wait for the first.

    One folder for each day asked for: its papers arrive that morning, and its books end there.
    """
    folder.mkdir(exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build(Settings(home=folder), clock or SystemClock(), lambda *_: None, ORDERS_A_DAY)
    return folder


def template_of_demo(factory: pytest.TempPathFactory) -> Path:
    """The demo company as of :data:`tests.world.NOW`: one for all that stand on it."""
    return make_template(together(factory) / "demo-now", FixedClock(NOW))


def copy_of_demo(factory: pytest.TempPathFactory) -> Path:
    """A copy of it, the test's own."""
    return Path(shutil.copytree(template_of_demo(factory), factory.mktemp("demo") / "home"))
