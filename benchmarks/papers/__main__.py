"""Prints the figures of every kind; exit 0 where all hold, else 1.

--tune     the half of the layouts that the reader was developed on, seeds 0-99; without it the other half, seeds 1000 on
--kind K   one kind · --papers N a kind, 60 unless said · --details every field that was not right
--save DIR the papers as PDF
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.papers.draw import Half
from benchmarks.papers.figures import Figure, measure
from benchmarks.papers.kinds import KINDS, paper

ASKED = 95.0


def main() -> int:
    """Runs and prints."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.papers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--tune", action="store_true")
    told.add_argument("--kind", choices=sorted(KINDS))
    told.add_argument("--papers", type=int, default=60)
    told.add_argument("--details", action="store_true")
    told.add_argument("--save", type=Path)
    asked = told.parse_args()
    half, first = (Half.TUNE, 0) if asked.tune else (Half.HELD, 1000)
    seeds = range(first, first + asked.papers)
    kinds = [asked.kind] if asked.kind else list(KINDS)
    if asked.save:
        asked.save.mkdir(parents=True, exist_ok=True)
        for one in (paper(kind, seed, half) for kind in kinds for seed in seeds):
            (asked.save / f"{one.name}.pdf").write_bytes(one.pdf)
    held = [show(measure(kind, half, seeds), asked.details) for kind in kinds]
    return 0 if all(held) else 1


def show(figure: Figure, details: bool) -> bool:
    """One line a kind; whether what was asked holds."""
    low, high = figure.interval
    holds = figure.share >= ASKED and figure.swapped == 0
    print(
        f"{figure.kind:16s} n={figure.papers:<4d} fields {figure.right:5d}/{figure.fields:<5d} {figure.share:6.2f} % "
        f"[{low:5.1f}, {high:5.1f}]  wrong {figure.wrong:3d}  swapped {figure.swapped}  {'met' if holds else 'NOT MET'}",
        flush=True,
    )
    for miss in figure.misses if details else ():
        print(f"    {miss.paper:28s} {miss.name:15s} expected {miss.expected!r} got {miss.got!r}")
    return holds


if __name__ == "__main__":
    sys.exit(main())
