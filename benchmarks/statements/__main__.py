"""Prints how many drawn statements are read wholly right, layout by layout; exit 0 where 95 % are, else 1.

--tune the half of the layouts that the reader was developed on · --papers N a layout, 6 unless said · --details what was not
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.statements.figures import measure
from benchmarks.statements.layouts import Half

ASKED = 95.0


def main() -> int:
    """Runs and prints."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.statements", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--tune", action="store_true")
    told.add_argument("--papers", type=int, default=6)
    told.add_argument("--details", action="store_true")
    asked = told.parse_args()
    half, first = (Half.TUNE, 0) if asked.tune else (Half.HELD, 1000)
    figures = measure(half, range(first, first + asked.papers))
    for one in figures:
        print(
            f"{one.layout:12s} n={one.statements:<3d} wholly right {one.right:<3d} spoiled ones flagged {one.flagged}"
        )
        for miss in one.misses if asked.details else ():
            print(f"    {miss}")
    count, right = sum(one.statements for one in figures), sum(one.right for one in figures)
    flagged = sum(one.flagged for one in figures)
    print(
        f"{'all':12s} n={count:<3d} wholly right {100 * right / count:.1f} %, spoiled ones flagged {100 * flagged / count:.1f} %"
    )
    return 0 if min(right, flagged) >= ASKED / 100 * count else 1


if __name__ == "__main__":
    sys.exit(main())
