"""Workers that may be killed: each file is read in a process of its own with bounds on memory and time.

A worker that crashes, hangs or runs out of memory costs its file a problem, and is replaced; the batch goes on.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Literal, TypeVar

from ingestion.containers import Part, holds_files
from ingestion.limits import DEFAULT, Limits
from ingestion.ocr.threads import shared
from ingestion.pdf.words import PageWords
from ingestion.process import Gone, Late, WorkerProcess
from ingestion.reading import Reading, failed
from ingestion.wire import load
from ingestion.wire_pages import load_parts, load_picture, load_words
from ledger.core import Problem, problem
from ledger.evidence.field import Box

T = TypeVar("T")
STANDING_WORKERS = 2


class Readers:
    """A pool of ``jobs`` workers for a program that lives long; safe to use from several threads."""

    def __init__(self, jobs: int = 1, limits: Limits = DEFAULT) -> None:
        assert jobs >= 1
        self._limits = limits
        self._workers = [WorkerProcess(shared(jobs)) for _ in range(jobs)]
        self._idle: SimpleQueue[WorkerProcess] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def read(self, data: bytes, file: str = "") -> Reading:
        """One file's bytes; waits for a free worker. Never raises for what the worker does."""
        found = self._ask({"do": "read", "file": file}, data, load)
        return failed(file, found) if isinstance(found, Problem) else replace(found, file=file)

    def read_path(self, path: Path) -> Reading:
        """One file by path; a file that cannot be opened is a reading with a problem."""
        try:
            if path.stat().st_size > self._limits.file_bytes:
                return failed(path.name, problem("reading.too_large", limit=self._limits.file_bytes // 1_000_000))
            return self.read(path.read_bytes(), path.name)
        except OSError:
            return failed(path.name, problem("reading.cannot_open", file=path.name))

    def read_whole(self, path: Path) -> tuple[Reading, ...]:
        """The file by path, or each file inside it."""
        found = self.parts(path.read_bytes(), path.name) if holds_files(path) else None
        if isinstance(found, Problem):
            return (failed(path.name, found),)
        if found is None:
            reading = self.read_path(path)
            found = self.cut(path.read_bytes(), path.name, reading.papers) if reading.papers else None
            if found is None or isinstance(found, Problem):
                return (reading,)
        return tuple(self.read(one.data, one.name) for one in found)

    def parts(self, data: bytes, file: str) -> tuple[Part, ...] | Problem | None:
        """As :func:`parts_of`, outside this process: a file may be made to fill the memory."""
        return self._ask({"do": "parts", "file": file}, data, load_parts)

    def cut(self, data: bytes, file: str, papers: Sequence[Box]) -> tuple[Part, ...] | Problem:
        """As :func:`ingestion.ocr.cutting.cut`, outside this process."""
        told = {"do": "cut", "file": file, "papers": [list(asdict(one).values()) for one in papers]}
        found = self._ask(told, data, load_parts)
        return problem("reading.crashed") if found is None else found

    def picture(self, data: bytes, page: int, width_px: int, font: str = "") -> bytes | Problem:
        """As :func:`page_image`, outside this process: pdfium knows no threads, and a file may bring it down."""
        return self._ask({"do": "picture", "page": page, "width": width_px, "font": font}, data, load_picture)

    def words(self, data: bytes, page: int, *, seen: bool = False) -> PageWords | Problem:
        """As :func:`words`, outside this process."""
        return self._ask({"do": "words", "page": page, "seen": seen}, data, load_words)

    def _ask(self, request: dict[str, Any], data: bytes, understand: Callable[[bytes], T]) -> T | Problem:
        if len(data) > self._limits.file_bytes:
            return problem("reading.too_large", limit=self._limits.file_bytes // 1_000_000)
        worker = self._idle.get()
        try:
            return understand(worker.ask(request, data, self._limits))
        except Late:
            return problem("reading.timed_out", "", seconds=f"{self._limits.wall_seconds:g}")
        except (Gone, ValueError, KeyError, TypeError):
            worker.stop()
            return problem("reading.crashed")
        finally:
            self._idle.put(worker)

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
    """Readings of many files in their order, each read in a bounded worker; nothing a file does stops the batch.

    A file that holds files gives a reading of each.
    """
    count = max(1, min(jobs, len(paths)))
    with Readers(count, limits) as readers, ThreadPoolExecutor(count) as threads:
        for found in threads.map(readers.read_whole, [Path(path) for path in paths]):
            yield from found


@lru_cache(maxsize=2)
def standing(purpose: Literal["files", "pages"]) -> Readers:
    """The process's own readers: started when first asked, kept, ended with it.

    Pages have their own, so that nobody who looks at one waits for a file that is being read.
    """
    readers = Readers(STANDING_WORKERS)
    atexit.register(readers.close)
    return readers


os.register_at_fork(
    after_in_child=standing.cache_clear
)  # a child that talked to its parent's workers would mix answers
