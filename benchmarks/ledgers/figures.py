"""Trial balances of companies made by `books import`, against what beancount, hledger and Ledger computed."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledger.core import Channel, Principal, Refused, Settings
from tools.door.import_desk import Asked, land, read
from tools.house import House, open_house
from tools.outcome import Done

TOOLS = {"hledger": "hledger", "ledger": "ledger"}
Units = dict[tuple[str, str], Decimal]


@dataclass(frozen=True)
class Compared:
    """One ledger: balances that agree of all, and what differs; ``extra`` are accounts that only we have."""

    name: str
    agree: int
    of: int
    wrong: tuple[str, ...]
    extra: tuple[str, ...]
    seconds: float


def data_folder() -> Path:
    """The folder of ledgers; FileNotFoundError where ZHANGFANG_DATA does not lead to it."""
    folder = Path(os.environ.get("ZHANGFANG_DATA") or "/nowhere") / "ledgers"
    if not (folder / "expected_trial_balance.json").exists():
        raise FileNotFoundError(folder)
    return folder


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def _rows(house: House, tenant: str) -> list[Any]:
    who = house.door.as_user(tenant, house.door.reader(tenant), Channel.CLI, "en")
    assert isinstance(who, Principal)
    outcome = house.gateway.call(who, "trial_balance", {})
    assert isinstance(outcome, Done), outcome
    return list(outcome.result.model_dump()["rows"])


def _import(house: House, path: Path, form: str, tenant: str) -> list[Any]:
    asked = Asked((path,), tenant, form=form)
    made = land(house, asked, read(asked, _quiet, house.clock.now().date()), _quiet)
    assert isinstance(made, dict), made
    return _rows(house, tenant)


def _held(rows: list[Any]) -> Units:
    return {(row["account"], row["currency"]): row["closing"] for row in rows if row["closing"]}


def _wanted(expected: Mapping[str, Any]) -> Units:
    return {(account, currency): Decimal(number) for account, held in expected["units"].items()
            for currency, number in held.items()}  # fmt: skip


def _audit_file(expected: Mapping[str, Any]) -> tuple[str, Units]:
    """Closing of each account: what the master file opens with and the entries move."""
    wanted = {}
    for account, (debit, credit) in expected["by_account"].items():
        master = expected["master"][account]
        opening = Decimal(master.get("OpeningDebitBalance", "0")) - Decimal(master.get("OpeningCreditBalance", "0"))
        wanted[account, ""] = opening + Decimal(debit) - Decimal(credit)
    return "saft", {key: value for key, value in wanted.items() if value}


def run() -> Iterator[Compared]:
    """Each ledger of the folder, one company each in a house of its own."""
    folder = data_folder()
    expected = json.loads((folder / "expected_trial_balance.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        house = open_house(Settings(home=Path(home)))
        try:
            for number, (name, wanted) in enumerate(expected.items()):
                yield _compared(
                    house, folder / "files" / name, TOOLS.get(wanted.get("tool", ""), ""), _wanted(wanted), number
                )
            for path in sorted((folder / "files").glob("*.xml")):
                form, sums = _audit_file(json.loads((folder / "saft_expected.json").read_text(encoding="utf-8")))
                yield _compared(house, path, form, sums, len(expected))
        finally:
            house.close()


def _compared(house: House, path: Path, form: str, wanted: Units, number: int) -> Compared:
    began = time.perf_counter()
    try:
        held = _held(_import(house, path, form, f"ledger-{number}"))
    except Refused as refused:
        told = tuple(problem.text("en") for problem in refused.problems)
        return Compared(path.name, 0, len(wanted), told, (), time.perf_counter() - began)
    if form == "saft":
        held = {(account, ""): value for (account, _), value in held.items()}
    wrong = tuple(f"{key}: {held.get(key, 0)} ≠ {value}" for key, value in wanted.items() if held.get(key, 0) != value)
    extra = tuple(f"{account} {currency}" for account, currency in held.keys() - wanted.keys())
    return Compared(path.name, len(wanted) - len(wrong), len(wanted), wrong, extra, time.perf_counter() - began)
