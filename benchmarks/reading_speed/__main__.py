"""``python -m benchmarks.reading_speed [--quick] [NAME…]``; exit 1 where a row is beyond its bound."""

from __future__ import annotations

import sys

from benchmarks.reading_speed import BOUNDS, rows
from tools.operate.logs import set_up_logs


def main(arguments: list[str]) -> int:
    """Print the rows."""
    set_up_logs()
    beyond = 0
    for row in rows(tuple(one for one in arguments if not one.startswith("--")), quick="--quick" in arguments):
        bound = BOUNDS.get(row.name)
        beyond += bound is not None and row.ratio > bound
        asked = "" if bound is None else f"  bound {bound:g}{'' if row.ratio <= bound else '  NOT MET'}"
        print(
            f"{row.name:24} ours {row.ours:10.4f}  floor {row.floor:10.4f}  ratio {row.ratio:6.2f}{asked}", flush=True
        )
    return 1 if beyond else 0


sys.exit(main(sys.argv[1:]))
