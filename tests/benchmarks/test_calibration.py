"""The fit rises in both directions, is the nearest that does, and does not call certain what was seen little."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.calibration import Observation, fit
from benchmarks.calibration.fit import Grid, pooled, rising
from benchmarks.extraction.scores import judged, reliability
from benchmarks.extraction.sources import chinese, west
from benchmarks.papers.draw import Half
from ingestion.sureness.table import EDGES, Key, parsed, printed, step_of

_SHARE = st.floats(0, 1)
_GRID = st.lists(st.lists(_SHARE, min_size=4, max_size=4), min_size=3, max_size=3)


def _far(one: Grid, other: Grid) -> float:
    return sum((a - b) ** 2 for row, rest in zip(one, other, strict=True) for a, b in zip(row, rest, strict=True))


def _rises(grid: Grid) -> bool:
    along = all(a <= b + 1e-6 for row in grid for a, b in pairwise(row))
    return along and all(a <= b + 1e-3 for up, low in pairwise(grid) for a, b in zip(up, low, strict=True))


@given(_GRID, _GRID)
@settings(max_examples=40, deadline=None)
def test_it_rises_and_nothing_that_rises_is_nearer(values: Grid, other: Grid) -> None:
    ones = [[1.0] * 4 for _ in range(3)]
    grid = rising(values, ones)
    assert _rises(grid)
    candidate = [sorted(row) for row in other]
    candidate = [[max(row[at] for row in candidate[: place + 1]) for at in range(4)] for place in range(3)]
    assert _far(values, grid) <= _far(values, candidate) + 1e-3


@given(st.lists(st.tuples(_SHARE, st.floats(1, 50)), min_size=1, max_size=9))
def test_pooling_keeps_the_mean(pairs: list[tuple[float, float]]) -> None:
    values, weights = [value for value, _ in pairs], [weight for _, weight in pairs]
    out = pooled(values, weights)
    assert out == sorted(out)
    assert abs(sum(v * w for v, w in zip(out, weights, strict=True)) - sum(v * w for v, w in pairs)) < 1e-6


def _seen(score: float, right: int, wrong: int, witnesses: int = 0) -> list[Observation]:
    key = Key("west", "text", "gross", witnesses)
    return [Observation(key, score, True)] * right + [Observation(key, score, False)] * wrong


def test_what_was_always_right_rises_and_what_was_often_wrong_falls() -> None:
    table = fit([*_seen(0.75, 200, 0), *_seen(0.6, 10, 30), *_seen(0.9, 2, 0)])
    none = table.stairs[Key("west", "text", "gross", 0)]
    assert none[step_of(0.75)].confidence >= 0.97 and none[step_of(0.6)].confidence < 0.4
    assert none[step_of(0.3)].confidence <= 0.3, "what nobody saw stays what the reader said"
    assert table.stairs[Key("west", "text", "gross", 2)][step_of(0.75)].confidence >= none[step_of(0.75)].confidence
    assert parsed(printed(table).splitlines()) == table


def test_one_paper_is_no_proof() -> None:
    seen = fit(_seen(0.8, 1, 0)).stairs[Key("west", "text", "gross", 0)][step_of(0.8)]
    assert seen.confidence < 0.85 and (seen.right, seen.given) == (1, 1)
    assert step_of(EDGES[-1]) == len(EDGES) - 1


def test_confidence_keeps_its_word_on_papers_nothing_was_fitted_on() -> None:
    """What is said to be right nineteen times of twenty is, on a few dozen papers of the held halves."""
    found = judged([*west(Half.HELD, 3), *chinese(Half.HELD, 1)])
    sure = [(given, right) for mean, given, right in reliability(found) if mean >= 0.95]
    given_, right = (sum(column) for column in zip(*sure, strict=True))
    assert given_ > 250 and right >= 0.98 * given_
