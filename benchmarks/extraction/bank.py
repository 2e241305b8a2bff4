"""Bank files against bank/expected.json: number of lines, their sum, the balances, the bank's own ids, each counted once."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingestion import read
from ingestion.bank import BankStatement


def compare(folder: Path) -> list[tuple[str, bool]]:
    """``file: what`` and whether it is as expected; ``folder`` holds expected.json and files/."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    found = []
    for name, truth in expected.items():
        statements = read(folder / "files" / name).statements
        found += [(f"{name}: {what}", holds) for what, holds in _checks(truth, statements)]
    return found


def _checks(truth: dict[str, Any], statements: tuple[BankStatement, ...]) -> list[tuple[str, bool]]:
    if "nonblank_lines" in truth:  # one of them is the header
        return [("lines", sum(len(one.lines) for one in statements) == truth["nonblank_lines"] - 1)]
    if "accounts" in truth:
        pairs = zip(truth["accounts"], statements, strict=False)
        return [
            ("accounts", len(truth["accounts"]) == len(statements)),
            *(one for pair in pairs for one in _ofx(*pair)),
        ]
    if "statements" in truth:
        pairs = zip(truth["statements"], statements, strict=False)
        return [
            ("statements", len(truth["statements"]) == len(statements)),
            *(one for pair in pairs for one in _camt(*pair)),
        ]
    return _mt940(truth, statements)


def _ofx(truth: dict[str, Any], one: BankStatement) -> list[tuple[str, bool]]:
    return [
        *_lines(truth, (one,)), ("account", truth["account"] == one.account), ("ids", truth["ids"] == [line.id for line in one.lines]),
        ("closing", Decimal(truth["balance"]) == one.closing), ("currency", truth["currency"].upper() == one.currency),
    ]  # fmt: skip


def _camt(truth: dict[str, Any], one: BankStatement) -> list[tuple[str, bool]]:
    balances = truth["balances"]
    return [
        *_lines(truth, (one,)), ("account", truth["account"] == one.account),
        ("opening", Decimal(balances["OPBD"][0]) == one.opening), ("closing", Decimal(balances["CLBD"][0]) == one.closing),
    ]  # fmt: skip


def _mt940(truth: dict[str, Any], statements: tuple[BankStatement, ...]) -> list[tuple[str, bool]]:
    balances = (Decimal(truth["opening"]), Decimal(truth["closing"]))  # of one statement of the file
    day, amount = truth["first"]
    first = next(line for one in statements for line in one.lines)
    return [
        *_lines(truth, statements), ("account", truth["account"] in {one.account for one in statements}),
        ("balances", balances in {(one.opening, one.closing) for one in statements}),
        ("first", (day, Decimal(amount)) == (first.day.isoformat(), first.amount)),
    ]  # fmt: skip


def _lines(truth: dict[str, Any], statements: tuple[BankStatement, ...]) -> list[tuple[str, bool]]:
    total = sum((one.total for one in statements), Decimal(0))
    return [("lines", truth["n"] == sum(len(one.lines) for one in statements)), ("sum", Decimal(truth["sum"]) == total)]
