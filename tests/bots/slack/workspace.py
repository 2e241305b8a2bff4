"""The channel, served for real, between a small company and the emulator; time passes only when a test says so."""

from __future__ import annotations

import re
import socket
import threading
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import uvicorn
from fastapi import FastAPI

from bots.slack.app import SlackChannel
from bots.slack.http import PATH, serve_on
from bots.slack.socket import SocketMode
from ledger.core import Settings
from tests.bots.slack.emulator import APP_TOKEN, BOT_TOKEN, SECRET, SlackEmulator, shown
from tests.world import World
from tools.demo.arrivals import samples
from tools.demo.documents import render

XIAO, MIN, QIANG, WEI, FANG = "UXIAO", "UMIN", "UQIANG", "UWEI", "UFANG"
PEOPLE = {XIAO: "chenxiao", MIN: "limin", QIANG: "liqiang", WEI: "zhangwei", FANG: "wangfang"}


@lru_cache(maxsize=8)
def _printed(key: str, day: date) -> bytes:
    return render(samples(day)[key])


class Workspace:
    """Slack people by account: ``XIAO`` sends, ``QIANG`` approves, ``MIN`` controls."""

    def __init__(self, world: World, emulator: SlackEmulator, transport: Literal["http", "socket"] = "http") -> None:
        self.world = world
        self.emulator = emulator
        self.settings = Settings(
            slack_bot_token=BOT_TOKEN, slack_app_token=APP_TOKEN, slack_signing_secret=SECRET,
            slack_api_url=emulator.api_url,
        )  # fmt: skip
        world.must("admin", "connect_slack", team=emulator.team)
        self.channel = SlackChannel(world.house, world.tenant, self.settings)
        self._transport = transport

    def __enter__(self) -> Workspace:
        if self._transport == "socket":
            self._socket = SocketMode(self.channel, self.settings)
            self._socket.connect()
            assert self.emulator.connected()
            return self
        app = FastAPI()
        serve_on(app, self.channel)
        listening = socket.create_server(("127.0.0.1", 0))
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        self.emulator.request_url = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._transport == "socket":
            self._socket.close()
        else:
            self._server.should_exit = True
            self._thread.join(timeout=20)
        self.channel.close()
        assert self.channel.work.stumbled == 0

    def settle(self) -> None:
        """Everything that is due now, here and in the house."""
        for _ in range(3):
            assert self.channel.work.drain()
            self.world.house.work_once(self.world.tenant)
            self.channel.follower.look()

    def link(self, *slack_users: str) -> None:
        """Link people by the code they are given; nothing of theirs waits."""
        for slack_user in slack_users:
            self.emulator.says(slack_user, "你好")
            self.settle()
            self.channel.office.desk.take_sealed(self.emulator.team, slack_user)
            self.type_code(slack_user)
            self.settle()

    def type_code(self, slack_user: str, user: str = "") -> Any:
        """Type somebody's code, signed in as the person they are."""
        return self.world.must(
            user or PEOPLE[slack_user], "link_slack", code=self.code(slack_user), slack_user=slack_user
        )

    def code(self, slack_user: str) -> str:
        """The code that stands in somebody's room."""
        found = re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", shown(self.emulator.room(slack_user)[-1]))
        assert found, self.emulator.room(slack_user)
        return str(found[0])

    def sample(self, key: str, name: str = "") -> str:
        """A sample document on Slack; its file id."""
        return self.emulator.upload(name or f"{key}.pdf", _printed(key, self.world.clock.now().date()))

    def says(self, user: str, text: str = "", files: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
        """Somebody says something, and everything follows."""
        answer = self.emulator.says(user, text, files, **more)
        self.settle()
        return answer

    def press(self, user: str, message: dict[str, Any], act: str) -> dict[str, Any]:
        """Somebody presses a button, and everything follows."""
        answer = self.emulator.press(user, message, act)
        self.settle()
        return answer

    def submit(self, user: str, words: str = "") -> dict[str, Any]:
        """Somebody submits the modal they have open, and everything follows."""
        answer = self.emulator.submit(user, words)
        self.settle()
        return answer
