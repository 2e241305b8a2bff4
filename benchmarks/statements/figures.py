"""What was read of drawn statements: a statement is right where count, sum, each entry and both balances are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.statements.drawing import Drawn, drawn
from benchmarks.statements.layouts import LAYOUTS, Half, Layout
from ingestion import read


@dataclass(frozen=True)
class Figure:
    """A layout's statements: how many were read wholly right, how many spoiled ones were flagged, and what was not."""

    layout: str
    statements: int
    right: int
    flagged: int
    misses: tuple[str, ...]


def measure(half: Half, seeds: range) -> list[Figure]:
    """One figure a layout of that half."""
    return [_of(layout, seeds) for layout in LAYOUTS if layout.half is half]


def _of(layout: Layout, seeds: Iterable[int]) -> Figure:
    seeds = list(seeds)
    misses = [miss for seed in seeds if (miss := missed(drawn(layout, seed)))]
    flagged = sum(bool(read(drawn(layout, seed, spoiled=True).pdf).problems) for seed in seeds)
    return Figure(layout.name, len(seeds), len(seeds) - len(misses), flagged, tuple(misses))


def missed(one: Drawn) -> str:
    """What is not as drawn, in words; empty where all is."""
    reading = read(one.pdf, file=f"{one.name}.pdf")
    if len(reading.statements) != 1:
        return f"{one.name}: {reading.doc_type} {[problem.code for problem in reading.problems]}"
    (found,) = reading.statements
    expected = sorted((entry.day, entry.amount) for entry in one.entries)
    if sorted((line.day, line.amount) for line in found.lines) != expected:
        return f"{one.name}: entries {len(found.lines)} of {len(expected)}, sum {found.total}"
    if (found.opening, found.closing) != (one.opening, one.closing):
        return f"{one.name}: balances {found.opening} {found.closing}, drawn {one.opening} {one.closing}"
    return f"{one.name}: {[problem.code for problem in reading.problems]}" if reading.problems else ""
