"""Prints how many of the labels of each field are known, the worst first; ``--unknown FIELD`` prints those that are not."""

from __future__ import annotations

import argparse
import sys

from benchmarks.interval import wilson
from benchmarks.labels.known import DECOYS, judged, labels

_UNJUDGED = ("seller_tax_id", "buyer_tax_id")
"""A tax number is told by its check digits too, which a label alone does not show."""


def main() -> int:
    """The table, or what is missing in it."""
    told = argparse.ArgumentParser(prog="python -m benchmarks.labels", description=__doc__)
    told.add_argument("--unknown", metavar="FIELD")
    asked = told.parse_args()
    if asked.unknown:
        for one, right in judged(asked.unknown):
            if not right:
                print(f"{one.language}  {one.text}")
        return 0
    rows = []
    for field in dict.fromkeys(one.field for one in labels()):
        if field not in _UNJUDGED:
            found = [right for _, right in judged(field)]
            low, high = wilson(sum(found), len(found))
            what = "left alone" if field in DECOYS else "known"
            rows.append(
                (
                    sum(found) / len(found),
                    f"{field:16s}{what:11s}{sum(found):5d}/{len(found):<5d} [{low:5.1f}, {high:5.1f}]",
                )
            )
    print("\n".join(row for _, row in sorted(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
