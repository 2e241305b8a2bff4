"""Charts of accounts as data: one CSV a standard, each row marked *read*, *known*, *own* with its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One account of a chart. ``kind`` asset, liability, equity, income, expense, cost; ``side`` debit or credit.

    ``open_item`` names who its items belong to (vendor, customer, employee) or is empty.
    """

    code: str
    name_zh: str
    name_en: str
    kind: str
    side: str
    monetary: bool
    parent: str
    open_item: str
    mark: str
    source: str


@lru_cache(maxsize=8)
def chart(standard: str) -> tuple[ChartRow, ...]:
    """All accounts of a standard, parents before children."""
    with (_DATA / f"{standard}.csv").open(encoding="utf-8", newline="") as file:
        rows = [ChartRow(**{**row, "monetary": row["monetary"] == "yes"}) for row in csv.DictReader(file)]  # type: ignore[arg-type]
    codes = {row.code for row in rows}
    assert all(not row.parent or row.parent in codes for row in rows), "a parent is missing"
    return tuple(sorted(rows, key=lambda row: (len(row.code), row.code)))


@lru_cache(maxsize=8)
def headings(standard: str) -> frozenset[str]:
    """Codes that have children: nothing is posted to them."""
    return frozenset(row.parent for row in chart(standard) if row.parent)
