"""How near English clauses lie to a question, by their passages' vectors, mixed with what BM25 says.

The index names the nearest passages; the clauses they stand in are scored from the stored vectors. No other passage is
nearer than the last one named, so any other clause can be scored from above: with that nearness and its own BM25.
Those that might still come among the first CANDIDATES are scored from their vectors too (Fagin, Lotem and Naor,
"Optimal aggregation algorithms for middleware", 2003). So the first CANDIDATES and their scores are the same
whichever index was asked, as long as it misses no passage among the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policies.library.encoder import DIMENSIONS, Encoder, Vectors
from policies.library.index import Exact, Index
from policies.library.passages import Floats, Passages, Rows, key_of

CANDIDATES = 20
NEAREST = 100
_SLACK = 1e-5
"""More than the rounding of inner products of unit vectors."""


class Dense:
    """Clauses by number, each with its passages; made of stored vectors, the missing ones encoded."""

    def __init__(
        self, clauses: Sequence[Sequence[str]], encoder: Encoder, stored: Passages | None, index: Index | None
    ) -> None:
        keys = [key_of(passage) for passages in clauses for passage in passages]
        texts = dict(zip(keys, (passage for passages in clauses for passage in passages), strict=True))
        missing = {key: text for key, text in texts.items() if stored is None or key not in stored.row}
        self.encoder = encoder
        self.index: Index = index if index is not None and not missing else Exact()
        self.passages = stored if stored is not None and not missing else _whole(texts, missing, encoder, stored)
        self._rows = np.array([self.passages.row[key] for key in keys], dtype=np.int64)
        self._owner = np.array([at for at, passages in enumerate(clauses) for _ in passages], dtype=np.int64)
        self._used = tuple(texts)

    def vectors(self) -> Iterator[tuple[str, Vectors]]:
        """Key and vector of each passage, once."""
        for key in self._used:
            yield key, self.passages.vectors[self.passages.row[key]]

    def scores(self, line: str, lexical: Floats, allowed: NDArray[np.bool_]) -> Floats:
        """One number a clause; right for the first CANDIDATES of the allowed ones, -1 for those surely behind them."""
        question = self.encoder.encode([line])[0]
        near = self.index.nearest(self.passages, question, NEAREST)
        score = np.full(len(lexical), -1.0, dtype=np.float32)
        named = np.zeros(len(self.passages), dtype=np.bool_)
        named[near] = True
        known = np.zeros(len(lexical), dtype=np.bool_)
        known[self._owner[named[self._rows]]] = True
        self._score(score, known & allowed, question, lexical)
        first = np.sort(score[known & allowed])[-CANDIDATES:]
        least = first[0] if len(first) == CANDIDATES else np.float32(-1.0)
        above = _mixed(np.full(len(lexical), self._furthest(near, question), dtype=np.float32), lexical)
        self._score(score, ~known & allowed & (above >= least), question, lexical)
        return score

    def _furthest(self, near: Rows, question: Vectors) -> float:
        """No passage that was not named is nearer than this."""
        if len(near) == len(self.passages):
            return 0.0
        return max(0.0, float(self.passages.similarity(near[-1:], question)[0])) + _SLACK

    def _score(self, score: Floats, wanted: NDArray[np.bool_], question: Vectors, lexical: Floats) -> None:
        theirs = wanted[self._owner]
        dense = np.zeros(len(score), dtype=np.float32)
        np.maximum.at(dense, self._owner[theirs], self.passages.similarity(self._rows[theirs], question))
        score[wanted] = _mixed(dense, lexical)[wanted]


def _mixed(dense: Floats, lexical: Floats) -> Floats:
    mixed: Floats = (0.65 * dense + 0.35 * np.minimum(1.0, lexical * 1.5)).astype(np.float32)
    return mixed


def _whole(texts: dict[str, str], missing: dict[str, str], encoder: Encoder, stored: Passages | None) -> Passages:
    """Stored and fresh vectors together: of no tenant, since they are not what SQL holds."""
    fresh = dict(zip(missing, encoder.encode(list(missing.values())), strict=True))
    found = [fresh[key] if key in fresh or stored is None else stored.vectors[stored.row[key]] for key in texts]
    return Passages("", tuple(texts), np.stack(found) if found else np.zeros((0, DIMENSIONS), dtype=np.float32))
