"""进项税额 by rule: deductible as printed, computed, or not deductible; and why deducted tax is transferred out. Law as data.

A row of ``data/input_vat.csv`` speaks of invoice kinds, words among the items, whether tax is printed, and the days it
holds; the first row that fits decides. What a purchase is *used* for (welfare, exempt sales, a loss) no paper says: that
is a person's transfer-out with its reason. Input that serves taxed and untaxed sales alike is transferred out by a share.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


class Treatment(StrEnum):
    """``deductible`` by the tax printed, ``computed`` from the amount, ``not`` at all."""

    DEDUCTIBLE = "deductible"
    COMPUTED = "computed"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class InputRule:
    """A row: ``kinds`` and ``words`` are empty where any will do; ``base`` tells how a computed tax is worked out."""

    code: str
    taxpayer: str
    kinds: frozenset[str]
    words: str
    tax: str
    treatment: Treatment
    base: str
    rate: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class InputFacts:
    """What the rules look at: kind and items of the paper, its day, amounts in minor units, and the taxpayer (general, small)."""

    kind: str
    words: Sequence[str]
    day: date
    tax_minor: int
    gross_minor: int
    taxpayer: str = "general"


@dataclass(frozen=True, slots=True)
class Assessment:
    """How much may be deducted, and by which rule. ``rule`` is None where no row holds on that day."""

    treatment: Treatment
    amount_minor: int
    rule: InputRule | None


@dataclass(frozen=True, slots=True)
class OutReason:
    """Why deducted tax is transferred out, with its row of the return."""

    code: str
    row: str
    source: str
    mark: str


@lru_cache(maxsize=1)
def input_rules() -> tuple[InputRule, ...]:
    """Every row of the table, in the order in which they are asked."""
    with (_DATA / "input_vat.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            InputRule(
                row["code"], row["taxpayer"], frozenset() if row["kinds"] == "*" else frozenset(row["kinds"].split("|")),
                row["words"], row["tax"], Treatment(row["treatment"]), row["base"], Decimal(row["rate"] or 0),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["source"], row["mark"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


@lru_cache(maxsize=1)
def out_reasons() -> dict[str, OutReason]:
    """Reasons of a transfer-out by code."""
    with (_DATA / "transfer_out.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: OutReason(row["code"], row["row"], row["source"], row["mark"]) for row in csv.DictReader(file)
        }


@lru_cache(maxsize=4096)
def _rule(kind: str, words: tuple[str, ...], day: date, printed: bool, taxpayer: str) -> InputRule | None:
    """The first row that fits; invoices of one seller ask the same again and again."""
    for one in input_rules():
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to) and (
            one.taxpayer in ("any", taxpayer) and (not one.kinds or kind in one.kinds)
            and (one.tax == "any" or (one.tax == "printed") == printed)
            and (not one.words or any(re.search(one.words, word) for word in words))
        ):  # fmt: skip
            return one
    return None


def _computed(rule: InputRule, facts: InputFacts) -> int:
    share = rule.rate / (1 + rule.rate) if rule.base == "gross/1+r" else rule.rate
    return int((Decimal(facts.gross_minor) * share).quantize(Decimal(1), ROUND_HALF_UP))


def assess(facts: InputFacts) -> Assessment:
    """The first rule that fits, and what may be deducted by it in minor units; nothing where none fits."""
    rule = _rule(facts.kind, tuple(facts.words), facts.day, bool(facts.tax_minor), facts.taxpayer)
    if rule is None or rule.treatment is Treatment.NOT:
        return Assessment(Treatment.NOT, 0, rule)
    computed = rule.treatment is Treatment.COMPUTED
    return Assessment(rule.treatment, _computed(rule, facts) if computed else facts.tax_minor, rule)
