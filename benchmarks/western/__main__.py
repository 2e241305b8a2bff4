"""Draws the papers: `python -m benchmarks.western --save DIR`; `python -m benchmarks.extraction --own` reads and judges them.

--learn  the learning half, seeds 0 on; without it the held half, seeds 1000 on · --kind K · --papers N a kind
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.papers.draw import Half
from benchmarks.western.kinds import KINDS, paper

told = argparse.ArgumentParser(
    prog="python -m benchmarks.western", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
)
told.add_argument("--learn", action="store_true")
told.add_argument("--kind", choices=sorted(KINDS))
told.add_argument("--papers", type=int, default=4)
told.add_argument("--save", type=Path, required=True)
asked = told.parse_args()
half, first = (Half.TUNE, 0) if asked.learn else (Half.HELD, 1000)
asked.save.mkdir(parents=True, exist_ok=True)
for kind in [asked.kind] if asked.kind else KINDS:
    for seed in range(first, first + asked.papers):
        one = paper(kind, seed, half)
        (asked.save / f"{one.name}.pdf").write_bytes(one.pdf)
