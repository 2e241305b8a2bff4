"""Prints every figure of reading with what was asked; exit 0 met, 1 not met, 3 without data.

--own      only the papers we draw ourselves, which need no data · --papers N of each kind of them, 10 unless said
--printers learn|held  only the papers of benchmarks.printers, of one half · --photo as photographs
--details  every field that was not right
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain

from benchmarks import printers
from benchmarks.extraction.figures import Row, run
from benchmarks.extraction.measure import Judged, Outcome, data_folder
from benchmarks.extraction.scores import asked, judged, reliability, scores
from benchmarks.extraction.scoring import Verdict
from benchmarks.extraction.sources import chinese, foreign, printed, west
from benchmarks.interval import wilson
from benchmarks.papers.draw import Half

_HOW_TO = """No measuring data. Set ZHANGFANG_DATA to the folder that holds invoices/manifest.json, for example
  ZHANGFANG_DATA=/path/to/data python -m benchmarks.extraction
Add --details to see every field that was not right, or --own to read only the papers that we draw ourselves."""


def main() -> int:
    """Runs and prints."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--own", action="store_true")
    told.add_argument("--papers", type=int, default=10)
    told.add_argument("--printers", type=printers.Half, choices=list(printers.Half))
    told.add_argument("--photo", action="store_true")
    told.add_argument("--details", action="store_true")
    options = told.parse_args()
    if options.printers:
        found = judged(printed(options.printers, options.papers, options.photo))
        _print(asked(found))
        _table(found, options.details)
        return 0
    details: list[Judged] = []
    folder = None if options.own else data_folder()
    if folder is None and not options.own:
        print(_HOW_TO, file=sys.stderr)
        return 3
    rows = [] if options.own else run(details)
    _print(rows)
    if options.details:
        _missed(details)
    found = judged(
        chain(foreign(folder) if folder else (), west(Half.HELD, options.papers), chinese(Half.HELD, options.papers),
              printed(printers.Half.HELD, options.papers))
    )  # fmt: skip
    more = asked(found)
    _print(more)
    _table(found, options.details)
    return 0 if all(row.met for row in (*rows, *more)) else 1


def _print(rows: list[Row]) -> None:
    for row in rows:
        verdict = "" if not row.asked else "met" if row.met else "NOT MET"
        low, high = wilson(round(min(row.measured, 100.0) * row.of / 100), row.of)
        share = "" if "(count)" in row.name or row.name.startswith("milliseconds") else f"[{low:5.1f}, {high:5.1f}]"
        print(f"{row.name:66s} {row.asked:>7s} {row.measured:8.2f}  of {row.of:<5d} {share:14s} {verdict}")


def _missed(details: list[Judged]) -> None:
    for one in details:
        if one.outcome is not Outcome.OK:
            mark = "checked" if one.checked else f"{one.confidence:.2f}"
            print(
                f"{one.outcome:8s} {mark:8s} {one.file[:40]:40s} {one.name:14s} expected {one.expected!r} got {one.got!r}"
            )


def _table(found: list[tuple[str, Verdict]], details: bool) -> None:
    print("\nOur own scorer, the worst first")
    for row in scores(found):
        print(row.line())
    print("\nConfidence and how many were right")
    for mean, given, right in reliability(found):
        low, high = wilson(right, given)
        print(f"said {100 * mean:5.1f} %  was {100 * right / given:5.1f} % [{low:5.1f}, {high:5.1f}]  of {given}")
    for source, one in found if details else ():
        if one.right or (one.expected is None and one.got is None):
            continue
        mark = "checked" if one.checked else f"{one.field.confidence:.2f}"
        print(f"{source:8s} {mark:8s} {one.paper[:40]:40s} {one.name:14s} expected {one.expected!r} got {one.got!r}")


if __name__ == "__main__":
    sys.exit(main())
