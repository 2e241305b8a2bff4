"""Tax codes of a regime with boxes (Germany, United Kingdom): what a line's code says of rate, boxes and tax. Law as data.

``data/tax_codes.csv``: a code may have several rows, each with the days on which it holds. A purchase whose code names an
output box is self-assessed (reverse charge, intra-Community acquisition): its tax is owed and deducted on the same base.
``data/tax_boxes.csv``: a box of the form is a base, a tax, both (the form works the tax out of the base) or a total.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data"


class BoxKind(StrEnum):
    """What stands in a box."""

    BASE = "base"
    TAX = "tax"
    BOTH = "both"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Regime:
    """A VAT regime with its form. ``tolerance_minor``: how far printed tax may lie from base × rate and be a rounding."""

    code: str
    name_zh: str
    name_en: str
    form_zh: str
    form_en: str
    currency: str
    tolerance_minor: int
    source: str
    mark: str

    def called(self, language: str) -> str:
        """The country in a reader's language."""
        return self.name_en if language == "en" else self.name_zh

    def form(self, language: str) -> str:
        """The form in a reader's language."""
        return self.form_en if language == "en" else self.form_zh


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A row: ``direction`` sale or purchase; ``category`` the codes of UNCL 5305 it is chosen by, ``seller`` where the
    seller must be (home, eu, any; empty: never chosen by itself); ``deductible`` the share of the tax that is input tax, the
    rest lies in the line of the cost.
    """

    code: str
    name_zh: str
    name_en: str
    direction: str
    treatment: str
    category: frozenset[str]
    seller: str
    rate: Decimal
    deductible: Decimal
    base_boxes: tuple[str, ...]
    output_boxes: tuple[str, ...]
    input_boxes: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    source: str
    mark: str

    @property
    def self_assessed(self) -> bool:
        """Whether the buyer owes the tax: nothing is printed, output and input tax arise at once."""
        return self.direction == "purchase" and bool(self.output_boxes)

    def holds(self, day: date) -> bool:
        """Whether it may be used on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def tax(self, base_minor: int) -> int:
        """Tax on a base in minor units, half up."""
        return int((Decimal(base_minor) * self.rate).quantize(Decimal(1), ROUND_HALF_UP))

    def input_of(self, tax_minor: int) -> int:
        """The part of a purchase's tax that is input tax, half up."""
        return int((tax_minor * self.deductible).quantize(Decimal(1), ROUND_HALF_UP))

    def net_of(self, minor: int) -> int:
        """The base in what a line has: the line itself, or without the tax that is not deductible and lies in it."""
        if self.direction == "sale" or self.deductible == 1:
            return minor
        return int((Decimal(minor) / (1 + self.rate * (1 - self.deductible))).quantize(Decimal(1), ROUND_HALF_UP))

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form: ``whole`` takes no decimals; ``formula`` names the boxes a total adds or takes off (``-66``)."""

    number: str
    kind: BoxKind
    rate: Decimal
    whole: bool
    formula: tuple[str, ...]
    name_zh: str
    name_en: str
    valid_from: date
    valid_to: date | None
    source: str
    mark: str

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh

    def as_filed(self, minor: int, unit_minor: int) -> int:
        """An amount as the form takes it: whole units towards zero where it has no decimals."""
        if not self.whole:
            return minor
        return int((Decimal(minor) / unit_minor).quantize(Decimal(1), ROUND_DOWN)) * unit_minor

    def tax_of(self, base_minor: int) -> int:
        """What the form works out of a base as filed."""
        return int((Decimal(base_minor) * self.rate).quantize(Decimal(1), ROUND_HALF_UP))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _until(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def regimes() -> Mapping[str, Regime]:
    """Every regime by its code."""
    found = [Regime(**{**row, "tolerance_minor": int(row["tolerance_minor"])}) for row in _rows("tax_regimes.csv")]  # type: ignore[arg-type]
    return MappingProxyType({one.code: one for one in found})


@lru_cache(maxsize=8)
def codes_of(regime: str) -> tuple[TaxCode, ...]:
    """Every row of a regime's codes."""
    return tuple(
        TaxCode(
            row["code"], row["name_zh"], row["name_en"], row["direction"], row["treatment"],
            frozenset(row["category"].split("|")) - {""}, row["seller"], Decimal(row["rate"]),
            Decimal(row["deductible"] or 0), tuple(row["base_boxes"].split()), tuple(row["output_boxes"].split()),
            tuple(row["input_boxes"].split()), date.fromisoformat(row["valid_from"]), _until(row["valid_to"]),
            row["source"], row["mark"],
        )
        for row in _rows("tax_codes.csv") if row["regime"] == regime
    )  # fmt: skip


@lru_cache(maxsize=8)
def _by_code(regime: str) -> Mapping[str, tuple[TaxCode, ...]]:
    found: dict[str, tuple[TaxCode, ...]] = {}
    for one in codes_of(regime):
        found[one.code] = (*found.get(one.code, ()), one)
    return MappingProxyType(found)


def code_on(regime: str, code: str, day: date) -> TaxCode | None:
    """The row of a code that holds on a day."""
    return next((one for one in _by_code(regime).get(code, ()) if one.holds(day)), None)


def codes_on(regime: str, day: date) -> tuple[TaxCode, ...]:
    """The codes that may be used on a day."""
    return tuple(one for one in codes_of(regime) if one.holds(day))


def boxes_on(regime: str, day: date) -> tuple[Box, ...]:
    """The form's boxes on a day, in its order."""
    return tuple(
        one for one in _boxes(regime) if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    )


@lru_cache(maxsize=8)
def _boxes(regime: str) -> tuple[Box, ...]:
    return tuple(
        Box(
            row["box"], BoxKind(row["kind"]), Decimal(row["rate"] or 0), row["whole"] == "1", tuple(row["formula"].split()),
            row["name_zh"], row["name_en"], date.fromisoformat(row["valid_from"]), _until(row["valid_to"]), row["source"],
            row["mark"],
        )
        for row in _rows("tax_boxes.csv") if row["regime"] == regime
    )  # fmt: skip
