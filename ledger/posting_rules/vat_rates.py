"""增值税税率与征收率 with their validity, and the rate that a voucher's tax stands at. Law as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "vat_rates.csv"
NEAR = Decimal("0.002")
"""How far tax / net may lie from a rate: cents rounded line by line move it by less."""


@dataclass(frozen=True, slots=True)
class VatRate:
    """``method`` is general (一般计税) or levy (简易计税、小规模)."""

    rate: Decimal
    method: str
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@lru_cache(maxsize=1)
def vat_rates() -> tuple[VatRate, ...]:
    """Every row of the table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            VatRate(
                Decimal(row["rate"]), row["method"], date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["source"], row["mark"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def rate_of(net_minor: int, tax_minor: int, day: date, method: str) -> Decimal | None:
    """The rate in force on a day that a net and its tax stand at; None where none is near, or one of both is missing."""
    if not net_minor or not tax_minor:
        return None
    share = Decimal(tax_minor) / net_minor
    known = {
        one.rate
        for one in vat_rates()
        if one.method == method and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    }
    closest = min(known, key=lambda one: abs(one - share), default=None)
    return closest if closest is not None and abs(closest - share) < NEAR else None
