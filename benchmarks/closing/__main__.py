"""``python -m benchmarks.closing [--quick] [NAME…]``"""

from __future__ import annotations

import sys

from benchmarks.closing import LIMIT_SECONDS, run
from tools.operate.logs import set_up_logs


def main(arguments: list[str]) -> int:
    """Print the rows; 1 when a close took longer than it may."""
    set_up_logs()
    names = tuple(argument for argument in arguments if not argument.startswith("--"))
    late = 0
    for row in run(names, quick="--quick" in arguments):
        late += row.ours > LIMIT_SECONDS
        print(f"{row.name:24} ours {row.ours:7.2f} s  floor {row.floor:7.3f} s  ratio {row.ratio:6.1f}")
    return 1 if late else 0


sys.exit(main(sys.argv[1:]))
