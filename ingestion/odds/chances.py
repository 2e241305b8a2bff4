"""From the signs of a paper's candidates to their chances."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

Chances = np.ndarray[tuple[int], np.dtype[np.float64]]
"""One for each candidate, and a last one for *none of them*; their sum is 1."""


def chances(signs: Iterable[Collection[str]], weights: Mapping[str, float], none: str) -> Chances:
    """The chances of candidates by their signs; a sign without a weight says nothing."""
    scores = np.array([*(sum(weights.get(sign, 0.0) for sign in one) for one in signs), weights.get(none, 0.0)])
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def apart(first: Chances, second: Chances) -> tuple[Chances, Chances]:
    """The chances of two fields over the same candidates that never both mean one of them."""
    both = np.outer(first, second)
    same = np.arange(len(first) - 1)
    both[same, same] = 0.0
    both /= both.sum()
    return both.sum(axis=1), both.sum(axis=0)
