"""The accounting standards there are: each a chart, a statement layout and the currency it mostly goes with."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "standards.csv"


@dataclass(frozen=True, slots=True)
class Standard:
    """``code`` names the chart (``cas``), ``layout`` its statements (``cas_2019``)."""

    code: str
    name_zh: str
    name_en: str
    layout: str
    currency: str

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh


@lru_cache(maxsize=1)
def standards() -> dict[str, Standard]:
    """All standards by code, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Standard(**row) for row in csv.DictReader(file)}
