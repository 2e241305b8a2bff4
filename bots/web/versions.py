"""An older revision that was to be saved, beside the one that stands: line by line, with the cells that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

CELLS = ("side", "account", "amount", "memo", "department", "due_date", "tax_code")
Line = Mapping[str, str]
_NUMBER = re.compile(r"-?[\d,]+(\.\d*)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of each version that stand for each other; None where one has no such line. ``differs`` names cells."""

    theirs: Line | None
    mine: Line | None
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions side by side, who made the one that stands and when, and how many cells differ."""

    pairs: tuple[Pair, ...]
    by: str
    at: str
    differ: int


def _line(typed: Mapping[str, Any]) -> Line:
    cells = {name: str(typed.get(name) or "") for name in CELLS if name != "department"}
    return cells | {"department": str((typed.get("dims") or {}).get("department") or "")}


def _plain(name: str, value: str) -> str:
    """What a cell means: an account by its code, an amount without its commas and last zeros."""
    if name == "account":
        return value.split(" ", 1)[0]
    if name == "amount" and _NUMBER.fullmatch(value):
        return value.replace(",", "").rstrip("0").rstrip(".") if "." in value else value.replace(",", "")
    return value.strip()


def _differs(theirs: Line | None, mine: Line | None) -> tuple[str, ...]:
    if theirs is None or mine is None:
        return CELLS
    return tuple(name for name in CELLS if _plain(name, theirs[name]) != _plain(name, mine[name]))


def side_by_side(
    theirs: Sequence[Mapping[str, Any]], mine: Sequence[Mapping[str, Any]], events: Sequence[Any]
) -> Versions:
    """Lines that are alike stand beside each other; those between them are paired in their order."""
    left, right = [_line(one) for one in theirs], [_line(one) for one in mine]
    keys = [[tuple(_plain(name, one[name]) for name in CELLS) for one in side] for side in (left, right)]
    pairs = []
    for _, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        pairs += [Pair(one, other, _differs(one, other)) for one, other in zip_longest(left[a:b], right[c:d])]
    last = next((one for one in reversed(events) if one.act == "revise"), None)
    differ = sum(len(one.differs) if one.theirs and one.mine else 1 for one in pairs)
    return Versions(tuple(pairs), last.actor if last else "", last.at if last else "", differ)
