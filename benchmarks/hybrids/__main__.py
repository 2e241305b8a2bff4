"""Prints what is as the XML says and what was flagged; exit 0 where all is and 98 % of agreeing fields stay unflagged, 3 without data.

--own N   hybrids of our own, 8 unless said · --details every field that was not right
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.extraction.measure import data_folder
from benchmarks.hybrids.figures import run


def main() -> int:
    """Runs and prints."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.hybrids", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--own", type=int, default=8)
    told.add_argument("--details", action="store_true")
    asked = told.parse_args()
    folder = data_folder()
    if folder is None:
        print("No measuring data: set ZHANGFANG_DATA to the folder that holds invoices/.", file=sys.stderr)
        return 3
    figures = run(folder, asked.own)
    for one in figures:
        print(f"{one.name:34s} {one.right:5d} of {one.of:<5d} {100 * one.right / max(one.of, 1):6.2f} %")
        for miss in one.misses if asked.details else ():
            print(f"    {miss}")
    return 0 if all(one.right >= (0.98 if one.name.startswith("agreeing") else 1) * one.of for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
