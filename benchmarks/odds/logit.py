"""From choices to weights: the conditional logit.

Source: McFadden, *Conditional logit analysis of qualitative choice behavior* (1974); a ridge keeps the weight of a sign that
few layouts show near nothing. Each layout counts as one, however many papers of it there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from benchmarks.odds.choices import Choice
from ingestion.odds import Weights

RIDGE = 0.12
_ROUNDS = 300
_SHARES = 10
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def fit(choices: Sequence[Choice], ridge: float = RIDGE) -> Weights:
    """The weights by field and sign."""
    fields = sorted({one.field for one in choices})
    return {field: _fitted([one for one in choices if one.field == field], ridge) for field in fields}


def left_out(choices: Sequence[Choice], ridge: float = RIDGE) -> dict[str, Weights]:
    """For each layout the weights that others make, it and a share of the rest left out."""
    layouts = sorted({one.layout for one in choices})
    found = {}
    for share in (layouts[at::_SHARES] for at in range(_SHARES)):
        weights = fit([one for one in choices if one.layout not in share], ridge)
        found.update(dict.fromkeys(share, weights))
    return found


def _fitted(choices: Sequence[Choice], ridge: float) -> dict[str, float]:
    names = sorted({sign for one in choices for signs in one.signs for sign in signs})
    column = {name: place for place, name in enumerate(names)}
    shown: Matrix = np.zeros((sum(len(one.signs) for one in choices), len(names)))
    starts = np.cumsum([0, *(len(one.signs) for one in choices)])[:-1]
    for start, one in zip(starts, choices, strict=True):
        for row, signs in enumerate(one.signs):
            shown[start + row, [column[sign] for sign in signs]] = 1.0
    papers = Counter(one.layout for one in choices)
    counts = np.array([1.0 / papers[one.layout] for one in choices])
    meant = starts + np.array([one.meant for one in choices])
    owner = np.repeat(np.arange(len(choices)), [len(one.signs) for one in choices])

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = shown @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        powers = np.exp(scores)
        sums = np.add.reduceat(powers, starts)
        said = counts @ (scores[meant] - np.log(sums))
        slope = shown.T @ (powers / sums[owner] * counts[owner]) - shown[meant].T @ counts
        return float(ridge * weights @ weights - said), slope + 2 * ridge * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return {name: float(weight) for name, weight in zip(names, found.x, strict=True) if abs(weight) >= 0.0005}
