"""Our books read by other people's programs: bean-check and hledger accept them and add them up to our trial balance.

    python -m tests.exchange_proof VENV [HOME]

``VENV`` is an environment with beancount in it, hledger is on the path. Two companies: the hard one of the tests, and
the demo of ``HOME`` where one is given. Ends with 1 when a program refuses a journal or a figure differs. Both
programs are under the GPL: they run on their own and nothing here imports them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from ledger.core import Channel, Principal, from_minor, settings
from ledger.store import Store
from tests.ledger.exchange import hard
from tools.house import open_house
from tools.outcome import Done

FORMATS = ("beancount", "hledger")
Own = dict[tuple[str, str], Decimal]
Base = dict[str, Decimal]
SUMS = """
import json, sys
from beancount import loader
from beancount.core import convert, data
entries, errors, options = loader.load_file(sys.argv[1])
assert not errors, errors
print(json.dumps([[p.account, str(p.units.number), p.units.currency, str(convert.get_weight(p).number)]
                  for e in entries if isinstance(e, data.Transaction) for p in e.postings]))
"""


class Differs(Exception):
    """A program refused a journal, or a figure is not ours."""


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Differs(f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def _code(account: str) -> str:
    return account.partition(":")[2].partition("-")[0]


def _own(rows: Iterator[tuple[str, str, Decimal]]) -> Own:
    """By account code and currency, without the base that stands on sister accounts."""
    found: Own = defaultdict(Decimal)
    for account, currency, amount in rows:
        if not re.search(r"-Base-[A-Z]{3}$", account):
            found[_code(account), currency] += amount
    return found


def _base(rows: Iterator[tuple[str, Decimal]]) -> Base:
    found: Base = defaultdict(Decimal)
    for account, amount in rows:
        found[_code(account)] += amount
    return found


def by_hledger(path: Path, _venv: Path) -> tuple[Own, Base]:
    """Checked strictly, then its own balance report, in each currency and at cost."""
    file = str(path)
    _run("hledger", "-f", file, "check", "-s")
    report = ("hledger", "-f", file, "balance", "--flat", "-N", "-E", "--layout=bare", "-O", "csv")
    own, base = (list(csv.DictReader(io.StringIO(_run(*report, *more)))) for more in ((), ("-B",)))
    return (
        _own((row["account"], row["commodity"], Decimal(row["balance"])) for row in own if row["commodity"]),
        _base((row["account"], Decimal(row["balance"])) for row in base if row["commodity"]),
    )


def by_beancount(path: Path, venv: Path) -> tuple[Own, Base]:
    """Checked, then the postings it read, at cost to the last of our digits: it divides and multiplies a total cost."""
    _run(str(venv / "bin" / "bean-check"), str(path))
    read = json.loads(_run(str(venv / "bin" / "python"), "-c", SUMS, str(path)))
    return (
        _own((account, currency, Decimal(amount)) for account, amount, currency, _ in read),
        _base((account, round(Decimal(weight), 6)) for account, _, _, weight in read),
    )


READERS: dict[str, Callable[[Path, Path], tuple[Own, Base]]] = {"beancount": by_beancount, "hledger": by_hledger}


def compare(name: str, text: str, form: str, ours: tuple[Own, Base], venv: Path) -> None:
    """Raise where one figure of the other program is not ours, or one of ours is not there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"books.{'beancount' if form == 'beancount' else 'journal'}"
        path.write_text(text, encoding="utf-8")
        theirs = READERS[form](path, venv)
    for which, mine, other in (("own", ours[0], theirs[0]), ("base", ours[1], theirs[1])):
        keys = {key for key in (*mine, *other) if key[0] != "Opening" and key != "Opening"}
        for key in sorted(keys):
            if mine.get(key, 0) != other.get(key, 0):
                raise Differs(f"{name} {form} {which} {key}: {mine.get(key)} ≠ {other.get(key)}")
    print(f"  ✔ {name}, {form}: {len(ours[0])} balances, {text.count('voucher')} vouchers agree")


@contextmanager
def hard_company() -> Iterator[tuple[Store, str]]:
    """The company of the tests whose books are hard to write down."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        store.create_tenant("hard")
        hard.found(store, "hard")
        yield store, "hard"


def prove_hard(venv: Path) -> None:
    """Whole, and from November with an opening."""
    with hard_company() as (store, tenant), store.read(tenant) as unit:
        closing = hard.closing(unit)
        own = {key: from_minor(amount, key[1]) for key, (amount, _) in closing.items()}
        base: Base = defaultdict(Decimal)
        for (account, _), (_, minor) in closing.items():
            base[account] += from_minor(minor, "CNY")
        for form in FORMATS:
            compare("hard", hard.journal(unit, form), form, (own, base), venv)
            compare("hard from November", hard.journal(unit, form, first="2026-11-01"), form, (own, base), venv)


def prove_demo(home: Path, venv: Path) -> None:
    """The demo company as its auditor takes it out, through the door."""
    house = open_house(settings().model_copy(update={"home": home}))
    try:
        (tenant,) = house.door.companies()
        who = house.door.as_user(tenant, "zhaolei", Channel.CLI, "zh")
        assert isinstance(who, Principal)

        def must(tool: str, **arguments: object) -> dict[str, object]:
            outcome = house.gateway.call(who, tool, arguments)
            assert isinstance(outcome, Done), outcome
            return outcome.result.model_dump()

        rows = must("trial_balance", as_of="2099-12-31")["rows"]
        assert isinstance(rows, tuple | list) and rows
        own = {(row["account"], row["currency"]): row["closing"] for row in rows if row["leaf"]}
        base: Base = defaultdict(Decimal)
        for row in rows:
            base[row["account"]] += row["base_closing"] if row["leaf"] else 0
        for form in FORMATS:
            text = ""
            following: str | None = ""
            while following is not None:
                page = must("export_journal", format=form, **({"following": following} if following else {}))
                text += str(page["text"])
                following = None if page["following"] is None else str(page["following"])
            compare("demo", text, form, (own, base), venv)
    finally:
        house.close()


def main(venv: Path, home: Path | None = None) -> int:
    """Prove both; 1 where something differs."""
    try:
        prove_hard(venv)
        if home is not None:
            prove_demo(home, venv)
    except Differs as fault:
        print(f"  ✘ {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:3])))
