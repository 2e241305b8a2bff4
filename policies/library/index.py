"""The policy index: which stored passages lie nearest to a question. The port, and the choice of who searches.

Exact search over the vectors stored in SQL is always there, and it is the measure of all others. Chroma, a local
folder or a server named in the settings, is a copy of them that a process opens beside its questions when it
serves: whoever holds ``index.lock`` fills it. A question never waits for it, and never gets another answer
because of it: while it is being filled, when it is damaged, stale or silent, exact search answers.

This is the only place of the policies where the modes of an installation are read.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Protocol

import structlog

from ledger.core import Settings, settings
from policies.library.chroma import (
    ChromaFault,
    Collection,
    Generation,
    IndexLock,
    Stale,
    close_client,
    faults,
    local_client,
    remote_client,
)
from policies.library.encoder import Vectors
from policies.library.passages import Passages, Rows

log = structlog.get_logger("zhangfang.policies.index")
REST_SECONDS = 60.0
OPEN_SECONDS = 5.0


class Index(Protocol):
    """Finds nearest passages."""

    def nearest(self, passages: Passages, question: Vectors, count: int) -> Rows:
        """Rows of the ``count`` passages nearest to a unit vector, nearest first; fewer where there are fewer."""
        ...


class Exact:
    """Every vector is looked at."""

    def nearest(self, passages: Passages, question: Vectors, count: int) -> Rows:
        return passages.nearest(question, count)


class Use(StrEnum):
    """Who searches a tenant's passages, and why."""

    BM25 = "bm25"
    """No vectors: BM25 alone."""
    EXACT = "exact"
    """So few that exact search is the faster one."""
    LOCAL = "local"
    """Chroma in the data folder, by this process."""
    ELSEWHERE = "elsewhere"
    """Another process holds ``index.lock`` and fills Chroma; exact search here."""
    SERVER = "server"
    """A Chroma server."""
    FILLING = "filling"
    """This process is filling Chroma; exact search until then."""
    UNFILLED = "unfilled"
    """Not filled with these passages yet; a process that serves does it, exact search until then."""
    FAULT = "fault"
    """Chroma is not sound or not reachable; exact search."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is used for how many passages; ``fault`` is the machine's own words, ``holder`` a process number."""

    use: Use
    passages: int
    fault: str = ""
    holder: str = ""


