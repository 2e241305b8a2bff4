"""Accounts as tables name them: a code with a name, a name alone, or both in one cell."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ledger.books.accounts import AccountType
from ledger.exchange.tables_in.cells import plain

_BOTH = re.compile(r"(\d[\d.\-]*\d|\d)[\s_/|\\-]+(\D.*)|(\d[\d.]*\d)([^\d.\s].*)")


def split(code: str, name: str) -> tuple[str, str]:
    """Code and name; from one cell where only one is filled: ``1001 库存现金``. A name alone is its own code."""
    code, name = plain(code), plain(name)
    if code and not name:
        match = _BOTH.fullmatch(code)
        if match:
            return match[1] or match[3], (match[2] or match[4]).strip()
    if not code and name:
        match = _BOTH.fullmatch(name)
        return (match[1] or match[3], (match[2] or match[4]).strip()) if match else (name, name)
    return code, name or code


@dataclass(slots=True)
class Chart:
    """Codes seen, each with its first name."""

    names: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, name: str) -> None:
        """Take one in."""
        if code not in self.names or self.names[code] == code:
            self.names[code] = name

    def parents(self) -> dict[str, str]:
        """Each code's longest other code that it begins with."""
        found = {}
        for code in self.names:
            for end in range(len(code) - 1, 0, -1):
                if code[:end].rstrip(".-") in self.names and code[:end].rstrip(".-") != code:
                    found[code] = code[:end].rstrip(".-")
                    break
        return found

    def kinds(self) -> dict[str, AccountType]:
        """By the first digits: the 2006 standard where a code begins with 6, else that of small enterprises."""
        scheme = "2006" if any(code.startswith("6") for code in self.names) else "small"
        found = {}
        for code in self.names:
            rows = [row for row in _kinds() if row[0] == scheme and code.startswith(row[1])]
            if rows:
                found[code] = max(rows, key=lambda row: len(row[1]))[2]
        return found


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[str, str, AccountType]]:
    with (Path(__file__).parents[1] / "data" / "table_kinds.csv").open(encoding="utf-8", newline="") as file:
        return [(row["scheme"], row["prefix"], AccountType(row["kind"])) for row in csv.DictReader(file)]
