"""Words with boxes, through pdfplumber: dedoubled, upright, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pdfplumber.utils.text import extract_words

from ingestion.pdf.letters import letters
from ingestion.values.text import readable
from ledger.evidence.field import Box

_ON_ITSELF = 0.65
"""A letter set off by less than so much of its width is the same one printed again."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; lengths in points, origin top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page; ``number`` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    def box(self, words: tuple[Word, ...] | list[Word]) -> Box:
        """The rectangle around some words."""
        assert words, "a box needs a word"
        return Box(
            min(word.x0 for word in words),
            min(word.top for word in words),
            max(word.x1 for word in words),
            max(word.bottom for word in words),
            self.width,
            self.height,
        )


@dataclass(frozen=True, slots=True)
class Character:
    """One printed character, wherever it was read; lengths in points, origin top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    upright: bool = True


def page_words(page: Any, number: int, character_limit: int) -> PageWords:
    """Words of a pdfplumber page; text standing on its head or side is left out, the page's turn undone.

    Raises TooManyLetters where the page holds more characters than the limit, BrokenPage where it cannot be read.
    """
    return PageWords(number, float(page.width), float(page.height), _words(letters(page, character_limit)))


def words_of(characters: Iterable[Character]) -> tuple[Word, ...]:
    """Words out of characters that come from elsewhere than a PDF."""
    told = [
        {"text": one.text, "x0": one.x0, "x1": one.x1, "top": one.top, "bottom": one.bottom, "doctop": one.top,
         "size": one.size, "upright": one.upright}
        for one in characters
    ]  # fmt: skip
    return _words(told)


def _words(characters: Iterable[dict[str, Any]]) -> tuple[Word, ...]:
    upright = _once(item for item in characters if item.get("upright", True))
    found = extract_words(
        upright, x_tolerance_ratio=0.18, y_tolerance=2.5, keep_blank_chars=False, extra_attrs=["size"]
    )
    words = []
    for item in found:
        text = readable(item["text"]).strip()
        if text:
            left, right = float(item["x0"]), float(item["x1"])
            words.append(Word(text, left, float(item["top"]), right, float(item["bottom"]), float(item["size"])))
    return tuple(words)


def _once(characters: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Characters without those printed again within a point of themselves, as false bold is; the second of two thin letters
    of small print, which stands beside the first and not on it, stays."""
    kept: list[dict[str, Any]] = []
    seen: dict[tuple[str, int], dict[int, float]] = {}
    for item in characters:
        text, left = item["text"], item["x0"]
        x, y = round(left), round(item["top"])
        near = [found for row in (y - 1, y, y + 1) if (found := seen.get((text, row)))]
        on = [found[at] for found in near for at in (x - 1, x, x + 1) if at in found]
        if not on or min(abs(left - other) for other in on) > _ON_ITSELF * (item["x1"] - left):
            seen.setdefault((text, y), {})[x] = left
            kept.append(item)
    return kept
