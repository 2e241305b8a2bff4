"""A copy of the demo company, served on a free port to a walk of its own."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from bots.web.app import create_app
from ledger.core import Settings, SystemClock
from tests.run import chromium
from tools.demo import cast
from tools.house import open_house

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


class MovingClock(SystemClock):
    """The machine's clock, or one that went off at another moment; a test may put it forward."""

    def __init__(self, start: datetime | None = None) -> None:
        self.ahead = start - super().now() if start else timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


def browser_path() -> str:
    """This machine's Chromium; the run is stopped before the first test where there is none."""
    found = os.environ.get("CHROMIUM") or chromium()
    assert found, "no Chromium: see tests/run.py"
    return found


class Served:
    """A copy of the demo company behind a web server of its own; ``start`` is the moment it was made for, now unless given."""

    def __init__(self, template: Path, home: Path, start: datetime | None = None) -> None:
        shutil.copytree(template, home)
        self.clock = MovingClock(start)
        self.house = open_house(Settings(home=home), self.clock)
        self.house.start_worker(0.1)
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(create_app(self.house, cast.TENANT), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()

    def hello(self) -> str:
        """The one-time link that the terminal would print."""
        return f"{self.address}/hello?k={self.house.door.hello_link(cast.TENANT)}"

    def let_the_grace_pass(self) -> None:
        """Eleven seconds later, with what was due done."""
        self.clock.ahead += timedelta(seconds=11)
        self.house.work_once(cast.TENANT)

    def close(self) -> None:
        """Stop the server, then the house."""
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._socket.close()
        self.house.close()
