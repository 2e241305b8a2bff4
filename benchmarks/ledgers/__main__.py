"""Prints each ledger's balances that agree; exit 0 all do, 1 not all, 3 without data."""

from __future__ import annotations

import sys

from benchmarks.ledgers.figures import run

_HOW_TO = """No measuring data. Set ZHANGFANG_DATA to the folder that holds ledgers/expected_trial_balance.json, for example
  ZHANGFANG_DATA=/path/to/data python -m benchmarks.ledgers"""


def main() -> int:
    """Runs and prints."""
    missed = 0
    try:
        for one in run():
            missed += one.of - one.agree
            print(
                f"{one.name:40s} {one.agree:5d} of {one.of:<5d} balances {one.seconds:6.1f} s", *one.extra[:3], sep="  "
            )
            for wrong in one.wrong[:5]:
                print(f"    {wrong}")
    except FileNotFoundError:
        print(_HOW_TO, file=sys.stderr)
        return 3
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
