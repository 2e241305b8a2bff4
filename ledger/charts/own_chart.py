"""A company's own chart of accounts: what a file of codes and names says, completed from the standard chart.

Type, side and the rest of an account come from its own columns, else from the account of the same code in the
standard chart, else from the account above it, in the file or in the standard chart.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ledger.charts.chart import ChartRow, chart
from ledger.core import Problem, problem

_FILE = Path(__file__).parent / "data" / "type_words.csv"
_DEBIT, _CREDIT = (
    frozenset({"借", "借方", "debit", "dr", "d", "soll", "s"}),
    frozenset({"贷", "贷方", "credit", "cr", "c", "haben", "h"}),
)
_DEBIT_KINDS = frozenset({"asset", "expense", "cost"})
SHORTEST_PREFIX = 3
"""A code of the standard chart this long or longer lends its type to codes that begin with it."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An account as a file says it; ``place`` is its row."""

    place: int
    code: str
    name: str
    name_en: str = ""
    type: str = ""
    side: str = ""
    parent: str = ""


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {word: row["kind"] for row in csv.DictReader(file) for word in row["words"].split(" / ")}


def _above(code: str, codes: Sequence[str]) -> str:
    """The longest of the codes that this one begins with."""
    return max((one for one in codes if one != code and code.startswith(one)), key=len, default="")


def _kind(word: str, side: str, like: ChartRow | None) -> str:
    found = _words().get(word.strip().casefold(), "") if word else ""
    if found == "result":
        if like is not None and like.kind in ("income", "expense"):
            return like.kind
        return "income" if side == "credit" else "expense"
    return found or (like.kind if like else "")


def _side(word: str) -> str:
    plain = word.strip().casefold()
    return "debit" if plain in _DEBIT else "credit" if plain in _CREDIT else ""


def own_chart(rows: Sequence[OwnRow], standard: str) -> tuple[list[ChartRow], list[Problem]]:
    """The accounts, parents before children, and every row that cannot be taken with its reason."""
    known = {one.code: one for one in chart(standard)}
    faults: list[Problem] = []
    seen: dict[str, OwnRow] = {}
    for row in rows:
        if not row.code or not row.name:
            faults.append(problem("chart.row_lacks", f"row.{row.place}", row=row.place))
        elif row.code in seen:
            faults.append(problem("chart.row_twice", f"row.{row.place}", row=row.place, account=row.code))
        else:
            seen[row.code] = row
    done: dict[str, ChartRow] = {}
    for code in sorted(seen, key=lambda one: (len(one), one)):
        made = _completed(seen[code], seen, done, known)
        if isinstance(made, Problem):
            faults.append(made)
        else:
            done[code] = made
    return list(done.values()), faults


def _completed(
    row: OwnRow, seen: dict[str, OwnRow], done: dict[str, ChartRow], known: dict[str, ChartRow]
) -> ChartRow | Problem:
    parent = row.parent or _above(row.code, list(seen))
    if parent and parent not in done:
        return problem("chart.row_no_parent", f"row.{row.place}", row=row.place, account=row.code, parent=parent)
    like = known.get(row.code) or done.get(parent)
    if like is None:
        prefix = _above(row.code, [one for one in known if len(one) >= SHORTEST_PREFIX])
        like = known.get(prefix)
    side = _side(row.side)
    kind = _kind(row.type, side, like)
    if not kind:
        return problem("chart.row_no_type", f"row.{row.place}", row=row.place, account=row.code, type=row.type)
    if not side:
        side = like.side if like is not None and like.kind == kind else "debit" if kind in _DEBIT_KINDS else "credit"
    english = row.name_en or (
        known[row.code].name_en if row.code in known and known[row.code].name_zh == row.name else ""
    )
    return ChartRow(
        row.code, row.name, english or row.name, kind, side, like.monetary if like else False, parent,
        like.open_item if like else "", "own", "file",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartDifference:
    """What differs from another chart: codes only here, only there, with another name, with another type or side."""

    added: tuple[str, ...]
    missing: tuple[str, ...]
    renamed: tuple[str, ...]
    retyped: tuple[str, ...]


def compare(own: Sequence[ChartRow], other: Sequence[ChartRow]) -> ChartDifference:
    """How one chart differs from another, by code."""
    mine, theirs = ({one.code: one for one in rows} for rows in (own, other))
    both = [code for code in mine if code in theirs]
    return ChartDifference(
        tuple(code for code in mine if code not in theirs),
        tuple(code for code in theirs if code not in mine),
        tuple(code for code in both if mine[code].name_zh != theirs[code].name_zh),
        tuple(code for code in both if (mine[code].kind, mine[code].side) != (theirs[code].kind, theirs[code].side)),
    )
