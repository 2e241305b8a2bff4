"""Which piece of a clause answers: words it shares with the question, the kind of number, the stated case.

Search by clause finds the neighbourhood; this looks at its sentences, items and rows. ``fit`` lies
roughly in 0…1 and is what answers are accepted or refused on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.library.asked import Asked
from policies.library.bm25 import Bm25
from policies.library.quantities import quantities, ranges
from policies.library.query import Group
from policies.library.terms import terms
from policies.library.units import Unit

_DATE = re.compile(
    r"[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:Jan|Febr)uary \d|\b(?:March|April|May|June|July|August) \d|\b(?:Septem|Octo|Novem|Decem)ber \d"
)
_REFERS = re.compile(r"前款|前项|上述|前述|前两款|\b(?:the above|such (?:case|an? )|the foregoing)\b", re.IGNORECASE)
_DEFINES = re.compile(
    r"^第[一二]条\s*为了|制定本|适用本|本法所称|本条例所称|purpose of this|this policy applies", re.IGNORECASE
)


KIND = 0.25
CASE = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit with its marks: share of the question covered, right kind of number (0/1), stated case fits (−1/0/1)."""

    unit: Unit
    coverage: float
    kind: float
    case: float

    @property
    def fit(self) -> float:
        """One number for ordering."""
        return self.coverage + KIND * self.kind + CASE * self.case


def coverage(groups: Sequence[Group], weights: Sequence[float], found: frozenset[str], bm25: Bm25) -> float:
    """Weighted share of the question's groups of which a text holds at least one word."""
    mass = sum(weights)
    if not mass:
        return 0.0
    held = sum(
        weight
        * max((bm25.likeness(term, share, weight) for term, share in group.items() if term in found), default=0.0)
        for group, weight in zip(groups, weights, strict=True)
    )
    return held / mass


def pieces(
    units: Sequence[Unit], groups: Sequence[Group], bm25: Bm25, asked: Asked, language: str, titles: str
) -> list[Piece]:
    """Mark every unit of a clause; titles and the unit's lead count half."""
    weights = [bm25.idf(next(iter(group))) for group in groups]
    above = frozenset(terms(titles, language))
    rows = []
    before: frozenset[str] = frozenset()
    for unit in units:
        own = frozenset(terms(unit.plain, language))
        if _REFERS.search(unit.plain):
            own |= before
        around = own | frozenset(terms(unit.lead, language)) | above
        share = 0.7 * coverage(groups, weights, own, bm25) + 0.3 * coverage(groups, weights, around, bm25)
        before |= own
        rows.append(Piece(unit, share, _kind(unit, asked), _case(unit, asked)))
    return rows


def _kind(unit: Unit, asked: Asked) -> float:
    if not asked.kinds:
        return 0.0
    text = f"{unit.lead} {unit.plain}" if unit.row else unit.plain
    have = {item.kind for item in quantities(text)}
    if "count" in asked.kinds and re.search(r"\d", text):
        return 1.0
    if "time" in asked.kinds and _DATE.search(text):
        return 1.0
    if not have & asked.kinds:
        return 0.0
    return 1.0 if not asked.unit or re.search(asked.unit, text) else 0.6


def _case(unit: Unit, asked: Asked) -> float:
    """1 when the unit's condition holds for a number the question states, −1 when it excludes it."""
    condition = conditions(unit)
    fits = [
        item.holds(fact.value)
        for fact in asked.facts
        for item in ranges(condition)
        if item.kind == fact.kind and fact.kind in ("money", "time")
    ]
    if not fits:
        return 0.0
    return 1.0 if any(fits) else -1.0


def conditions(unit: Unit) -> str:
    """The part of a unit that says when it applies: before 的，in Chinese, the first cell of a row, else all."""
    if unit.row:
        cells = [cell for cell in unit.plain.strip("| ").split("|") if cell.strip()]
        return " | ".join(cells[:-1]) or unit.plain
    parts = re.split(r"的[，,；]", unit.plain)
    return "的，".join(parts[:-1]) if len(parts) > 1 else unit.plain


def best(marked: Sequence[Piece]) -> float:
    """How well the best unit of a clause fits; 0 for none."""
    return max((piece.fit for piece in marked), default=0.0)


def penalty(text: str) -> float:
    """Clauses that only introduce a law seldom answer."""
    return 0.08 if _DEFINES.search(text[:200]) else 0.0
