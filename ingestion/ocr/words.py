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

_PRINT = 15.8
"""Points the median box of a line is high: boxes are found wider than the print, ordinary print then comes out at 10 to 12."""
_INK = 0.68
"""The part of a box's height that is print."""
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
    width, height = frame.size
    return PageWords(number, width * scale, height * scale, tuple(words))


def as_it_came(box: Box, frame: Frame) -> Box:
    """A box on the straight page as one on the picture that was handed in."""
    scale = box.page_width / frame.size[0]
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
    for (text, box), parted in zip(signs, _parted(line.text), strict=True):
        if run and (parted or box[0] - run[-1][1][2] > _APART * line.height):
            yield from _run(run, scale)
            run = []
        run.append((text, box))
    yield from _run(run, scale)


def _parted(text: str) -> Iterator[bool]:
    """For each character but blanks, whether a blank before it parts two words: between Han characters it does not."""
    before, blank = "", False
    for sign in text:
        if sign == " ":
            blank = True
            continue
        yield blank and not (_is_wide(before) and _is_wide(sign))
        before, blank = sign, False


def _is_wide(sign: str) -> bool:
    """Han characters with their punctuation and full-width forms; the recogniser sees blanks between them that are none."""
    return "\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def _run(run: Sequence[tuple[str, tuple[float, float, float, float]]], scale: float) -> Iterator[Word]:
    if run:
        boxes = [box for _, box in run]
        whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        yield from _word("".join(text for text, _ in run), whole, scale)


def _word(text: str, box: tuple[float, float, float, float], scale: float) -> Iterator[Word]:
    plain = readable(text).strip()
    if plain:
        x0, top, x1, bottom = (one * scale for one in box)
        spare = (bottom - top) * (1 - _INK) / 2
        yield Word(plain, x0, top + spare, x1, bottom - spare, bottom - top - 2 * spare)


def _bounds(corners: Sequence[Point], frame: Frame) -> tuple[float, float, float, float]:
    placed = [frame.straight(one) for one in corners]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    return min(xs), min(ys), max(xs), max(ys)
