"""An answer made of a clause's own words, or the plain statement that nothing in force answers.

Extractive: the sentences that answer are cut out of the best clause and quoted with their place; words of
ours come from the catalogue only. ``depends`` is said when the clause gives several cases with different
numbers and the question does not say which holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ledger.core import say
from policies.library.asked import Asked, asked
from policies.library.cases import parallel_cases, sibling_cases
from policies.library.evidence import missing_book
from policies.library.folder import language_of
from policies.library.library import Library
from policies.library.model import Answer, Citation, Clause, Verdict
from policies.library.rank import Piece
from policies.library.route import Found, paired

WHOLE_CLAUSE = 700
QUOTE = 900
CLOSE = 0.86
MAX_CITATIONS = 3


def ask(library: Library, question: str, as_of: date) -> Answer:
    """Answer a question from the texts in force on a day, in the question's language."""
    language = language_of(question)
    if book := missing_book(question, library.versions):
        return Answer(Verdict.NOT_FOUND, say("policy.no_such_book", language, name=book, day=as_of))
    found = library.find(question, as_of, 8)
    if not found or not library.enough(question, found[0]):
        return _not_found(library, question, as_of, language)
    wanted = asked(question)
    found = _moved(library, found, language, as_of)
    if siblings := sibling_cases(found, wanted):
        return _depends(library, question, siblings, language)
    cases = parallel_cases(found[0], wanted)
    chosen = cases or _chosen(found[0], wanted)
    citations = _cites(found[0], chosen)
    for item in found[1:]:
        if (
            len(citations) < MAX_CITATIONS
            and item.hit.score >= CLOSE * found[0].hit.score
            and library.enough(question, item)
        ):
            citations.extend(_cites(item, _chosen(item, wanted))[:1])
    verdict = Verdict.DEPENDS if cases else Verdict.ANSWERED
    text = say(f"policy.{verdict.value}", language, words=_words(chosen), place=place(citations[0], language))
    return Answer(verdict, text, tuple(citations), library.sureness(question, found[0]))


def _moved(library: Library, found: Sequence[Found], language: str, as_of: date) -> list[Found]:
    """Hits in the question's language, the best first; a clause and its pair come once."""
    once: dict[tuple[str, int], Found] = {}
    for item in found:
        moved = own_language(library, item, language, as_of)
        once.setdefault((moved.hit.version.path, moved.hit.clause.start), moved)
    return list(once.values())


def own_language(library: Library, found: Found, language: str, as_of: date) -> Found:
    """The same clause of the paired text in the question's language, where there is one in force."""
    version, locator = found.hit.version, found.hit.clause.locator
    if version.language == language or not version.pair:
        return found
    for other in library.versions:
        if other.path == version.pair and other.language == language and other.in_force(as_of):
            for clause in other.clauses:
                if clause.locator == locator:
                    return paired(found, other, clause)
    return found


def _depends(library: Library, question: str, siblings: list[tuple[Found, Piece]], language: str) -> Answer:
    citations = tuple(_cite(found, [piece]) for found, piece in siblings)
    words = _words([piece for _, piece in siblings])
    text = say("policy.depends", language, words=words, place=place(citations[0], language))
    return Answer(Verdict.DEPENDS, text, citations, library.sureness(question, siblings[0][0]))


def place(citation: Citation, language: str) -> str:
    """Where a quote stands, in words: title, clause, version."""
    if citation.effective_from:
        return say(
            "policy.place_from", language, title=citation.title, clause=citation.clause, day=citation.effective_from
        )
    return say("policy.place", language, title=citation.title, clause=citation.clause)


def _not_found(library: Library, question: str, as_of: date, language: str) -> Answer:
    """Nothing in force answers; a text of another day that would is named, never used."""
    elsewhere = [item for item in library.find(question, None, 3) if not item.hit.version.in_force(as_of)]
    if elsewhere and library.enough(question, elsewhere[0]):
        version = elsewhere[0].hit.version
        later = version.effective_from is not None and version.effective_from > as_of
        key, turn = ("policy.not_yet", version.effective_from) if later else ("policy.no_longer", version.effective_to)
        clause = elsewhere[0].hit.clause.locator
        text = say(key, language, day=as_of, title=version.title, clause=clause, turn=turn or "")
        return Answer(Verdict.NOT_FOUND, text)
    return Answer(Verdict.NOT_FOUND, say("policy.not_found", language, day=as_of))


def _chosen(found: Found, wanted: Asked) -> list[Piece]:
    """The best piece, and others of the clause that fit nearly as well, in the text's order."""
    if not found.pieces:
        return []
    ordered = sorted(found.pieces, key=lambda piece: -piece.fit)
    first = ordered[0]
    near = [piece for piece in ordered[1:3] if piece.fit >= 0.85 * first.fit and piece.case >= 0]
    keep = [first, *(piece for piece in near if piece.kind >= first.kind)]
    return sorted(keep, key=lambda piece: piece.unit.start)


def _words(chosen: Sequence[Piece]) -> str:
    """The chosen pieces as they read, each list item or row under what introduces it."""
    parts: list[str] = []
    for piece in chosen:
        lead = piece.unit.lead
        if lead and (not parts or parts[0] != lead):
            parts.insert(0, lead) if not parts else parts.append(lead)
        parts.append(_tidy(piece.unit.plain))
    return " ".join(parts).strip()


def _tidy(text: str) -> str:
    cells = [cell.strip() for cell in text.strip("| ").split("|") if cell.strip()]
    text = " · ".join(cells) if text.startswith("|") or text.endswith("|") else text
    return re.sub(r"^\s*[-*+•]\s+|\s+", " ", text).strip()


def _cites(found: Found, chosen: Sequence[Piece]) -> list[Citation]:
    """One quote for all chosen pieces where they stand together, else one for each."""
    if chosen and chosen[-1].unit.end - chosen[0].unit.start > QUOTE:
        best = sorted(chosen, key=lambda piece: -piece.fit)[:2]
        return [_cite(found, [piece]) for piece in best]
    return [_cite(found, chosen)]


def _cite(found: Found, chosen: Sequence[Piece]) -> Citation:
    version, clause = found.hit.version, found.hit.clause
    start, end = _span(clause, chosen)
    return Citation(
        version.path, version.title, clause.locator, clause.text[start:end], version.label,
        version.effective_from, version.effective_to, clause.start + start, clause.start + end,
    )  # fmt: skip


def _span(clause: Clause, chosen: Sequence[Piece]) -> tuple[int, int]:
    """What is quoted: the whole clause when it is short, else the paragraphs around the chosen pieces."""
    if len(clause.text) <= WHOLE_CLAUSE or not chosen:
        return 0, min(len(clause.text), QUOTE)
    start, end = min(piece.unit.start for piece in chosen), max(piece.unit.end for piece in chosen)
    for _ in range(8):
        before = clause.text.rfind("\n", 0, max(0, start - 1)) + 1
        after = clause.text.find("\n", end + 1)
        after = len(clause.text) if after < 0 else after
        grown = [
            (first, last) for first, last in ((before, after), (before, end), (start, after)) if last - first <= QUOTE
        ]
        if not grown or grown[0] == (start, end):
            break
        start, end = grown[0]
    return start, end
