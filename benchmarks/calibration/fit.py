"""From counts to steps: isotonic regression in two directions, the score and the number of witnesses.

Source: Dykstra & Robertson, *An algorithm for isotonic regression for two or more independent variables*, Annals of
Statistics 10 (1982): pool adjacent violators (Ayer et al. 1955) over rows and columns in turn, each undoing its own last
correction first. The reader's own score counts as so many papers (``prior``), so that a step with few is not called certain; where
nobody stood it counts so little that it only fills the gap between its neighbours. How many is chosen by papers left out:
the prior whose tables, fitted on other kinds of paper, speak best of a kind they never saw (logarithmic score).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log
from types import MappingProxyType

from benchmarks.calibration.observations import Observation
from ingestion.sureness.table import EDGES, MOST_WITNESSES, Cell, Key, Table, step_of

PRIORS = (2.0, 4.0, 8.0, 12.0, 20.0, 40.0)
FOLDS = 5
_UNSEEN = 0.1
CERTAIN = 0.99
_ROUNDS = 200
Grid = list[list[float]]


def chosen(observations: Sequence[Observation]) -> float:
    """The prior that speaks best of kinds of paper left out of the fit."""
    kinds = sorted({one.kind for one in observations})
    fold = {kind: place % FOLDS for place, kind in enumerate(kinds)}
    return min(PRIORS, key=lambda prior: sum(_missed(observations, fold, out, prior) for out in range(FOLDS)))


def _missed(observations: Sequence[Observation], fold: dict[str, int], out: int, prior: float) -> float:
    """Logarithmic loss on the kinds of one fold, of the table that the others make."""
    table = fit((one for one in observations if fold[one.kind] != out), prior)
    loss = 0.0
    for one in observations:
        if fold[one.kind] == out:
            stairs = table.stairs.get(one.key)
            told = one.score if stairs is None else stairs[step_of(one.score)].confidence
            told = min(max(told, 1 - CERTAIN), CERTAIN)
            loss -= log(told if one.right else 1 - told)
    return loss


def fit(observations: Iterable[Observation], prior: float = PRIORS[2]) -> Table:
    """The table of everything observed."""
    counts: dict[tuple[str, str, str], dict[tuple[int, int], list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for one in observations:
        cell = counts[one.key[:3]][one.key.witnesses, step_of(one.score)]
        cell[0] += one.right
        cell[1] += 1
    stairs = {}
    for (reader, source, name), found in counts.items():
        for witnesses, row in enumerate(_fitted(found, prior)):
            cells = tuple(
                Cell(round(min(value, CERTAIN), 3), *found.get((witnesses, step), (0, 0)))
                for step, value in enumerate(row)
            )
            stairs[Key(reader, source, name, witnesses)] = cells
    return Table(MappingProxyType(stairs))


def _fitted(found: dict[tuple[int, int], list[int]], prior: float) -> Grid:
    values, weights = [], []
    for witnesses in range(MOST_WITNESSES + 1):
        cells = [found.get((witnesses, step), [0, 0]) for step in range(len(EDGES))]
        weights.append([given + prior if given else _UNSEEN for _, given in cells])
        values.append(
            [(right + prior * edge) / (given + prior) for (right, given), edge in zip(cells, EDGES, strict=True)]
        )
    return rising(values, weights)


def rising(values: Grid, weights: Grid) -> Grid:
    """The nearest grid (weighted squares) that falls neither along a row nor down a column."""
    rows, columns = len(values), len(values[0])
    by_row = [[0.0] * columns for _ in range(rows)]
    by_column = [[0.0] * columns for _ in range(rows)]
    grid = [list(row) for row in values]
    for _ in range(_ROUNDS):
        before = [[grid[r][c] - by_row[r][c] for c in range(columns)] for r in range(rows)]
        grid = [pooled(before[r], weights[r]) for r in range(rows)]
        by_row = [[grid[r][c] - before[r][c] for c in range(columns)] for r in range(rows)]
        before = [[grid[r][c] - by_column[r][c] for c in range(columns)] for r in range(rows)]
        turned = [pooled([row[c] for row in before], [row[c] for row in weights]) for c in range(columns)]
        grid = [[turned[c][r] for c in range(columns)] for r in range(rows)]
        by_column = [[grid[r][c] - before[r][c] for c in range(columns)] for r in range(rows)]
    return [pooled(row, weight) for row, weight in zip(grid, weights, strict=True)]


def pooled(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls: neighbours that would are replaced by their mean."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        block = (value, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, mass, size = blocks.pop()
            block = ((mean * mass + block[0] * block[1]) / (mass + block[1]), mass + block[1], size + block[2])
        blocks.append(block)
    return [value for value, _, size in blocks for _ in range(size)]
