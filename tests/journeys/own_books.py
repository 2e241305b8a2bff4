"""An empty home behind a web server of its own, and people at their own browsers in it."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta
from pathlib import Path
from types import TracebackType

import uvicorn
from playwright.sync_api import Browser, Page

from bots.web.app import create_app
from ledger.core import Settings, say
from tests.journeys.house import MovingClock
from tests.journeys.screen import LOCALES
from tools.house import open_house


class EmptyHome:
    """What ``zhangfang serve`` opens in a new folder."""

    def __init__(self, home: Path) -> None:
        self.clock = MovingClock()
        self.house = open_house(Settings(home=home), self.clock)
        self.house.start_worker(0.1)
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(create_app(self.house, ""), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()

    def let_the_grace_pass(self) -> None:
        """Eleven seconds later, with what was due done."""
        self.clock.ahead += timedelta(seconds=11)
        for tenant in self.house.door.companies():
            self.house.work_once(tenant)

    def close(self) -> None:
        """Stop the server, then the house."""
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._socket.close()
        self.house.close()


class Window:
    """One person's browser; forms work with and without scripts."""

    def __init__(self, browser: Browser, home: EmptyHome, language: str, *, scripts: bool = True) -> None:
        self.language = language
        self._context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale=LOCALES[language], base_url=home.address,
            java_script_enabled=scripts,
        )  # fmt: skip
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(30_000)

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._context.close()

    def words(self, key: str, **parameters: object) -> str:
        """A message in this window's language."""
        return say(key, self.language, **parameters)

    def press(self, key: str, **parameters: object) -> None:
        """The button with a message's words."""
        self.page.get_by_role("button", name=self.words(key, **parameters)).first.click()

    def fill(self, **fields: str) -> None:
        """Fields by name."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']:not([type=hidden])").first.fill(value)

    def choose(self, name: str, value: str) -> None:
        """An option of a list by its value."""
        self.page.locator(f"select[name='{name}']").select_option(value)
