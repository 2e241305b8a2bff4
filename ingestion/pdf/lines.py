"""Lines and cells out of words.

A line's text joins its words by a space, and by a tab where the gap is wide enough to be a column. Every match in the
text can be walked back to its words, and so to its box. ``compact`` is the same without any space, for Chinese, whose
labels are often letter-spaced (名　　称).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ingestion.pdf.spaced import closed
from ingestion.pdf.words import PageWords, Word
from ingestion.values.text import fold

_WIDE = 1.0
"""A gap wider than this many font sizes parts two cells."""


@dataclass(frozen=True)
class Cell:
    """Words of a line that stand together; ``start`` and ``end`` are offsets in the line's text."""

    words: tuple[Word, ...]
    text: str
    start: int
    end: int

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1


@dataclass(frozen=True)
class Line:
    """Words at one height, from left to right."""

    page: PageWords
    words: tuple[Word, ...]

    @cached_property
    def _joined(self) -> tuple[str, tuple[int, ...]]:
        text, owner = "", []
        for index, word in enumerate(self.words):
            if index:
                before = self.words[index - 1]
                gap = word.x0 - before.x1
                text += "\t" if gap > _WIDE * max(min(word.size, before.size), 5.0) else " "
                owner.append(-1)
            text += word.text
            owner.extend([index] * len(word.text))
        return text, tuple(owner)

    @property
    def text(self) -> str:
        """Words joined by spaces, cells by tabs."""
        return self._joined[0]

    @cached_property
    def folded(self) -> str:
        """The text folded, offsets unchanged."""
        return fold(self.text)

    @cached_property
    def compact(self) -> str:
        """The folded text without spaces."""
        return re.sub(r"\s", "", self.folded)

    @cached_property
    def _compact_offsets(self) -> tuple[int, ...]:
        return tuple(index for index, character in enumerate(self.folded) if not character.isspace())

    def offset_of(self, compact_end: int) -> int:
        """The offset in the text right behind a position of the compact text."""
        return self._compact_offsets[compact_end - 1] + 1 if compact_end else 0

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @cached_property
    def height(self) -> float:
        """Height of the tallest word."""
        return max(word.bottom - word.top for word in self.words)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The parts between wide gaps."""
        out, start = [], 0
        for part in self.text.split("\t"):
            end = start + len(part)
            out.append(Cell(self.words_in(start, end), part, start, end))
            start = end + 1
        return tuple(out)

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that a span of the text touches."""
        touched = sorted({owner for owner in self._joined[1][start:end] if owner >= 0})
        return tuple(self.words[index] for index in touched)

    def compact_words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that a span of the compact text touches."""
        offsets = self._compact_offsets[start:end]
        return self.words_in(offsets[0], offsets[-1] + 1) if offsets else ()

    def compact_text(self, start: int, end: int) -> str:
        """The original spelling of a span of the compact text, without the spaces that set letters apart."""
        offsets = self._compact_offsets[start:end]
        return "".join(self.text[offset] for offset in offsets)


def lines_of(page: PageWords) -> list[Line]:
    """Lines from top to bottom; words whose middles are less than half a height apart share one."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda item: (item.middle, item.x0)):
        for row in reversed(rows[-4:]):
            middle = sum(item.middle for item in row) / len(row)
            height = min(max(item.bottom - item.top for item in row), word.bottom - word.top)
            if abs(word.middle - middle) <= 0.45 * height:
                row.append(word)
                break
        else:
            rows.append([word])
    made = [Line(page, closed(sorted(row, key=lambda item: item.x0))) for row in rows]
    return sorted(made, key=lambda line: (line.top + line.bottom) / 2)
