"""Versions of the statements: which layout a standard prescribes on a day, and from when another may be used.

``data/layouts.csv`` names them with the day from which each is in force (for an unlisted company), the day from which
it may be used earlier where the text allows that, the rows that other code asks for, and source and mark.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ledger.core import Refused, problem

_FILE = Path(__file__).parent / "data" / "layouts.csv"


@dataclass(frozen=True, slots=True)
class Layout:
    """``total_assets`` … ``net_profit`` name rows; ``overview`` the rows of the income statement shown at home."""

    layout: str
    standard: str
    name_zh: str
    name_en: str
    effective_from: date
    earlier_from: date | None
    total_assets: str
    liabilities_and_equity: str
    net_profit: str
    overview: tuple[str, ...]
    source: str
    mark: str

    def called(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.name_en if language == "en" else self.name_zh

    def allowed(self, day: date) -> bool:
        """Whether statements of a day may be drawn by it."""
        return day >= min(self.effective_from, self.earlier_from or self.effective_from)


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """All versions, in the order of the file: of one standard the older first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Layout(**{  # type: ignore[arg-type]
                **row,
                "effective_from": date.fromisoformat(row["effective_from"]),
                "earlier_from": date.fromisoformat(row["earlier_from"]) if row["earlier_from"] else None,
                "overview": tuple(row["overview"].split()),
            })
            for row in csv.DictReader(file)
        )  # fmt: skip


def layouts_of(standard: str) -> tuple[Layout, ...]:
    """The versions of a standard, older first."""
    return tuple(one for one in layouts() if one.standard == standard.lower())


def layout_on(standard: str, day: date, wanted: str = "", *, newest: bool = False) -> Layout:
    """The version in force on a day, or the one asked for by name where it may be used; refused otherwise.

    ``newest`` takes the latest that may be used on that day, though it is not in force yet (earlier use, 提前执行).
    Before the first version in force the first one is used: books go back further than the forms described here.
    """
    known = layouts_of(standard)
    if not known:
        raise Refused(problem("report.no_layout", standard=standard))
    if wanted:
        found = next((one for one in known if one.layout == wanted), None)
        if found is None or not (found.allowed(day) or found is known[0]):
            likely = "、".join(one.layout for one in known if one.allowed(day)) or known[0].layout
            raise Refused(
                problem("report.layout_not_allowed", "layout", given=wanted, day=day.isoformat(), known=likely)
            )
        return found
    if newest:
        return max((one for one in known if one.allowed(day)), key=lambda one: one.effective_from, default=known[0])
    return max(
        (one for one in known if one.effective_from <= day), key=lambda one: one.effective_from, default=known[0]
    )
