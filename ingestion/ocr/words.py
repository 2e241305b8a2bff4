"""Lines of a picture as words in points, so that the readers of printed pages read them too.

The scale is taken from the text: its median height becomes that of ordinary print, whatever the picture's pixels are.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from ingestion.ocr.engine import Point, Seen
from ingestion.ocr.upright import Frame
from ingestion.pdf.words import PageWords, Word
from ingestion.values.text import readable
from ledger.evidence.field import Box

_PRINT = 9.0
_APART = 0.55
"""A gap wider than this part of the height parts two words."""
LEAST_SCORE = 0.5


def page_of(lines: Sequence[Seen], frame: Frame, number: int) -> PageWords:
    """The words of a picture, straight."""
    kept = [one for one in lines if one.score >= LEAST_SCORE]
    heights = [one.height for one in kept if one.height > 0]
    scale = _PRINT / statistics.median(heights) if heights else 1.0
    words = [word for line in kept for word in _words(line, frame, scale)]
    words.sort(key=lambda word: (word.top, word.x0))
    return PageWords(number, frame.width * scale, frame.height * scale, tuple(words))


def as_it_came(box: Box, frame: Frame) -> Box:
    """A box on the straight page as one on the picture that was handed in."""
    scale = box.page_width / frame.width
    corners = [(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom)]
    placed = [frame.back((x / scale, y / scale)) for x, y in corners]
    width, height = frame.size_before
    xs = [min(max(x, 0.0), float(width)) * scale for x, _ in placed]
    ys = [min(max(y, 0.0), float(height)) * scale for _, y in placed]
    return Box(min(xs), min(ys), max(xs), max(ys), width * scale, height * scale)


def _words(line: Seen, frame: Frame, scale: float) -> Iterator[Word]:
    signs = [(sign.text, _bounds(sign.corners, frame)) for sign in line.signs]
    if "".join(text for text, _ in signs) != line.text.replace(" ", ""):  # places were not told: the line is one word
        yield from _word(line.text, _bounds(line.corners, frame), scale)
        return
    run: list[tuple[str, tuple[float, float, float, float]]] = []
    for text, box in signs:
        if run and box[0] - run[-1][1][2] > _APART * line.height:
            yield from _run(run, scale)
            run = []
        run.append((text, box))
    yield from _run(run, scale)


def _run(run: Sequence[tuple[str, tuple[float, float, float, float]]], scale: float) -> Iterator[Word]:
    if run:
        boxes = [box for _, box in run]
        whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        yield from _word("".join(text for text, _ in run), whole, scale)


def _word(text: str, box: tuple[float, float, float, float], scale: float) -> Iterator[Word]:
    plain = readable(text).strip()
    if plain:
        x0, top, x1, bottom = (one * scale for one in box)
        yield Word(plain, x0, top, x1, bottom, bottom - top)


def _bounds(corners: Sequence[Point], frame: Frame) -> tuple[float, float, float, float]:
    placed = [frame.straight(one) for one in corners]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    return min(xs), min(ys), max(xs), max(ys)
