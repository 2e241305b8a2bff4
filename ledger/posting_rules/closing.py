"""What the month end needs of law and chart, as data: surcharge rates with their validity, accounts by their role."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Surcharge:
    """A surcharge on VAT: ``rate`` as a fraction, ``mark`` read or known (not verified by anybody)."""

    name: str
    account: str
    taxpayer: str
    place: str
    rate: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@lru_cache(maxsize=1)
def surcharge_table() -> tuple[Surcharge, ...]:
    """Every row of the table, as it stands in the file."""
    with (_DATA / "surcharges.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Surcharge(
                row["name"], row["account"], row["taxpayer"], row["place"], Decimal(row["rate"]),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["source"], row["mark"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def surcharges(day: date, taxpayer: str, place: str) -> tuple[Surcharge, ...]:
    """The surcharges in force on a day, one a name, for a taxpayer (general, small) in a place (city, county, elsewhere).

    A small-scale taxpayer without a row of its own on that day pays the general rate.
    """
    in_force = [
        one for one in surcharge_table() if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    found: dict[str, Surcharge] = {}
    for wanted in (taxpayer, "general"):
        for one in in_force:
            if one.taxpayer == wanted and one.place in (place, "any"):
                found.setdefault(one.name, one)
    return tuple(sorted(found.values(), key=lambda one: one.account))


@lru_cache(maxsize=4)
def closing_accounts(standard: str) -> Mapping[str, str]:
    """Role (vat_unpaid, profit, cash …) to account code in a standard's chart; empty for a standard nobody described."""
    with (_DATA / "closing_accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["standard"] == standard]
    return MappingProxyType({row["role"]: row["account"] for row in rows})
