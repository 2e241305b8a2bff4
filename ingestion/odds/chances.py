"""From the signs of a paper's candidates to their chances."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import fsum

import numpy as np

from ingestion.odds.weights import NONE

Chances = np.ndarray[tuple[int], np.dtype[np.float64]]
"""One for each candidate, and a last one for *none of them*; their sum is 1."""


def chances(signs: Iterable[Collection[str]], weights: Mapping[str, float]) -> Chances:
    """The chances of candidates by their signs; a sign without a weight says nothing."""
    scores = np.array([*(spoken_for(one, weights) for one in signs), weights.get(NONE, 0.0)])
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def spoken_for(signs: Collection[str], weights: Mapping[str, float]) -> float:
    """What signs say together; the same to the last digit in whatever order a set has them."""
    return fsum(weights.get(sign, 0.0) for sign in signs)


def apart(first: Chances, second: Chances, alike: Iterable[tuple[int, int]] = ()) -> tuple[Chances, Chances]:
    """The chances of two fields over the same candidates that never both mean one of them, nor two of which are ``alike``."""
    both = np.outer(first, second)
    same = np.arange(len(first) - 1)
    both[same, same] = 0.0
    for one, other in alike:
        both[one, other] = both[other, one] = 0.0
    both /= both.sum()
    return both.sum(axis=1), both.sum(axis=0)
