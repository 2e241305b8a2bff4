"""Which column is what: names as packages write them, below title rows, in one row or in two."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ledger.exchange.tables_in.cells import plain
from ledger.exchange.tables_in.sheets import Row

SEARCHED = 30
"""Rows among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Header:
    """Column number of each field, and the first row of data; ``titles`` are the words above."""

    columns: dict[str, int]
    first: int
    titles: str

    @property
    def journal(self) -> bool:
        """Whether these are voucher lines."""
        fields = self.columns.keys()
        dated = bool(fields & {"date", "period"}) or {"year", "month"} <= fields
        sided = {"debit", "credit"} <= fields or {"direction", "amount"} <= fields
        return dated and sided and bool(fields & {"code", "name"})

    @property
    def balances(self) -> bool:
        """Whether these are balances of accounts."""
        fields = self.columns.keys()
        opens = {"opening_debit", "opening_credit"} <= fields or "opening" in fields
        closes = {"closing_debit", "closing_credit"} <= fields or "closing" in fields
        return bool(fields & {"code", "name"}) and (opens or closes)

    def cell(self, row: Sequence[str], field: str) -> str:
        """The cell of a field, empty where there is no such column or the row is short."""
        at = self.columns.get(field)
        return row[at] if at is not None and at < len(row) else ""


@lru_cache(maxsize=1)
def aliases() -> dict[str, str]:
    """Header as :func:`key` writes it → field."""
    with (Path(__file__).parents[1] / "data" / "table_headers.csv").open(encoding="utf-8", newline="") as file:
        return {key(row["alias"]): row["field"] for row in csv.DictReader(file)}


def key(text: str) -> str:
    """A header without spaces, brackets and marks: ``借方金额（元）`` → ``借方金额元``."""
    return re.sub(r"[\s()\[\]_\-:*/]", "", plain(text).lower())


def _named(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        field = aliases().get(key(cell)) or aliases().get(key(re.sub(r"[(（].*?[)）]", "", cell)))
        if field is not None:
            found.setdefault(field, at)
    return found


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows as one: a name above runs on over the empty cells beside it where something stands below."""
    made, last = [], ""
    for at in range(max(len(upper), len(lower))):
        top = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        last = top or (last if below else "")
        made.append(f"{last}{below}" if below else top)
    return made


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header among the first rows, None where no row is one."""
    best: Header | None = None
    for place, (_, cells) in enumerate(rows[:SEARCHED]):
        options = [(cells, place + 1)]
        if place + 1 < len(rows):
            lower = rows[place + 1][1]
            options += [(_joined(cells, lower), place + 2), (_reversed(cells, lower), place + 2)]
        for names, first in options:
            above = " ".join(cell for _, row in rows[:place] for cell in row if cell)
            header = Header(_named(names), first, above)
            usable = header.journal or header.balances
            if usable and (best is None or len(header.columns) > len(best.columns)):
                best = header
    return best


def _reversed(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """As :func:`_joined` with the lower word first: 金额 above 借方 is 借方金额."""
    made, last = [], ""
    for at in range(max(len(upper), len(lower))):
        top = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        last = top or (last if below else "")
        made.append(f"{below}{last}" if below else top)
    return made
