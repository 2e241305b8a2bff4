"""``python -m benchmarks.booking [--fit] [--speed]``"""

from __future__ import annotations

import sys
from datetime import date

from benchmarks.booking import demo, hard
from benchmarks.booking.figures import report
from benchmarks.booking.fit import fit
from benchmarks.booking.paper import Paper
from benchmarks.booking.speed import rows
from benchmarks.booking.walk import Outcome, walk
from tools.operate.logs import set_up_logs

SECOND_YEAR = date(2025, 12, 1)
SEEDS = range(7_000, 7_004)
"""Companies that nobody looked at while the classifier was made."""


def measured(papers: list[Paper]) -> list[Outcome]:
    """Outcomes of the second year."""
    found: list[Outcome] = []
    walk(papers, SECOND_YEAR, found.append)
    return found


def main(arguments: list[str]) -> int:
    """Print the figures."""
    set_up_logs()
    if "--fit" in arguments:
        learned = measured(hard.papers(0))
        print("coefficients", tuple(round(one, 2) for one in fit(learned)))
        print(*report("harder company, the half that confidence was fitted on", learned), sep="\n")
        return 0
    if "--speed" in arguments:
        print(*rows(), sep="\n")
        return 0
    print(*report("demo company, second year", measured(demo.papers())), sep="\n")
    others = [one for seed in SEEDS for one in measured(hard.papers(1, seed))]
    print(*report(f"harder companies, other half, seeds {SEEDS[0]}-{SEEDS[-1]}", others), sep="\n")
    return 0


sys.exit(main(sys.argv[1:]))
