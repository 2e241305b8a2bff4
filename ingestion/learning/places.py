"""Where on a page a value stands: the words to the left of it and above it that name it, and how far they are.

A label is kept as its letters alone, so that no figure of one paper is looked for on the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingestion.choosing import Candidate, candidates
from ingestion.pdf.lines import Line, lines_of
from ingestion.pdf.words import PageWords, Word
from ingestion.values.text import fold

_NO_LETTER = re.compile(r"[\W\d_]+")
_TOKEN = re.compile(r"\S+")
_LONGEST, _SHORTEST = 60, 2
_FARTHEST_ABOVE = 60.0
"""Points from a value up to the words that name its column."""
_LINES_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """``left`` and ``above`` are labels, empty where there is none; ``right`` and ``down`` say how far the value stands from
    its label (the left one where there is one), in whole points."""

    left: str
    above: str
    right: int
    down: int


def place_of(page: PageWords, field: str, chosen: Candidate) -> Place | None:
    """The place of a value on its page; None where the page does not say that value there, or nothing names it."""
    if chosen not in candidates(page, field):
        return None
    return placed(lines_of(page), page, chosen)


def placed(lines: Sequence[Line], page: PageWords, one: Candidate) -> Place | None:
    """As :func:`place_of`, for a candidate of this very page."""
    found = next(((line, start) for line in lines if (start := _start(line, page, one)) is not None), None)
    if found is None:
        return None
    line, start = found
    left, above = _left(line, start), _above(lines, one)
    named = left or above
    if named is None:
        return None
    _, words = named
    anchor = page.box(words)
    right = one.box.x0 - (anchor.x1 if left else anchor.x0)
    return Place(left[0] if left else "", above[0] if above else "", round(right), round(one.box.top - anchor.top))


def _start(line: Line, page: PageWords, one: Candidate) -> int | None:
    """Where in the line's text the candidate begins."""
    at = line.text.find(one.text)
    while at >= 0:
        words = line.words_in(at, at + len(one.text))
        if words and page.box(words) == one.box:
            return at
        at = line.text.find(one.text, at + 1)
    return None


Named = tuple[str, tuple[Word, ...]]


def _left(line: Line, start: int) -> Named | None:
    """The letters right before a value: of its own cell, else of the next cell to the left, never beyond a figure."""
    cells = [part for part in re.finditer(r"[^\t]+", line.text[:start]) if part[0].strip(" :：")]
    if not cells:
        return None
    begin, text = cells[-1].start(), cells[-1][0]
    figures = [token.end() for token in _TOKEN.finditer(text) if any(sign.isdigit() for sign in token[0])]
    begin += figures[-1] if figures else 0
    return _named(line.text[begin:start], line.words_in(begin, start))


def _above(lines: Sequence[Line], one: Candidate) -> Named | None:
    """The nearest cell over the value that names and is no figure itself."""
    over = [line for line in lines if line.bottom <= one.box.top + 1 and one.box.top - line.bottom <= _FARTHEST_ABOVE]
    for line in reversed(over[-_LINES_ABOVE:]):
        for cell in line.cells:
            if cell.words and cell.x0 <= one.box.x1 and cell.x1 >= one.box.x0:
                figures = sum(sign.isdigit() for sign in cell.text)
                if figures * 3 <= len(cell.text) and (named := _named(cell.text, cell.words)):
                    return named
    return None


def _named(text: str, words: tuple[Word, ...]) -> Named | None:
    label = _NO_LETTER.sub("", fold(text))
    return (label, words) if words and _SHORTEST <= len(label) <= _LONGEST else None
