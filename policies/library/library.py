"""A set of versions made searchable: the pure core, no database.

Chinese texts are searched by BM25 over characters and pairs. English ones by BM25 over stems and, when the
encoder is there, by the nearest sentences; both numbers are brought to 0…1 and mixed. A question in the
other language goes through the glossary. Which share each side gets follows from what it covers. Who finds the
nearest sentences is the index's affair; the scores do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from policies.library.asked import Asked, asked
from policies.library.bm25 import Bm25
from policies.library.dense import CANDIDATES, Dense
from policies.library.encoder import Encoder, Vectors
from policies.library.evidence import (
    ENOUGH_ACROSS,
    ENOUGH_DENSE,
    ENOUGH_LEXICAL,
    ENOUGH_NAMED,
    rarity_of_groups,
    rarity_of_runs,
    sureness,
    unheard,
)
from policies.library.folder import language_of
from policies.library.index import Index
from policies.library.model import Clause, Hit, Version
from policies.library.passages import Floats, Passages
from policies.library.query import Group, groups, translated
from policies.library.rank import best, penalty, pieces
from policies.library.route import Found, points_across, proper_names, weave
from policies.library.terms import terms
from policies.library.units import Unit, units

PASSAGE_WORDS = 45


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause with its pieces and its passages."""

    version: Version
    clause: Clause
    units: tuple[Unit, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The clauses of one language."""

    entries: tuple[Entry, ...]
    texts: tuple[str, ...]
    bm25: Bm25
    dense: Dense | None


class Library:
    """Clauses of many versions in memory.

    ``stored`` are the vectors at hand, which ``index`` searches; passages without one are encoded when the library
    is built, and then all are searched exactly. Without an encoder English search runs on BM25 alone.
    """

    def __init__(
        self,
        versions: Sequence[Version],
        encoder: Encoder | None = None,
        stored: Passages | None = None,
        index: Index | None = None,
    ) -> None:
        self.versions = tuple(versions)
        self.encoder = encoder
        self._sides = {language: self._side(language, stored, index) for language in ("zh", "en")}

    def _side(self, language: str, stored: Passages | None, index: Index | None) -> _Side:
        entries = tuple(
            entry(version, clause)
            for version in self.versions
            if version.language == language
            for clause in version.clauses
        )
        texts = tuple(" ".join([item.version.title, *item.clause.heading, item.clause.text]) for item in entries)
        dense = None
        if language == "en" and self.encoder is not None and any(item.passages for item in entries):
            dense = Dense([item.passages for item in entries], self.encoder, stored, index)
        return _Side(entries, texts, Bm25([terms(text, language) for text in texts]), dense)

    def passage_vectors(self) -> Iterator[tuple[str, Vectors]]:
        """Key and vector of each English passage, for keeping; none without an encoder."""
        dense = self._sides["en"].dense
        if dense is not None:
            yield from dense.vectors()

    def search(self, question: str, as_of: date | None, limit: int = 5) -> list[Hit]:
        """The best clauses in force on a day (None: any day), best first."""
        return [found.hit for found in self.find(question, as_of, limit)]

    def find(self, question: str, as_of: date | None, limit: int = 5) -> list[Found]:
        """As :meth:`search`, with the marks of every piece."""
        language = language_of(question)
        wanted = asked(question)
        ranked = {side: self._rank(side, question, language, wanted, as_of) for side in ("zh", "en")}
        other = "en" if language == "zh" else "zh"
        same, across = ranked[language], ranked[other]
        if across and (not same or self._leads_across(question, same[0], across[0])):
            same, across = across, same
        return weave(same, across)[:limit]

    def _leads_across(self, question: str, same: Found, across: Found) -> bool:
        if points_across(question, self._only(across.hit.version.language, question)):
            return True
        return not self.enough(question, same) and self.enough(question, across)

    def _only(self, language: str, question: str) -> bool:
        """Whether the question names something that only texts of the other language speak of."""
        mine, others = self._sides["en" if language == "zh" else "zh"], self._sides[language]
        names = proper_names(question)
        return any(not mine.bm25.holding(name) and others.bm25.holding(name) for name in names)

    def _rank(self, side_language: str, question: str, language: str, wanted: Asked, as_of: date | None) -> list[Found]:
        side = self._sides[side_language]
        same = side_language == language
        words, line = (groups(question, language), question) if same else translated(question, language)
        if not side.entries or not words:
            return []
        allowed = np.array([as_of is None or item.version.in_force(as_of) for item in side.entries])
        score, coverage = self._scores(side, words, line, allowed)
        order = [int(at) for at in np.argsort(-score, kind="stable")[:CANDIDATES] if score[at] > 0]
        found = [self._look(side, at, float(score[at]), float(coverage[at]), words, wanted) for at in order]
        return sorted(found, key=lambda item: -item.hit.score)

    def sureness(self, question: str, found: Found) -> float:
        """How much speaks for a hit answering the question; compare by :meth:`enough`."""
        language, side_language = language_of(question), found.hit.version.language
        side = self._sides[side_language]
        text = found.hit.version.title + " " + " ".join(found.hit.clause.heading) + " " + found.hit.clause.text
        if language == side_language == "zh":
            rarity = rarity_of_runs(question, text, side.texts) - unheard(question, side.texts)
        else:
            words = groups(question, language) if language == side_language else translated(question, language)[0]
            weights = [side.bm25.idf(next(iter(group))) for group in words]
            rarity = rarity_of_groups(words, frozenset(terms(text, side_language)), weights, len(side.entries))
        wrong_kind = bool(asked(question).kinds) and not any(piece.kind for piece in found.pieces)
        case = any(piece.case > 0 for piece in found.pieces)
        return sureness(found.base, best(found.pieces), found.hit.coverage, rarity, wrong_kind, case)

    def enough(self, question: str, found: Found) -> bool:
        """Whether a hit may be given as an answer."""
        language, side = language_of(question), found.hit.version.language
        if language == side:
            dense = self._sides[side].dense is not None
            return self.sureness(question, found) >= (ENOUGH_DENSE if dense else ENOUGH_LEXICAL)
        named = points_across(question, self._only(side, question))
        return self.sureness(question, found) >= (ENOUGH_NAMED if named else ENOUGH_ACROSS)

    def _look(self, side: _Side, at: int, score: float, coverage: float, words: list[Group], wanted: Asked) -> Found:
        item = side.entries[at]
        titles = " ".join([item.version.title, *item.clause.heading])
        marked = pieces(item.units, words, side.bm25, wanted, item.version.language, titles)
        total = 0.6 * score + 0.4 * best(marked) - penalty(item.clause.text)
        return Found(Hit(item.version, item.clause, total, coverage), marked, score)

    def _scores(
        self, side: _Side, words: Sequence[Group], line: str, allowed: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        """Score, below 0 where not allowed or surely not among the first CANDIDATES, and coverage of each clause."""
        found = side.bm25.score(words)
        ceiling = sum(side.bm25.idf(next(iter(group))) for group in words) * 2.2
        lexical = found.bm25 / max(ceiling, 1e-6)
        if side.dense is None or not line.strip():
            return np.where(allowed, lexical, -1.0), found.coverage
        return side.dense.scores(line, lexical, allowed), found.coverage


def entry(version: Version, clause: Clause) -> Entry:
    """A clause prepared for the index."""
    pieces = units(clause.text, version.language)
    return Entry(version, clause, pieces, tuple(_passages(version, clause, pieces)))


def _passages(version: Version, clause: Clause, pieces: Sequence[Unit]) -> list[str]:
    """Windows of whole pieces of about PASSAGE_WORDS words, each under its headings."""
    titles = list(dict.fromkeys([version.title, *clause.heading]))
    head = " > ".join(titles)[-160:]
    found: list[str] = []
    window: list[str] = []
    for piece in pieces:
        text = f"{piece.lead} {piece.plain}" if piece.row or (piece.item and not window) else piece.plain
        if window and sum(len(part.split()) for part in window) + len(text.split()) > PASSAGE_WORDS:
            found.append(f"{head}: {' '.join(window)}")
            window = []
        window.append(text)
    if window:
        found.append(f"{head}: {' '.join(window)}")
    return found
