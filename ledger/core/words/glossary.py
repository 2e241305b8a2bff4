"""The zh–en glossary of accounting and company rules: one row a notion, with what people also call it.

``glossary.csv``: zh, en, zh_synonyms, en_synonyms (separated by ``;``), mark (``known``: professional
knowledge, not yet checked against a source; ``read``: seen in one), field.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "glossary.csv"


@dataclass(frozen=True, slots=True)
class Notion:
    """One row: the first name in each language is the one we use."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    mark: str
    field: str


@lru_cache(maxsize=1)
def notions() -> tuple[Notion, ...]:
    """All rows, in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Notion(_names(row["zh"], row["zh_synonyms"]), _names(row["en"], row["en_synonyms"]), row["mark"], row["field"])
        for row in rows
    )


def _names(first: str, others: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (first, *others.split(";")) if name.strip()))
