"""One reading process: started when first used, ended and started again when it crashes, hangs or has read much."""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingestion.limits import Limits
from ingestion.ocr.threads import THREADS

_ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 60.0
_MOST_FILES = 500
"""A process that has read so many is replaced, so that what a library leaks does not add up."""


class Gone(Exception):
    """The worker ended or closed its pipe."""


class Late(Exception):
    """The worker did not answer in time."""


def _wait(pipe: int, event: int, deadline: float) -> None:
    """Until a pipe is ready. Not ``select()``: it knows no descriptor from 1024 on, and a busy server has more."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise Late


class WorkerProcess:
    """One reading process, started when first used and again after each kill; its recogniser has so many threads."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def ask(self, request: dict[str, Any], data: bytes, limits: Limits) -> bytes:
        """The answer to one request (worker.py) about one file. Raises Late or Gone; the process is ended then."""
        try:
            process = self._running()
            head = json.dumps({**request, "limits": asdict(limits)}).encode()
            deadline = time.monotonic() + limits.wall_seconds
            self._send(process, struct.pack(">Q", len(head)) + head + struct.pack(">Q", len(data)) + data, deadline)
            return self._receive(process, deadline)
        except (Late, Gone):
            self.stop()
            raise
        except (OSError, ValueError) as error:
            self.stop()
            raise Gone from error

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._asked >= _MOST_FILES:
            self.stop()
            path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
            environment = {
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": path,
                "LANG": "C.UTF-8",
                THREADS: str(self._threads),
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingestion.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=environment, cwd=_ROOT, start_new_session=True,
            )  # fmt: skip
            assert self._process.stdin is not None
            os.set_blocking(self._process.stdin.fileno(), False)
            if self._receive(self._process, time.monotonic() + _START_SECONDS) != b"ready":
                raise Gone
            self._asked = 0
        self._asked += 1
        return self._process

    @staticmethod
    def _send(process: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
        assert process.stdin is not None
        pipe, view = process.stdin.fileno(), memoryview(data)
        while view:
            _wait(pipe, selectors.EVENT_WRITE, deadline)
            view = view[os.write(pipe, view[:65536]) :]

    def _receive(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        (size,) = struct.unpack(">Q", self._take(process, 8, deadline))
        return self._take(process, size, deadline)

    @staticmethod
    def _take(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        assert process.stdout is not None
        pipe, out = process.stdout.fileno(), bytearray()
        while len(out) < size:
            _wait(pipe, selectors.EVENT_READ, deadline)
            part = os.read(pipe, min(1 << 20, size - len(out)))
            if not part:
                raise Gone
            out += part
        return bytes(out)

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()