class PolicyIndex:
    """The index of one data folder in this process: :func:`index_of`. Threads share it."""

    def __init__(
        self, home: Path, server: str, from_passages: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.home = home
        self.server = server
        self.from_passages = from_passages
        self.lock = IndexLock(home)
        self._clock = clock
        self._serving = False
        self._client: Any = None
        self._generation: Generation | None = None
        self._ready: dict[str, str] = {}
        self._rest_until = 0.0
        self._act = Lock()
        self._closed = Event()
        self._queue = Lock()
        self._missed: dict[str, Passages] = {}
        self._filler: Thread | None = None

    # questions -------------------------------------------------------------------------------
    def serve(self) -> None:
        """This process stays: Chroma, which takes a second to open, is worth opening."""
        self._serving = True

    def nearest(self, passages: Passages, question: Vectors, count: int) -> Rows:
        """As :meth:`Index.nearest`, by Chroma where it is ready and exactly where it is not."""
        if not self._serving or not self.wanted(len(passages)):
            return passages.nearest(question, count)
        client = self._client
        if client is None or not self.searches_by_chroma(passages):
            self._prepare_beside(passages)
            return passages.nearest(question, count)
        try:
            return self._collection(client, passages.tenant).nearest(passages, question, count)
        except Stale:
            self._ready.pop(passages.tenant, None)
        except ChromaFault as fault:
            self._seen(fault)
            Thread(target=self._drop, args=(client,), name="policy-index-drop", daemon=True).start()
        return passages.nearest(question, count)

    def searches_by_chroma(self, passages: Passages) -> bool:
        """Whether the next question over these passages goes to Chroma."""
        return self._ready.get(passages.tenant) == passages.state

    def wanted(self, count: int) -> bool:
        """Whether Chroma is to search so many passages: a server always, a folder from a number on."""
        return count > 0 and (bool(self.server) or count >= self.from_passages)

    # filling ---------------------------------------------------------------------------------
    def prepare(self, passages: Passages) -> Told:
        """Open Chroma and fill it with these passages where that is this process's part; waits until it is done."""
        return self._filled(passages, anew=False)

    def fill_anew(self, passages: Passages) -> None:
        """As :meth:`prepare`, after throwing away what Chroma holds: a local folder whole, since a collection that is
        deleted leaves its files there (other tenants are filled again when they are asked), on a server this tenant's.
        """
        self._filled(passages, anew=True)

    def _filled(self, passages: Passages, anew: bool) -> Told:
        if not self.wanted(len(passages)):
            return Told(Use.EXACT if passages else Use.BM25, len(passages))
        with self._act:
            try:
                with faults():
                    return self._prepare(passages, anew)
            except ChromaFault as fault:
                self._seen(fault)
                self._let_go()
                return Told(Use.FAULT, len(passages), str(fault))
            finally:
                self._leave()

    def _prepare(self, passages: Passages, anew: bool) -> Told:
        holds = self.lock.take()
        if not holds and not self.server:
            self._rest()
            return Told(Use.ELSEWHERE, len(passages), holder=self.lock.holder())
        client = self._open(anew)
        collection = self._collection(client, passages.tenant)
        if anew or collection.state() != passages.state:
            if not holds:
                self._rest()
                return Told(Use.ELSEWHERE, len(passages), holder=self.lock.holder())
            self._fill(collection, passages, anew)
        self._ready[passages.tenant] = passages.state
        return Told(Use.SERVER if self.server else Use.LOCAL, len(passages))

    def _fill(self, collection: Collection, passages: Passages, anew: bool) -> None:
        self._ready.pop(passages.tenant, None)
        if self._generation is not None:
            self._generation.begin()
        changed = collection.fill(passages, lambda: not self._closed.is_set(), anew)
        if not changed.whole:
            raise ChromaFault("this process ends before the index is full")
        if self._generation is not None:
            self._generation.finish()
        log.info("policy index filled", tenant=passages.tenant, added=changed.added, removed=changed.removed)

    def _open(self, anew: bool) -> Any:
        """The client, over a new folder where filling anew was asked for or none was filled to the end."""
        if self.server:
            self._client = self._client or remote_client(self.server, OPEN_SECONDS)
            return self._client
        if anew:
            self._close_client()
        if self._client is None:
            generation = None if anew else Generation.current(self.home)
            if generation is not None:
                generation.check()
            else:
                generation = Generation.new(self.home)
            self._client = local_client(generation.folder)
            self._generation = generation
        return self._client

    def _collection(self, client: Any, tenant: str) -> Collection:
        return Collection(client, tenant, remote=bool(self.server))

    # looking ---------------------------------------------------------------------------------
    def look(self, passages: Passages) -> Told:
        """What searches these passages now, or would in a process that serves; nothing is filled or mended."""
        if not self.wanted(len(passages)):
            return Told(Use.EXACT if passages else Use.BM25, len(passages))
        if not self._act.acquire(blocking=False):
            return Told(Use.FILLING, len(passages))
        try:
            with faults():
                use = self._look(passages)
                return Told(use, len(passages), holder=self.lock.holder() if use is Use.ELSEWHERE else "")
        except ChromaFault as fault:
            self._let_go()
            return Told(Use.FAULT, len(passages), str(fault))
        finally:
            self._leave()
            self._act.release()

    def _look(self, passages: Passages) -> Use:
        if not self.server:
            if not self.lock.take():
                return Use.ELSEWHERE
            if Generation.current(self.home) is None:
                return Use.UNFILLED
        if self._collection(self._open(anew=False), passages.tenant).state() != passages.state:
            return Use.UNFILLED
        return Use.SERVER if self.server else Use.LOCAL

    # beside the questions --------------------------------------------------------------------
    def _prepare_beside(self, passages: Passages) -> None:
        with self._queue:
            if self._clock() < self._rest_until or self._closed.is_set():
                return
            self._missed[passages.tenant] = passages
            if self._filler is None:
                self._filler = Thread(target=self._fill_beside, name="policy-index", daemon=True)
                self._filler.start()

    def _fill_beside(self) -> None:
        while True:
            with self._queue:
                if not self._missed or self._closed.is_set():
                    self._filler = None
                    return
                _, passages = self._missed.popitem()
            self.prepare(passages)

    def _rest(self) -> None:
        """Not again before a minute has passed."""
        self._rest_until = self._clock() + REST_SECONDS

    def _seen(self, fault: ChromaFault) -> None:
        """Go on without Chroma for a minute. It is opened again then, if another process has not mended it by then."""
        if not self._closed.is_set():
            log.warning("policy index set aside, exact search answers", home=str(self.home), fault=str(fault))
        self._ready.clear()
        self._rest()

    def _drop(self, client: Any) -> None:
        with self._act:
            if self._client is client:
                self._let_go()

    def _leave(self) -> None:
        """A process that does not stay holds nothing beyond what it was asked to do."""
        if not self._serving:
            self._let_go()

    def _let_go(self) -> None:
        """Close Chroma and free the lock, so that ``policies reindex`` of another process may mend it."""
        self._close_client()
        self.lock.release()

    def _close_client(self) -> None:
        client, self._client, self._generation = self._client, None, None
        self._ready.clear()
        if client is not None:
            try:
                close_client(client)
            except Exception as error:
                log.warning("policy index not closed cleanly", fault=str(error))

    def close(self) -> None:
        """Stop filling, close Chroma, free the lock."""
        self._closed.set()
        filler = self._filler
        if filler is not None:
            filler.join(timeout=60)
        with self._act:
            self._let_go()


_open_ones: dict[Path, PolicyIndex] = {}
_guard = Lock()


def index_of(home: Path, chosen: Settings | None = None) -> PolicyIndex:
    """This process's index of a data folder."""
    with _guard:
        if home not in _open_ones:
            read = chosen or settings()
            _open_ones[home] = PolicyIndex(home, read.chroma_url, read.chroma_from_passages)
        return _open_ones[home]


def close_index(home: Path) -> None:
    """Close it; the next :func:`index_of` opens another."""
    with _guard:
        found = _open_ones.pop(home, None)
    if found is not None:
        found.close()
