"""The accounting standards there are, one row each: names, usual language and currency, how errors are corrected."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ledger.core import say

_FILE = Path(__file__).parent / "data" / "standards.csv"


@dataclass(frozen=True, slots=True)
class Standard:
    """``code`` names the chart (``cas``). ``corrections`` of material errors of earlier years are *retrospective* or
    *prospective* (未来适用法); ``reversals`` how its books may take vouchers back (``red``, ``swap``), the usual first; ``mark``
    says whether that was read in ``source`` or is only known.
    """

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    language: str
    currency: str
    corrections: str
    reversals: str
    source: str
    mark: str

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh


@lru_cache(maxsize=1)
def standards() -> dict[str, Standard]:
    """All standards by code, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Standard(**row) for row in csv.DictReader(file)}


def standard_words(code: str, language: str) -> str:
    """What stands under every figure: the short name of a company's standard, or that its books were imported."""
    found = standards().get(code)
    if found is None:
        return say("ask.standard_foreign", language)
    return found.short_en if language == "en" else found.short_zh
