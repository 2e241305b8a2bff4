"""Fits the weights of signs on papers of known truth and writes them: `python -m benchmarks.odds`.

--western N   papers a kind of ours · --printers N  papers a layout by other hands; the defaults are what the file in the program was made with
--dry         leaves a tenth of the layouts out in turn and prints how the rest reads it, instead of writing
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.odds.choices import Choice, taught
from benchmarks.odds.logit import fit, left_out
from ingestion.odds import chances
from ingestion.odds.weights import PLACE, written

_SURE = (0.5, 0.7, 0.9)


def main() -> int:
    """Fits, and writes or prints."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.odds", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--western", type=int, default=6)
    told.add_argument("--printers", type=int, default=6)
    told.add_argument("--dry", action="store_true")
    asked = told.parse_args()
    every = taught(asked.western, asked.printers)
    if asked.dry:
        report(every)
    else:
        PLACE.write_text(written(fit(every)), encoding="utf-8")
    return 0


def report(every: Sequence[Choice]) -> None:
    """How each layout is read by the weights of all others."""
    judged: dict[str, list[tuple[float, bool, bool]]] = {}
    weights = left_out(every)
    for one in every:
        likely = chances(one.signs[:-1], weights[one.layout][one.field])
        best = int(likely.argmax())
        judged.setdefault(one.field, []).append((float(likely[best]), best == one.meant, best == len(likely) - 1))
    for field, found in judged.items():
        given = [(chance, right) for chance, right, none in found if not none]
        shares = "  ".join(
            f">={edge}: {sum(chance >= edge for chance, _ in given)}, wrong {sum(chance >= edge and not right for chance, right in given)}"
            for edge in _SURE
        )
        print(f"{field:14s} right {sum(right for _, right, _ in found)}/{len(found)}  {shares}")


if __name__ == "__main__":
    sys.exit(main())
