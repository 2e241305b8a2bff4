"""Saves papers with truth.json beside them.

--save DIR  where · --half learn|fit|held  learn is what mending may look at (held) · --papers N of each layout (1) · --photo  as photographs
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.printers import Half, papers

_JPEG = b"\xff\xd8"


def main() -> int:
    """Prints and saves."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.printers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--save", type=Path, required=True)
    told.add_argument("--half", choices=[one.value for one in Half], default=Half.HELD.value)
    told.add_argument("--papers", type=int, default=1)
    told.add_argument("--photo", action="store_true")
    options = told.parse_args()
    options.save.mkdir(parents=True, exist_ok=True)
    truths = {}
    for one in papers(Half(options.half), options.papers):
        shot = one.photo() if options.photo else one.pdf
        file = f"{one.name}.{'jpg' if shot.startswith(_JPEG) else 'pdf'}"
        (options.save / file).write_bytes(shot)
        truths[file] = one.truth
    (options.save / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(truths)} papers in {options.save}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
