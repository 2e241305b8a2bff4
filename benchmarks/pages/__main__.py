"""``python -m benchmarks.pages [--quick] [--home=FOLDER] [NAME…]``"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.pages import LIMIT_MS, run
from tools.operate.logs import set_up_logs

HOME = "--home="


def main(arguments: list[str]) -> int:
    """Print the rows; 1 when a page took longer than it may."""
    set_up_logs()
    names = tuple(argument for argument in arguments if not argument.startswith("--"))
    homes = [Path(argument.removeprefix(HOME)) for argument in arguments if argument.startswith(HOME)]
    late = 0
    for row in run(names, quick="--quick" in arguments, home=homes[-1] if homes else None):
        late += row.ours * 1000 > LIMIT_MS
        print(f"{row.name:48} ours {row.ours * 1000:6.0f} ms  floor {row.floor * 1000:6.0f} ms  ratio {row.ratio:6.1f}")
    return 1 if late else 0


sys.exit(main(sys.argv[1:]))
