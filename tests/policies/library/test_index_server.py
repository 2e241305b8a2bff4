"""The same port over a Chroma server: several processes read, the holder of the lock fills, silence is no answer."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policies.library import PolicyIndex, Use
from policies.library.chroma import collection
from tests.policies.library.synthetic import passages
from tests.policies.library.test_index import Hours, agrees, until

CHROMA = Path(sys.executable).with_name("chroma")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ChromaServer:
    """A Chroma server of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [str(CHROMA), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, cwd=self.folder.parent, env=os.environ | {"NO_COLOR": "1"}, **quiet)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the Chroma server did not start")

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    made = ChromaServer(tmp_path / "server")
    yield made
    made.stop()


@pytest.fixture
def indexes(tmp_path: Path, server: ChromaServer) -> Iterator[tuple[PolicyIndex, PolicyIndex, Hours]]:
    """Two web processes of one machine."""
    clock = Hours()
    pair = [PolicyIndex(tmp_path, server.url, 20_000, clock) for _ in range(2)]
    for one in pair:
        one.serve()
    yield pair[0], pair[1], clock
    for one in pair:
        one.close()


def test_one_fills_and_both_read(indexes: tuple[PolicyIndex, PolicyIndex, Hours], tmp_path: Path) -> None:
    first, second, clock = indexes
    held = passages(300)
    assert first.look(held).use is Use.UNFILLED
    assert first.prepare(held).use is Use.SERVER
    assert second.prepare(held).use is Use.SERVER
    assert first.searches_by_chroma(held) and second.searches_by_chroma(held)
    agrees(first, held)
    agrees(second, held)
    new = passages(310, 2)
    assert second.prepare(new).use is Use.ELSEWHERE, "the first one holds the lock"
    agrees(second, new)
    assert first.prepare(new).use is Use.SERVER
    agrees(second, held)
    clock.now += 61
    agrees(second, new)
    until(lambda: second.searches_by_chroma(new))
    assert not (tmp_path / "index").exists()


def test_a_server_that_is_down_is_done_without_and_used_again(
    indexes: tuple[PolicyIndex, PolicyIndex, Hours], server: ChromaServer
) -> None:
    index, _, clock = indexes
    held = passages(300)
    index.prepare(held)
    server.stop()
    agrees(index, held)
    until(lambda: index.look(held).use is Use.FAULT)
    server.start()
    clock.now += 61
    agrees(index, held)
    until(lambda: index.searches_by_chroma(held))
    agrees(index, held)


def test_a_server_that_says_nothing_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policies.library.index.OPEN_SECONDS", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        index = PolicyIndex(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}", 0)
        index.serve()
        held = passages(50)
        begun = time.monotonic()
        agrees(index, held)
        told = index.prepare(held)
        assert told.use is Use.FAULT and "ReadTimeout" in told.fault
        assert time.monotonic() - begun < 20
        index.close()


def test_a_server_that_falls_silent_later_is_not_waited_for(
    indexes: tuple[PolicyIndex, PolicyIndex, Hours], server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, held = indexes[0], passages(300)
    index.prepare(held)
    monkeypatch.setattr(collection, "QUERY_SECONDS", 0.3)
    server.freeze()
    begun = time.monotonic()
    agrees(index, held)
    assert time.monotonic() - begun < 5
    server.thaw()
