"""Which language's clauses come first for a question that either might answer.

The question's own language leads. The other one leads when the question points there: it names something
only those texts know (a product, an institution written in the other script, "Chinese law"), or its own
language does not answer it and the other one surely does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policies.library.folder import language_of
from policies.library.model import Clause, Hit, Version
from policies.library.rank import Piece
from policies.library.terms import en_terms
from policies.library.units import units

_CHINA = re.compile(r"\b(?:china|chinese|prc|mainland|rmb|renminbi|state council)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the marks of its pieces; ``base`` is the clause's own score before they were looked at."""

    hit: Hit
    pieces: list[Piece]
    base: float


def paired(found: Found, version: Version, clause: Clause) -> Found:
    """A hit moved to the clause that says the same in another language; its pieces keep their marks by place."""
    there = units(clause.text, version.language)
    here = found.pieces
    marks = [replace(here[min(at, len(here) - 1)], unit=unit) for at, unit in enumerate(there)] if here else []
    return Found(replace(found.hit, version=version, clause=clause), marks, found.base)


def proper_names(question: str) -> list[str]:
    """Stems of the Latin words that stand in a Chinese question; English questions name none this way."""
    if language_of(question) != "zh":
        return []
    return [word for word in en_terms(question.lower()) if not word.isdigit()]


def points_across(question: str, named: bool) -> bool:
    """Whether the question itself points to texts of the other language."""
    return named or (language_of(question) == "en" and bool(_CHINA.search(question)))


def weave(first: list[Found], second: list[Found]) -> list[Found]:
    """Three of the leading list, then turn about: the fourth place always goes to the other language."""
    order = list(first[:3])
    rest = [first[3:], second]
    while rest[0] or rest[1]:
        order.extend(part.pop(0) for part in (rest[1], rest[0]) if part)
    return order
