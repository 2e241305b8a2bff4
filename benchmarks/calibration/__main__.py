"""Fits the table of sureness on the learning halves and writes it: `python -m benchmarks.calibration`.

--western N, --chinese N  papers a kind · --pictures N  of these as pictures too (seconds each); the defaults are what the
                          table in the program was made with
--dry                     prints instead of writing
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain

from benchmarks.calibration.fit import chosen, fit
from benchmarks.calibration.observations import observed
from benchmarks.extraction.sources import chinese, west
from benchmarks.papers.draw import Half
from ingestion.sureness.table import PLACE, printed

told = argparse.ArgumentParser(
    prog="python -m benchmarks.calibration", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
)
told.add_argument("--western", type=int, default=40)
told.add_argument("--chinese", type=int, default=60)
told.add_argument("--pictures", type=int, default=4)
told.add_argument("--dry", action="store_true")
asked = told.parse_args()
texts = observed(chain(west(Half.TUNE, asked.western), chinese(Half.TUNE, asked.chinese)))
seen = observed(chain(west(Half.TUNE, asked.pictures), chinese(Half.TUNE, asked.pictures)), as_pictures=True)
every = [*texts, *seen]
prior = chosen(every)
print(f"{len(every)} values observed; the reader's own score counts as {prior:g} papers", file=sys.stderr)
table = fit(every, prior)
if asked.dry:
    sys.stdout.write(printed(table))
else:
    PLACE.write_text(printed(table), encoding="utf-8")
