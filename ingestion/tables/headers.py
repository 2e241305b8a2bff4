"""Which column is what: the header row is found below titles, its words are looked up in the aliases of a table.

A header may take two rows (``期末余额`` over ``借方`` and ``贷方``): the upper word is carried over the columns it spans.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingestion.tables.reading import Sheet

_FILE = Path(__file__).parent / "data" / "aliases.csv"
SEARCHED_ROWS = 30
TOTALS = re.compile(r"^(人民币合计|合计|总计|本页合计|小计|total|totals|sum|summe|gesamt)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet with its columns: ``columns`` field → position, ``first`` the number of the first row below the header."""

    sheet: Sheet
    columns: dict[str, int]
    first: int

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number in the file and its cells by field; rows without any are left out, totals too."""
        for number, row in enumerate(self.sheet.rows[self.first - 1 :], self.first):
            cells = {name: row[place] if place < len(row) else "" for name, place in self.columns.items()}
            if any(cells.values()) and not is_total(row):
                yield number, cells

    def totals(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of totals, to be compared."""
        for number, row in enumerate(self.sheet.rows[self.first - 1 :], self.first):
            if is_total(row):
                yield number, {name: row[place] if place < len(row) else "" for name, place in self.columns.items()}


def is_total(row: Sequence[str]) -> bool:
    """A row that sums up others: its first word says so."""
    first = next((cell for cell in row if cell), "")
    return bool(TOTALS.match(first.replace(" ", "").replace("　", "")))


def plain(text: str) -> str:
    """A header without width, case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def field_of(table: str, word: str) -> tuple[str, int] | None:
    """The field that a header word of a table names, and its rank among that field's words; None for any other word."""
    return aliases()[table].get(plain(word))


@lru_cache(maxsize=1)
def aliases() -> dict[str, dict[str, tuple[str, int]]]:
    """For each table its words, each with its field and its rank: where two columns could be one field, the first word's is."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = found.setdefault(row["table"], {})
            for rank, alias in enumerate((row["field"], *row["aliases"].split(" / "))):
                words[plain(alias)] = (row["field"], rank)
    return found


def _columns(words: Sequence[str], known: dict[str, tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for place, word in enumerate(words):
        field, rank = known.get(plain(word), ("", 0))
        if field and rank < ranks.get(field, rank + 1):
            found[field], ranks[field] = place, rank
    return found


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    over, joined = "", []
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        over = above or over
        joined.append(over + below if below else above)
    return joined


def find_table(sheet: Sheet, table: str, needed: Sequence[str]) -> Found | None:
    """The header with the most known words among the first rows, if it has all that is needed."""
    known, best = aliases()[table], None
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        following = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else ()
        for words, first in ((row, place + 2), (_two_rows(row, following), place + 3)):
            columns = _columns(words, known)
            if all(name in columns for name in needed) and (best is None or len(columns) > len(best.columns)):
                best = Found(sheet, columns, first)
    return best
