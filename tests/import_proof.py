"""Random journals read by us and by the programs whose they are: every balance must be the same.

    python -m tests.import_proof VENV_OF_BEANCOUNT [SEED]

hledger and beancount run as programs of their own. What a program refuses we must refuse, and what it takes we must take.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

from ledger.core import Refused
from ledger.exchange.arriving import read_ledger
from tests import foreign_journals

Sums = dict[tuple[str, str], Decimal]
HLEDGER_FILES, BEANCOUNT_FILES = 80, 250
NOISE = Decimal("1e-12")
ASK_BEANCOUNT = """
import collections, json, sys
from beancount import loader
from beancount.core import data
for line in sys.stdin:
    entries, errors, options = loader.load_file(line.strip())
    errors = [error for error in errors if "Unused Pad" not in error.message]  # it fills nothing: we tell it in a note
    sums = collections.defaultdict(int)
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                sums[posting.account, posting.units.currency] += posting.units.number
    rows = [[account, currency, str(number)] for (account, currency), number in sums.items()]
    print(json.dumps(None if errors else rows), flush=True)
"""


def ours(path: Path) -> Sums | None:
    """Balances as we read them, None where we refuse."""
    try:
        ledger = read_ledger([path])
    except Refused:
        return None
    found: Sums = defaultdict(Decimal)
    for one in ledger:
        for post in one.posts:
            if post.account != ledger.contra:
                found[post.account, post.commodity] += post.amount
    return found


def by_hledger(paths: Iterable[Path]) -> Iterator[Sums | None]:
    """Balances as hledger reports them."""
    for path in paths:
        done = subprocess.run(["hledger", "-f", str(path), "balance", "--flat", "-N", "-O", "json"],
                              capture_output=True, text=True, check=False)  # fmt: skip
        if done.returncode:
            yield None
            continue
        found: Sums = defaultdict(Decimal)
        for account, _, _, amounts in json.loads(done.stdout)[0]:
            for amount in amounts:
                quantity = amount["aquantity"]
                number = Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])
                found[account, amount["acommodity"]] += number
        yield found


def by_beancount(paths: Iterable[Path], venv: Path) -> Iterator[Sums | None]:
    """Balances of the postings that beancount books, one process for all files."""
    asked = "".join(f"{path}\n" for path in paths)
    done = subprocess.run([str(venv / "bin" / "python"), "-c", ASK_BEANCOUNT], input=asked, capture_output=True,
                          text=True, check=True)  # fmt: skip
    for line in done.stdout.splitlines():
        rows = json.loads(line)
        yield None if rows is None else {(row[0], row[1]): Decimal(row[2]) for row in rows}


def differences(mine: Sums | None, theirs: Sums | None) -> list[str]:
    """What differs, as words."""
    if mine is None or theirs is None:
        return [] if mine is theirs else [f"{'we refuse' if mine is None else 'we take'} what they do not"]
    keys = mine.keys() | theirs.keys()
    return [f"{key}: {mine.get(key, 0)} ≠ {theirs.get(key, 0)}" for key in sorted(keys)
            if abs(mine.get(key, Decimal(0)) - theirs.get(key, Decimal(0))) > NOISE]  # fmt: skip


def prove(
    name: str, suffix: str, make: Callable[[Random], str], ask: Callable[[list[Path]], Iterator[Sums | None]], seed: int,
    count: int,
) -> int:  # fmt: skip
    """Compare ``count`` files; how many differ. At least a third must be ones that both take."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}{suffix}" for number in range(count)]
        for number, path in enumerate(paths):
            path.write_text(make(Random(f"{seed}-{number}")), encoding="utf-8")
        wrong = taken = 0
        for path, theirs in zip(paths, ask(paths), strict=True):
            found = differences(ours(path), theirs)
            taken += theirs is not None
            wrong += bool(found)
            if found:
                print(f"  ✘ {name} seed {seed}-{path.stem}: {'; '.join(found[:3])}")
    if not wrong and taken * 3 >= count:
        print(f"  ✔ {name}: {taken} random files agree in every balance, {count - taken} are refused by both")
        return 0
    return wrong or 1


def main(venv: Path, seed: int = 1) -> int:
    """Both programs; 1 where something differs."""
    wrong = prove(
        "hledger", ".journal", lambda random: foreign_journals.hledger(random, 8), by_hledger, seed, HLEDGER_FILES
    )
    wrong += prove("beancount", ".beancount", lambda random: foreign_journals.beancount(random, 3),
                   lambda paths: by_beancount(paths, venv), seed, BEANCOUNT_FILES)  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
