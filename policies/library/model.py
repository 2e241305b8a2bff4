"""What a policy library is made of. Offsets count characters in the version's own text; quotes are slices of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What an answer is: a clause answers, a clause answers under conditions not stated, or none does."""

    ANSWERED = "answered"
    DEPENDS = "depends"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered article or one headed section, verbatim.

    ``locator`` is what people cite (``第十九条``, ``4.2``, ``Expenses > Approvals``); ``heading`` the titles above
    it; ``text == version.text[start:end]``.
    """

    locator: str
    heading: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document and the days it is in force (both ends included; None is open).

    ``path`` is the file's place in its folder, ``document`` what its versions share, ``label`` names the version.
    """

    path: str
    document: str
    title: str
    language: str
    label: str
    effective_from: date | None
    effective_to: date | None
    text: str = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    pair: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the version holds on a day."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that search found. ``score`` lies in 0…1; ``coverage`` is the share of the question it speaks of."""

    version: Version
    clause: Clause
    score: float
    coverage: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The row of ``policies search --json``."""
        return {
            "path": self.version.path,
            "clause": self.clause.locator,
            "text": self.clause.text,
            "version": self.version.label,
            "effective_from": _iso(self.version.effective_from),
            "effective_to": _iso(self.version.effective_to),
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: ``quote`` is verbatim, ``start`` and ``end`` its place in the version's text."""

    path: str
    title: str
    clause: str
    quote: str
    version: str
    effective_from: date | None
    effective_to: date | None
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The entry of ``policies ask --json``."""
        return {
            "path": self.path,
            "title": self.title,
            "clause": self.clause,
            "quote": self.quote,
            "version": self.version,
            "effective_from": _iso(self.effective_from),
            "effective_to": _iso(self.effective_to),
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """``answer`` is built of the clause's own words inside sentences of the catalogue; ``sureness`` lies in 0…1."""

    verdict: Verdict
    answer: str
    citations: tuple[Citation, ...] = ()
    sureness: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The row of ``policies ask --json`` (without the id)."""
        return {
            "verdict": self.verdict.value,
            "answer": self.answer,
            "citations": [item.as_dict() for item in self.citations],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
