"""What each sign says for or against a candidate, fitted by ``benchmarks.odds`` to papers with known truth.

The trick: a conditional logit. The weights of a candidate's signs are added up, and the candidates of one paper are held
against one another and against *none of them*; so a sign that all of them carry says nothing, and every chance can be
walked back to the signs that made it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

NONE = "none"
"""The sign of the candidate that none is meant."""
PLACE = Path(__file__).with_name("weights.tsv")

Weights = Mapping[str, Mapping[str, float]]
"""By field, by sign."""
_chosen: ContextVar[Weights | None] = ContextVar("weights", default=None)


def fitted() -> Weights:
    """The weights that are in force."""
    chosen = _chosen.get()
    return _shipped() if chosen is None else chosen


@contextmanager
def weighing(weights: Weights) -> Iterator[None]:
    """Other weights for a while, to measure with."""
    token = _chosen.set(weights)
    try:
        yield
    finally:
        _chosen.reset(token)


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    found: dict[str, dict[str, float]] = {}
    with PLACE.open(encoding="utf-8", newline="") as lines:
        for field, sign, weight in csv.reader(lines, delimiter="\t"):
            found.setdefault(field, {})[sign] = float(weight)
    return found


def written(weights: Weights) -> str:
    """The file of weights."""
    signs = ((field, sign, weight) for field, one in weights.items() for sign, weight in one.items())
    return "".join(f"{field}\t{sign}\t{weight:.3f}\n" for field, sign, weight in sorted(signs))
