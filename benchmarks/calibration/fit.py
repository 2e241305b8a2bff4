"""From counts to steps: isotonic regression in two directions, the score and the number of witnesses.

Source: Dykstra & Robertson, *An algorithm for isotonic regression for two or more independent variables*, Annals of
Statistics 10 (1982): pool adjacent violators (Ayer et al. 1955) over rows and columns in turn, each undoing its own last
correction first. The reader's own score counts as so many papers (``prior``), so that a step with few is not called certain; where
nobody stood it counts so little that it only fills the gap between its neighbours. The readers were made on papers that
we draw, and are nearly always right on them; a paper by other hands, on which nothing was tried, says more of how often
they are right, and counts as several (``weight``). Both are chosen by the layouts of other hands, mended by or not, each left
out in turn: those whose tables call most of what is read sure, and are right in what they call so as often as is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from types import MappingProxyType

from benchmarks.calibration.observations import Observation
from benchmarks.extraction.measure import HEADER
from ingestion.page.parties import SIDES
from ingestion.sureness.table import EDGES, MOST_WITNESSES, Cell, Key, Table, step_of

PRIORS = (4.0, 8.0, 20.0)
WEIGHTS = (1.0, 3.0, 6.0)
SURE, RIGHT = 0.95, 0.98
"""What is called sure, and how much of that has to be right."""
_UNSEEN = 0.1
CERTAIN = 0.99
_ROUNDS = 200
Grid = list[list[float]]


def chosen(observations: Sequence[Observation]) -> tuple[float, float]:
    """The prior and the weight of other hands whose tables call most sure of layouts they never saw, and may."""
    tried = {pair: _left_out(observations, *pair) for pair in product(PRIORS, WEIGHTS)}
    may = {pair: sure for pair, (sure, right) in tried.items() if right >= RIGHT * sure}
    return max(may, key=lambda pair: may[pair]) if may else max(tried, key=lambda pair: tried[pair][1] / tried[pair][0])


def _left_out(observations: Sequence[Observation], prior: float, weight: float) -> tuple[int, int]:
    """Of all layouts by other hands, each by the table that all else makes: how many header values it calls sure, how many of
    those were right.
    """
    sure = right = 0
    for layout in {one.layout for one in observations if one.layout}:
        table = fit((one for one in observations if one.layout != layout), prior, weight)
        for one in (each for each in observations if each.layout == layout and each.key.field in HEADER):
            stairs = table.stairs.get(one.key)
            told = one.score if stairs is None else stairs[step_of(one.score)].confidence
            if told >= SURE:
                sure, right = sure + 1, right + one.right
    return sure, right


class _Count:
    """What stood on one step: how many, how many of them right, and both as they weigh."""

    def __init__(self) -> None:
        self.right = self.given = 0
        self.mass_right = self.mass = 0.0

    def take(self, one: Observation, weight: float) -> None:
        self.given += 1
        self.mass += weight
        if one.right:
            self.right += 1
            self.mass_right += weight


Counts = dict[tuple[int, int], _Count]
_NOBODY = _Count()


def fit(observations: Iterable[Observation], prior: float = PRIORS[1], weight: float = 1.0) -> Table:
    """The table of everything observed; a paper by other hands counts as ``weight`` of ours."""
    counts: dict[tuple[str, str, str], Counts] = defaultdict(lambda: defaultdict(_Count))
    for one in observations:
        counts[one.key[:3]][one.key.witnesses, step_of(one.score)].take(one, _weight(one, weight))
    stairs = {}
    for (reader, source, name), found in counts.items():
        for witnesses, row in enumerate(_fitted(found, prior)):
            stairs[Key(reader, source, name, witnesses)] = tuple(
                _cell(value, found.get((witnesses, step), _NOBODY)) for step, value in enumerate(row)
            )
    return Table(MappingProxyType(stairs))


def _weight(one: Observation, weight: float) -> float:
    """How much a paper counts. Names are read by odds that left its layout out wherever it is from, so that what nothing was
    tried on says only half as much more of them.
    """
    return 1.0 if not one.others else max(weight / 2, 1.0) if one.key.field in SIDES else weight


def _cell(value: float, count: _Count) -> Cell:
    return Cell(round(min(value, CERTAIN), 3), count.right, count.given)


def _fitted(found: Counts, prior: float) -> Grid:
    values, weights = [], []
    for witnesses in range(MOST_WITNESSES + 1):
        cells = [found.get((witnesses, step), _NOBODY) for step in range(len(EDGES))]
        weights.append([one.mass + prior if one.given else _UNSEEN for one in cells])
        values.append(
            [(one.mass_right + prior * edge) / (one.mass + prior) for one, edge in zip(cells, EDGES, strict=True)]
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
