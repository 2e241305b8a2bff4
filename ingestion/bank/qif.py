"""QIF: what older programs write. It names no currency, its days are as its country writes them, ``3/18'16`` too.

Source: Quicken Interchange Format, the non-investment account types.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ingestion.bank.statement import ID, MEMO, MOST_LINES, PARTY, BankLine, BankStatement, squeezed
from ingestion.tables import day as plain_day
from ingestion.tables import figure
from ledger.core import Problem, problem

_BANKS = ("bank", "cash", "ccard", "oth a", "oth l")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.'-](\d{2}|\d{4})")


def is_qif(text: str) -> bool:
    """Whether a text begins as QIF does."""
    return bool(re.match(r"\s*!(Type|Account|Option|Clear)\b", text, re.I))


def read_qif(text: str) -> tuple[BankStatement, ...]:
    """One statement for each section of a bank account, cash or a card."""
    records, account, found = [], "", []
    for kind, rows in _sections(text):
        records = _records(rows)
        if kind == "account":
            account = next((one.get("N", "") for one in records), "")
        elif kind.removeprefix("type:").strip() in _BANKS:
            found.append(_statement(account, records))
    return tuple(found)


def _sections(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for row in text.splitlines():
        if row.startswith("!"):
            found.append((row[1:].strip().casefold(), []))
        elif found:
            found[-1][1].append(row.rstrip())
    return found


def _records(rows: list[str]) -> list[dict[str, str]]:
    """Values by their letter; splits (S, E, $) are parts of the total and left out."""
    found: list[dict[str, str]] = [{}]
    for row in rows:
        if row.startswith("^"):
            found.append({})
        elif row:
            found[-1].setdefault(row[0], row[1:].strip())
    return [one for one in found if one]


def _statement(account: str, records: list[dict[str, str]]) -> BankStatement:
    problems: list[Problem] = []
    lines: list[BankLine] = []
    days = [found for one in records if (found := _DAY.fullmatch(one.get("D", "").replace(" ", "")))]
    over = (any(int(one[1]) > 12 for one in days), any(int(one[2]) > 12 for one in days))
    if days and over[0] == over[1]:
        told = f"{days[0][1]}/{days[0][2]}"
        return BankStatement(account, "", None, None, (), (problem("bank.which_day_first", "file", day=told),))
    opening: Decimal | None = None
    for number, one in enumerate(records, 1):
        if number > MOST_LINES:
            problems.append(problem("bank.too_many_lines", most=MOST_LINES))
            break
        if not lines and one.get("P", "").casefold() == "opening balance":
            opening, account = figure(one.get("T", "")), one.get("L", "").strip("[]") or account
            continue
        made = _line(number, one, day_first=over[0])
        if isinstance(made, Problem):
            problems.append(made)
        else:
            lines.append(made)
    return BankStatement(account, "", opening, None, tuple(lines), tuple(problems))


def _day(text: str, *, day_first: bool) -> date | None:
    found = _DAY.fullmatch(text.replace(" ", ""))
    if found is None:
        return plain_day(text)
    first, second, year = (int(one) for one in found.groups())
    if year < 100:
        year += 2000 if "'" in text or year < 70 else 1900
    try:
        return date(year, second, first) if day_first else date(year, first, second)
    except ValueError:
        return None


def _line(number: int, one: dict[str, str], *, day_first: bool) -> BankLine | Problem:
    amount = figure(one.get("T") or one.get("U") or "")
    if amount is None or not (one.get("T") or one.get("U")):
        return problem("bank.bad_amount", f"rows.{number}", row=number, amount=one.get("T", ""))
    day = _day(one.get("D", ""), day_first=day_first)
    if day is None:
        return problem("bank.bad_day", f"rows.{number}", row=number, day=one.get("D", ""))
    return BankLine(
        squeezed(one.get("N"), ID),
        day,
        amount,
        squeezed(one.get("P"), PARTY),
        squeezed(one.get("M"), MEMO),
        place=number,
    )
