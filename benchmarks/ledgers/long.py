"""A 序时账 of very many rows taken in: `python -m benchmarks.ledgers.long [ROWS…]`; by default 1,000,000 and 3,000,000 (a quarter of an hour).

The file is made here, two rows a voucher over 24 months and 300 accounts, and its sums with it. Told are the time, the
most memory the importing process ever held, and whether the trial balance is that of the file. Once its caches are full, from
some 500,000 rows on, memory may not grow with the rows: the last size's peak over the first's is the ratio. 1 where a balance differs or the ratio exceeds 1.5.
"""

from __future__ import annotations

import csv
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.ledgers.figures import _import
from ledger.core import Settings
from tools.house import open_house

Sums = dict[str, Decimal]
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]
MOST = 1.5


def make(path: Path, rows: int) -> Sums:
    """Write the file; what each account ends with."""
    chance, sums = random.Random(11), defaultdict(Decimal)
    costs = [f"6602{place:02}" for place in range(99)] + [f"6601{place:02}" for place in range(99)]
    banks = [f"1002{place:02}" for place in range(99)]
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(["日期", "凭证字号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额"])
        for number in range(rows // 2):
            month = MONTHS[number * len(MONTHS) // (rows // 2)]
            cost, bank, amount = chance.choice(costs), chance.choice(banks), Decimal(chance.randint(1, 9_999_999)) / 100
            day = f"{month}-{1 + number % 28:02}"
            write([day, f"记-{number + 1}", f"费用 {number % 977}", cost, f"费用{cost}", amount, ""])
            write([day, f"记-{number + 1}", f"费用 {number % 977}", bank, f"银行{bank}", "", amount])
            sums[cost] += amount
            sums[bank] -= amount
    return sums


def _take(path: str, home: str, answer: Any) -> None:
    begun = time.perf_counter()
    house = open_house(Settings(home=Path(home)))
    try:
        rows = _import(house, Path(path), "", "long")
    finally:
        house.close()
    held = {row["account"]: row["closing"] for row in rows if row["closing"]}
    answer.put((held, time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))


def measure(rows: int) -> tuple[float, int, bool]:
    """Seconds, peak bytes of the importing process, and whether every balance agrees."""
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="zflong-") as folder:
        path = Path(folder) / "journal.csv"
        sums = make(path, rows)
        answer = spawn.Queue()
        process = spawn.Process(target=_take, args=(str(path), str(Path(folder) / "home"), answer))
        process.start()
        held, seconds, peak = answer.get()
        process.join()
    return seconds, peak, {account: amount for account, amount in sums.items() if amount} == _leaves(held, sums)


def _leaves(held: Sums, sums: Sums) -> Sums:
    return {account: Decimal(amount) for account, amount in held.items() if account in sums}


def main(sizes: list[int]) -> int:
    """Print a line a size."""
    peaks, wrong = [], 0
    for rows in sizes:
        seconds, peak, agrees = measure(rows)
        peaks.append(peak)
        wrong += not agrees
        print(f"{rows:>12,} rows  {seconds:8.1f} s  {rows / seconds:9,.0f} rows/s  peak {peak / 1e6:7.0f} MB  "
              f"{'balances agree' if agrees else 'BALANCES DIFFER'}", flush=True)  # fmt: skip
    ratio = peaks[-1] / peaks[0]
    print(f"peak memory, last over first: {ratio:.2f} (at most {MOST})")
    return 1 if wrong or ratio > MOST else 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [1_000_000, 3_000_000]))
