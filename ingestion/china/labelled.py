"""Values behind Chinese labels, which are often set letter by letter (名　　称) and overprinted out of line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word


@dataclass(frozen=True)
class Spot:
    """A label with the text behind it: up to the next wide gap, or the next cell where nothing follows directly."""

    line: Line
    label: tuple[Word, ...]
    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Words of the text."""
        return self.line.words_in(self.start, self.end)

    @property
    def x0(self) -> float:
        """Left edge of the label."""
        return self.label[0].x0


def spots(paper: Paper, pattern: str, page: int | None = 1) -> Iterator[Spot]:
    """Every match of a pattern for compact text (folded, without spaces), with what stands behind it."""
    label = re.compile(pattern)
    for line in paper.lines:
        if page is not None and line.page.number != page:
            continue
        for match in label.finditer(line.compact):
            words = line.compact_words(match.start(), match.end())
            if words:
                yield _behind(line, words, match.end())


def _behind(line: Line, label: tuple[Word, ...], compact_end: int) -> Spot:
    offset = line.offset_of(compact_end)
    lead = re.match(r"[ \t]*", line.text[offset:])
    begin = offset + (lead.end() if lead else 0)
    stop = line.text.find("\t", begin)
    end = len(line.text) if stop < 0 else stop
    return Spot(line, label, line.text[begin:end].strip(" :："), begin, end)


def matched(paper: Paper, pattern: str, value: str, page: int | None = 1) -> tuple[str, Line, tuple[Word, ...]] | None:
    """The first value of a shape behind a label: in the rest of its compact line, else right under the label."""
    label = re.compile(pattern + r"[::]?")
    shape = re.compile(value)
    for index, line in enumerate(paper.lines):
        if page is not None and line.page.number != page:
            continue
        found = label.search(line.compact)
        if found is None:
            continue
        rest = shape.match(line.compact, found.end()) or re.compile(r".{0,3}?(" + value + ")").match(
            line.compact, found.end()
        )
        if rest is not None:
            start = rest.start(1) if rest.re.groups and rest.lastindex else rest.start()
            return line.compact_text(start, rest.end()), line, line.compact_words(start, rest.end())
        place = line.compact_words(found.start(), found.end())
        below = _under(paper, index, place, shape)
        if below is not None:
            return below
    return None


def _under(
    paper: Paper, index: int, label: tuple[Word, ...], shape: re.Pattern[str]
) -> tuple[str, Line, tuple[Word, ...]] | None:
    """A value that was printed a little higher or lower than its label, to the right of it."""
    line = paper.lines[index]
    for other in (*paper.lines[index + 1 : index + 2], *paper.lines[max(0, index - 1) : index]):
        if other.page is line.page and abs(other.top - line.top) < 1.1 * line.height:
            for match in shape.finditer(other.compact):
                words = other.compact_words(match.start(), match.end())
                if words and words[0].x0 >= label[-1].x1 - 3:
                    return other.compact_text(match.start(), match.end()), other, words
    return None
