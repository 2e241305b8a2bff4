"""Words set as headings are: with spaces between their letters, ``I N V O I C E   0 1 0``, or in capitals of two sizes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingestion.pdf.words import Word

_FEWEST, _LETTERS = 5, 3
_WIDEST = 2.0
"""Letters further apart than so many font sizes are no word."""
_TOUCHING, _LEVEL, _SMALL = 0.08, 0.25, 0.55
_APART = 1.6
"""A gap so many times that between the letters is one between words."""


def closed(row: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a row from left to right, runs of single Latin letters and figures that begin with letters joined, and a
    capital with the small capitals behind it."""
    row = _with_small_capitals(row)
    if sum(_single(word) for word in row) < _FEWEST:
        return tuple(row)
    out: list[Word] = []
    run: list[Word] = []
    for word in row:
        if run and (not _single(word) or word.x0 - run[-1].x1 > _WIDEST * word.size or word.size != run[-1].size):
            out += _joined(run)
            run = []
        if _single(word):
            run.append(word)
        else:
            out.append(word)
    return (*out, *_joined(run))


def _with_small_capitals(row: Sequence[Word]) -> Sequence[Word]:
    if all(left.size == right.size for left, right in pairwise(row)):
        return row
    out: list[Word] = []
    for word in row:
        if out and _goes_on(out[-1], word):
            out[-1] = _word([out[-1], word])
        else:
            out.append(word)
    return out


def _goes_on(left: Word, right: Word) -> bool:
    """Whether a word touches a capital that is greater than its own, or is the full stop behind small capitals."""
    if right.x0 - left.x1 > _TOUCHING * left.size or not left.text[-1].isupper():
        return False
    low = abs(left.bottom - right.bottom) < _LEVEL * left.size  # a foot note's sign stands high
    return low and ((right.text.isupper() and _SMALL * left.size < right.size < left.size) or right.text in ".,;:")


def _single(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalnum() and word.text < "\u0250"


def _joined(run: list[Word]) -> list[Word]:
    letters = [word.text for word in run[:_LETTERS]]
    if len(run) < _FEWEST or not all(letter.isalpha() and letter.isupper() for letter in letters):
        return run
    between = median(right.x0 - left.x1 for left, right in pairwise(run))
    words = [[run[0]]]
    for left, right in pairwise(run):
        if right.x0 - left.x1 > _APART * between:
            words.append([])
        words[-1].append(right)
    return [_word(letters) for letters in words]


def _word(letters: list[Word]) -> Word:
    first, last = letters[0], letters[-1]
    top, bottom = min(one.top for one in letters), max(one.bottom for one in letters)
    return Word("".join(one.text for one in letters), first.x0, top, last.x1, bottom, first.size)
