"""One tenant's collection: filled from the passages in SQL, marked with their state, asked for the nearest.

The mark is taken away before the first change and written after the last one, so that whoever reads sees either a
whole collection of a known state or none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from policies.library.chroma.client import LONGEST_SECONDS, ChromaFault, bounded, faults
from policies.library.encoder import DIMENSIONS, Vectors
from policies.library.passages import Passages, Rows

T = TypeVar("T")
GRAPH = {"space": "ip", "max_neighbors": 32, "ef_construction": 400, "ef_search": 1000}
"""So of the 20 nearest among 4,000 vectors without any structure none was missed; with half the numbers one in 1,000
was, some of them clauses that exact search puts first. The cost of the difference is below a millisecond."""
BATCH = 1000
QUERY_SECONDS = 3.0


class Stale(Exception):
    """The collection is not of the state asked for: it must be filled first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a fill did; ``whole`` is False where it was told to stop."""

    added: int
    removed: int
    whole: bool = True


def name_of(tenant: str) -> str:
    """A name of Chroma's alphabet and length for any tenant; no two tenants share one."""
    return f"policies-{hashlib.sha256(tenant.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Collection:
    """A tenant's collection behind a client; ``remote`` calls are bounded in time."""

    client: Any
    tenant: str
    remote: bool = False

    def state(self) -> str:
        """The state it was filled to; empty where it was not filled to the end."""
        with faults():
            found = self._call(self._found)
            return str((found.metadata or {}).get("state", "")) if found is not None else ""

    def fill(self, passages: Passages, go_on: Callable[[], bool] = lambda: True, anew: bool = False) -> Changed:
        """Make it hold exactly these passages; ``anew`` throws away what is there first.

        What is already there under the same id stays; what these passages do not know is removed.
        """
        with faults():
            found = self._call(self._found)
            if found is not None and (anew or (found.metadata or {}).get("dimensions") != DIMENSIONS):
                self._call(lambda: self.client.delete_collection(name_of(self.tenant)))
                found = None
            if found is None:
                found = self._call(self._make)
            self._call(lambda: found.modify(metadata=self._mark("")))
            return self._fit(found, passages, go_on)

    def nearest(self, passages: Passages, question: Vectors, count: int) -> Rows:
        """Rows of the ``count`` nearest passages, nearest first; :class:`Stale` where it holds another state."""
        with faults():
            ids = self._call(lambda: self._ask(passages.state, question, min(count, len(passages))))
        known = passages.row_of_id
        if ids is None or not all(one in known for one in ids):
            raise Stale(self.tenant)
        if len(ids) < min(count, len(passages)):
            raise ChromaFault(f"{len(ids)} passages found where {count} were asked for")
        return np.array([known[one] for one in ids], dtype=np.int64)

    def _ask(self, state: str, question: Vectors, count: int) -> list[str] | None:
        found = self._found()
        if found is None or (found.metadata or {}).get("state") != state:
            return None
        asked = found.query(query_embeddings=[question], n_results=count, include=[])
        return list(asked["ids"][0])

    def _fit(self, found: Any, passages: Passages, go_on: Callable[[], bool]) -> Changed:
        have = set(self._call(lambda: found.get(include=[])["ids"], LONGEST_SECONDS))
        surplus = sorted(have - passages.row_of_id.keys())
        missing = [at for at, name in enumerate(passages.ids) if name not in have]
        for names in _batches(surplus):
            self._call(partial(found.delete, ids=list(names)), LONGEST_SECONDS)
        for rows in _batches(missing):
            if not go_on():
                return Changed(0, len(surplus), whole=False)
            some = {"ids": [passages.ids[at] for at in rows], "embeddings": passages.vectors[list(rows)]}
            self._call(partial(found.upsert, **some), LONGEST_SECONDS)
        held = self._call(found.count)
        if held != len(passages):
            raise ChromaFault(f"{held} passages in the index after filling it with {len(passages)}")
        self._call(lambda: found.modify(metadata=self._mark(passages.state)))
        return Changed(len(missing), len(surplus))

    def _found(self) -> Any | None:
        from chromadb.errors import NotFoundError  # noqa: PLC0415

        try:
            return self.client.get_collection(name_of(self.tenant), embedding_function=None)
        except NotFoundError:
            return None

    def _make(self) -> Any:
        return self.client.create_collection(
            name_of(self.tenant), embedding_function=None, metadata=self._mark(""), configuration={"hnsw": GRAPH}
        )

    def _mark(self, state: str) -> dict[str, Any]:
        return {"tenant": self.tenant, "dimensions": DIMENSIONS, "state": state}

    def _call(self, act: Callable[[], T], seconds: float = 0.0) -> T:
        return bounded(act, seconds or QUERY_SECONDS) if self.remote else act()


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))
