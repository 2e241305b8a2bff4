"""What a file of figures says, whatever its form: lines on what it is, then one table of typed cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tools.blocks import Row, Table


def wide(text: str) -> int:
    """Width in Latin letters: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``about`` are names and values (company, report, period, scope, who, when); ``made_at`` is aware.

    ``more`` are rows after those of the table, read once while the file is written.
    """

    title: str
    about: tuple[tuple[str, str], ...]
    table: Table
    made_at: datetime
    more: Iterable[Row] = ()

    def __post_init__(self) -> None:
        assert self.made_at.tzinfo is not None
        assert all(len(row.cells) == len(self.table.columns) for row in self.table.rows)
