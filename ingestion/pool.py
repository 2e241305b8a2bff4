"""Workers that may be killed: each file is read in a process of its own with bounds on memory and time.

A worker that crashes, hangs or runs out of memory costs its file a problem, and is replaced; the batch goes on.
"""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from ingestion.limits import DEFAULT, Limits
from ingestion.reading import Reading, failed
from ingestion.wire import load
from ledger.core import problem

_ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 60.0


class _Gone(Exception):
    """The worker ended or closed its pipe."""


class _Late(Exception):
    """The worker did not answer in time."""


def _wait(pipe: int, event: int, deadline: float) -> None:
    """Until a pipe is ready. Not ``select()``: it knows no descriptor from 1024 on, and a busy server has more."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise _Late


class _Worker:
    """One reading process, started when first used and again after each kill."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, file: str, limits: Limits) -> Reading:
        """One file. Never raises for what the worker does."""
        try:
            process = self._running()
            head = json.dumps({"file": file, "limits": asdict(limits)}).encode()
            deadline = time.monotonic() + limits.wall_seconds
            self._send(process, struct.pack(">Q", len(head)) + head + struct.pack(">Q", len(data)) + data, deadline)
            return replace(load(self._receive(process, deadline)), file=file)
        except _Late:
            self.stop()
            return failed(file, problem("reading.timed_out", "", seconds=f"{limits.wall_seconds:g}"))
        except (_Gone, OSError, ValueError, KeyError, TypeError):
            self.stop()
            return failed(file, problem("reading.crashed"))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
            environment = {
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": path,
                "LANG": "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingestion.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=environment, cwd=_ROOT, start_new_session=True,
            )  # fmt: skip
            assert self._process.stdin is not None
            os.set_blocking(self._process.stdin.fileno(), False)
            if self._receive(self._process, time.monotonic() + _START_SECONDS) != b"ready":
                raise _Gone
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
                raise _Gone
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


class Readers:
    """A pool of ``jobs`` workers for a program that lives long; safe to use from several threads."""

    def __init__(self, jobs: int = 1, limits: Limits = DEFAULT) -> None:
        assert jobs >= 1
        self._limits = limits
        self._workers = [_Worker() for _ in range(jobs)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def read(self, data: bytes, file: str = "") -> Reading:
        """One file's bytes; waits for a free worker."""
        if len(data) > self._limits.file_bytes:
            return failed(file, problem("reading.too_large", limit=self._limits.file_bytes // 1_000_000))
        worker = self._idle.get()
        try:
            return worker.read(data, file, self._limits)
        finally:
            self._idle.put(worker)

    def read_path(self, path: Path) -> Reading:
        """One file by path; a file that cannot be opened is a reading with a problem."""
        try:
            if path.stat().st_size > self._limits.file_bytes:
                return failed(path.name, problem("reading.too_large", limit=self._limits.file_bytes // 1_000_000))
            return self.read(path.read_bytes(), path.name)
        except OSError:
            return failed(path.name, problem("reading.cannot_open", file=path.name))

    def close(self) -> None:
        """Ends all workers."""
        for worker in self._workers:
            worker.stop()

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_many(paths: Sequence[Path | str], jobs: int = 1, limits: Limits = DEFAULT) -> Iterator[Reading]:
    """Readings of many files in their order, each read in a bounded worker; nothing a file does stops the batch."""
    count = max(1, min(jobs, len(paths)))
    with Readers(count, limits) as readers, ThreadPoolExecutor(count) as threads:
        yield from threads.map(readers.read_path, [Path(path) for path in paths])
