"""Fits the table of sureness on papers of known truth and writes it: `python -m benchmarks.calibration`.

--western N, --chinese N  papers a kind · --pictures N  of these as pictures too (seconds each) · --printers N  papers a layout by
                          other hands; the defaults are what the table in the program was made with
--dry                     prints instead of writing
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain

from benchmarks import printers
from benchmarks.calibration.fit import chosen, fit
from benchmarks.calibration.observations import observed
from benchmarks.extraction.sources import chinese, printed, west
from benchmarks.odds import left_out, taught
from benchmarks.papers.draw import Half
from ingestion.sureness.table import PLACE
from ingestion.sureness.table import printed as written

told = argparse.ArgumentParser(
    prog="python -m benchmarks.calibration", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
)
told.add_argument("--western", type=int, default=40)
told.add_argument("--chinese", type=int, default=60)
told.add_argument("--pictures", type=int, default=4)
told.add_argument("--printers", type=int, default=6)
told.add_argument("--dry", action="store_true")
asked = told.parse_args()
odds = left_out(taught(asked.western // 6, asked.printers))
texts = observed(chain(west(Half.TUNE, asked.western), chinese(Half.TUNE, asked.chinese)), left_out=odds)
seen = observed(
    chain(west(Half.TUNE, asked.pictures), chinese(Half.TUNE, asked.pictures)), as_pictures=True, left_out=odds
)
others = observed(
    chain(printed(printers.Half.LEARN, asked.printers), printed(printers.Half.FIT, asked.printers)), left_out=odds
)
every = [*texts, *seen, *others]
prior, weight = chosen(every)
print(
    f"{len(every)} values observed; the reader's own score counts as {prior:g} papers, one by other hands as {weight:g}",
    file=sys.stderr,
)
table = fit(every, prior, weight)
if asked.dry:
    sys.stdout.write(written(table))
else:
    PLACE.write_text(written(table), encoding="utf-8")
