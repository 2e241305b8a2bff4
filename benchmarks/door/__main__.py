"""``python -m benchmarks.door [--quick] [NAME…]``"""

from __future__ import annotations

import sys

from benchmarks.door import missed, run
from tools.operate.logs import set_up_logs


def main(arguments: list[str]) -> int:
    """Print the rows; 1 when one is beyond its bound."""
    set_up_logs()
    names = tuple(argument for argument in arguments if not argument.startswith("--"))
    beyond = 0
    for row in run(names, quick="--quick" in arguments):
        beyond += missed(row)
        verdict = "MISSED" if missed(row) else "met"
        print(
            f"{row.name:24} ours {row.ours * 1000:8.3f} ms  floor {row.floor * 1000:8.3f} ms  ratio {row.ratio:5.2f}  {verdict}"
        )
    return 1 if beyond else 0


sys.exit(main(sys.argv[1:]))
