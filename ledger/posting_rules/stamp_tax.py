"""印花税 on contracts of sale: rates with their validity, and the relief of small-scale taxpayers. Law as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "stamp_tax.csv"


@dataclass(frozen=True, slots=True)
class StampRate:
    """``relief`` is what is left of the tax: 1 for all of it."""

    contract: str
    rate: Decimal
    taxpayer: str
    relief: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@lru_cache(maxsize=1)
def stamp_rates() -> tuple[StampRate, ...]:
    """Every row of the table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            StampRate(
                row["contract"], Decimal(row["rate"]), row["taxpayer"], Decimal(row["relief"]),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["source"], row["mark"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def stamp_tax(base_minor: int, contract: str, day: date, taxpayer: str) -> int:
    """Tax in minor units on contract amounts without VAT, half up; 0 where no rate is in force."""
    known = [
        one
        for one in stamp_rates()
        if one.contract == contract and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    own = [one for one in known if one.taxpayer == taxpayer] or [one for one in known if one.taxpayer == "any"]
    if not own:
        return 0
    return int((Decimal(base_minor) * own[0].rate * own[0].relief).quantize(Decimal(1), ROUND_HALF_UP))
