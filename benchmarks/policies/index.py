"""A question over the policy index, Chroma against the exact search, on vectors of our own: rows for ``zhangfang bench``.

``ours`` and ``floor`` are milliseconds a question, medians of alternating rounds, the 100 nearest each; half of the
vectors lie in clusters of twenty, half anywhere. ``python -m benchmarks.policies --index [N…]`` prints recall and the
seconds of the fill, too.
"""

from __future__ import annotations

import atexit
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from policies.library import Library, PolicyIndex
from policies.library.dense import NEAREST
from policies.library.encoder import DIMENSIONS, Vectors
from policies.library.passages import Passages, key_of

SIZES = (1_000, 20_000)
QUESTIONS = 100


def run(sizes: Sequence[int] = SIZES) -> list[dict[str, Any]]:
    """One row a size: {name, ours, floor, ratio, recall, seconds_to_fill}; recall of the 20 nearest."""
    return [_row(size) for size in sizes]


def over_chroma(library: Library) -> Library:
    """The same library over a Chroma of its own, which is removed when the program ends."""
    keys, vectors = zip(*sorted(dict(library.passage_vectors()).items()), strict=True)
    held = Passages("benchmark", keys, np.stack(vectors))
    return Library(library.versions, library.encoder, held, _index(held))


def _index(held: Passages) -> PolicyIndex:
    folder = tempfile.TemporaryDirectory()
    index = PolicyIndex(Path(folder.name), "", 0)
    atexit.register(folder.cleanup)
    atexit.register(index.close)
    index.serve()
    index.prepare(held)
    assert index.searches_by_chroma(held)
    return index


def _row(size: int) -> dict[str, Any]:
    rng = np.random.default_rng(size)
    half = size // 2
    clusters = np.repeat(rng.normal(size=(half // 20, DIMENSIONS)), 20, axis=0)
    vectors = _unit(
        np.concatenate([clusters + 0.7 * rng.normal(size=clusters.shape), rng.normal(size=(size - half, DIMENSIONS))])
    )
    held = Passages("benchmark", tuple(key_of(str(number)) for number in range(size)), vectors)
    begun = time.perf_counter()
    index = _index(held)
    filled = time.perf_counter() - begun
    near = vectors[rng.integers(0, size, QUESTIONS)] + rng.normal(size=(QUESTIONS, DIMENSIONS)) / 40
    spent: dict[str, list[float]] = {"chroma": [], "exact": []}
    hits = 0
    for question in _unit(near):
        chroma = _timed(spent["chroma"], index, held, question)
        exact = _timed(spent["exact"], held, held, question)
        hits += len({*chroma} & {*exact[:20]})
    assert index.searches_by_chroma(held)
    ours, floor = (1000 * statistics.median(spent[name]) for name in ("chroma", "exact"))
    return {
        "name": f"policy_index_{size}", "ours": round(ours, 2), "floor": round(floor, 2), "ratio": round(ours / floor, 2),
        "recall": round(hits / 20 / QUESTIONS, 4), "seconds_to_fill": round(filled, 1),
    }  # fmt: skip


def _timed(spent: list[float], searcher: Any, held: Passages, question: Vectors) -> Any:
    begun = time.perf_counter()
    found = held.nearest(question, NEAREST) if searcher is held else searcher.nearest(held, question, NEAREST)
    spent.append(time.perf_counter() - begun)
    return found


def _unit(vectors: Any) -> Vectors:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
