"""Prints every figure of reading with what was asked; exit 0 met, 1 not met, 3 without data."""

from __future__ import annotations

import sys

from benchmarks.extraction.figures import run
from benchmarks.extraction.measure import Judged, Outcome

_HOW_TO = """No measuring data. Set ZHANGFANG_DATA to the folder that holds invoices/manifest.json, for example
  ZHANGFANG_DATA=/path/to/data python -m benchmarks.extraction
Add --details to see every field that was not right."""


def main() -> int:
    """Runs and prints."""
    details: list[Judged] = []
    try:
        rows = run(details)
    except FileNotFoundError:
        print(_HOW_TO, file=sys.stderr)
        return 3
    for row in rows:
        verdict = "" if not row.asked else "met" if row.met else "NOT MET"
        print(f"{row.name:52s} {row.asked:>7s} {row.measured:8.2f}  of {row.of:<5d} {verdict}")
    if "--details" in sys.argv:
        for one in details:
            if one.outcome is not Outcome.OK:
                mark = "checked" if one.checked else f"{one.confidence:.2f}"
                print(
                    f"{one.outcome:8s} {mark:8s} {one.file[:40]:40s} {one.name:14s} expected {one.expected!r} got {one.got!r}"
                )
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
