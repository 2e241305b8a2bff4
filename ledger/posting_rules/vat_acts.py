"""Ways into the sub-accounts of 应交税费 that no invoice and no month end opens: each a rule with its validity. Law as data.

A row of ``data/vat_acts.csv`` names both sides by role (``account``: the person chooses) and how the tax is worked out:
``tax`` is the amount itself, ``gross/1+r`` lies in a gross amount, ``amount*r`` is a share of it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "vat_acts.csv"
CHOSEN = "account"


@dataclass(frozen=True, slots=True)
class VatAct:
    """A row; ``rates`` are those a person chooses among, empty where the amount is the tax."""

    code: str
    taxpayer: str
    debit: str
    credit: str
    base: str
    rates: tuple[Decimal, ...]
    valid_from: date
    valid_to: date | None
    name_zh: str
    name_en: str
    source: str
    mark: str

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh

    def holds(self, day: date) -> bool:
        """Whether it is law on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def tax_minor(self, amount_minor: int, rate: Decimal) -> int:
        """The tax of an amount in minor units, half up."""
        share = {"tax": Decimal(1), "gross/1+r": rate / (1 + rate), "amount*r": rate}[self.base]
        return int((Decimal(amount_minor) * share).quantize(Decimal(1), ROUND_HALF_UP))


@lru_cache(maxsize=1)
def vat_acts() -> tuple[VatAct, ...]:
    """Every row of the table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            VatAct(
                row["code"], row["taxpayer"], row["debit"], row["credit"], row["base"],
                tuple(Decimal(one) for one in row["rates"].split("|") if one), date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["name_zh"], row["name_en"],
                row["source"], row["mark"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def acts_of(taxpayer: str) -> tuple[VatAct, ...]:
    """The rows for a kind of taxpayer (general, small)."""
    return tuple(one for one in vat_acts() if one.taxpayer in ("any", taxpayer))
