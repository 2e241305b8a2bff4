"""BM25 with weights on the question's terms, and the share of the question that a text speaks of.

Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009). ``coverage`` is the
inverse-document-frequency mass of the question's terms found in a text over that of all of them: it says
what BM25 does not, how much of the question the text leaves untouched.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
K1 = 1.2
B = 0.6


@dataclass(frozen=True, slots=True)
class Scores:
    """One number for each text: ``bm25`` ≥ 0 and ``coverage`` in 0…1."""

    bm25: Floats
    coverage: Floats


class Bm25:
    """An index over texts given as lists of terms."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.size = len(texts)
        lengths = np.array([len(text) for text in texts] or [1], dtype=np.float32)
        self._norm = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean())))
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(texts):
            for term, count in Counter(text).items():
                postings[term].append((number, count))
        self._postings = {
            term: (np.array([n for n, _ in rows], dtype=np.int64), np.array([c for _, c in rows], dtype=np.float32))
            for term, rows in postings.items()
        }

    def holding(self, term: str) -> int:
        """Number of texts that hold a term."""
        return len(self._postings[term][0]) if term in self._postings else 0

    def idf(self, term: str) -> float:
        """Weight of a term; a term that no text holds weighs most."""
        holding = self.holding(term)
        return math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))

    def likeness(self, term: str, share: float, main: float) -> float:
        """How far finding ``term`` stands for the word meant: a common word of a long synonym says little."""
        return share * min(1.0, self.idf(term) / main) if share < 1 and main > 0 else share

    def score(self, groups: Sequence[Mapping[str, float]]) -> Scores:
        """Score every text. A group is one word of the question with its alternatives and their weights.

        The best alternative of a group counts, so that synonyms do not add up.
        """
        total = np.zeros(self.size, dtype=np.float32)
        covered = np.zeros(self.size, dtype=np.float32)
        mass = 0.0
        for group in groups:
            best = np.zeros(self.size, dtype=np.float32)
            present = np.zeros(self.size, dtype=np.float32)
            weight = max((self.idf(term) * share for term, share in group.items()), default=0.0)
            main = self.idf(next(iter(group)))
            for term, share in group.items():
                if term not in self._postings:
                    continue
                rows, counts = self._postings[term]
                gain = self.idf(term) * share * counts * (K1 + 1) / (counts + self._norm[rows])
                best[rows] = np.maximum(best[rows], gain)
                present[rows] = np.maximum(present[rows], self.likeness(term, share, main))
            total += best
            covered += present * main
            mass += main if weight else 0.0
        return Scores(total, covered / max(mass, 1e-6))
