"""``python -m benchmarks.ledger [--quick] [NAME…]``"""

from __future__ import annotations

import sys

from benchmarks.ledger import TARGETS, run


def main(arguments: list[str]) -> int:
    """Print the rows; 1 when a target was missed."""
    names = tuple(argument for argument in arguments if not argument.startswith("--"))
    missed = 0
    for row in run(names, quick="--quick" in arguments):
        target = TARGETS.get(row.name)
        verdict = "" if target is None else f"  target {target}: {'met' if row.ratio <= target else 'MISSED'}"
        missed += target is not None and row.ratio > target
        print(
            f"{row.name:24} ours {row.ours * 1000:9.3f} ms  floor {row.floor * 1000:9.3f} ms  ratio {row.ratio:5.2f}{verdict}"
        )
    return 1 if missed else 0


sys.exit(main(sys.argv[1:]))
