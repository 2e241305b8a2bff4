"""The recogniser: lines of text with a place for every character. Loaded when first asked, once a process.

RapidOCR's models travel in its wheel; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image

from ingestion.ocr.threads import threads

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sign:
    """One character with the corners of its box, in pixels, from its own upper left clockwise."""

    text: str
    corners: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of text: how sure the recogniser is (0 to 1), and its corners as those of :class:`Sign`."""

    text: str
    score: float
    corners: tuple[Point, ...]
    signs: tuple[Sign, ...]

    @property
    def width(self) -> float:
        """Length along the text."""
        return float(np.hypot(*np.subtract(self.corners[1], self.corners[0])))

    @property
    def height(self) -> float:
        """Height across the text."""
        return float(np.hypot(*np.subtract(self.corners[3], self.corners[0])))


_NARROWEST = 160
"""Pixels a line is padded to at least before it is recognised, 48 of them high. As delivered it is 320: most lines of a
form are shorter, and the padding cost a sixth of a photograph's time. At 64 labels came out with spaces in them.
"""


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - takes a second to import: only where a picture is read

    return RapidOCR(
        params={
            "Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": threads(),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1, "Rec.rec_img_shape": [3, 48, _NARROWEST],
        }
    )  # fmt: skip


def lines_in(image: Image.Image) -> list[Seen]:
    """All lines of text in a picture."""
    found = _engine()(
        _array(image), use_det=True, use_cls=True, use_rec=True, return_word_box=True, return_single_char_box=True
    )
    if found.txts is None or found.boxes is None:
        return []
    words = found.word_results or [()] * len(found.txts)
    rows = zip(found.txts, found.scores, found.boxes, words, strict=False)
    return [Seen(str(text), float(score), _corners(box), _signs(told)) for text, score, box, told in rows]


def stand_on_head(image: Image.Image, lines: Sequence[Seen]) -> bool:
    """Whether the longest lines stand on their heads, by the recogniser's own classifier."""
    longest = sorted(lines, key=lambda one: -len(one.text))[:7]
    votes = 0
    for one in longest:
        xs, ys = [x for x, _ in one.corners], [y for _, y in one.corners]
        cut = image.crop((int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1))
        told = _engine()(_array(cut), use_det=False, use_cls=True, use_rec=False).cls_res
        votes += 1 if told and str(told[0][0]) == "180" and float(told[0][1]) > 0.8 else -1
    return bool(longest) and votes > 0


def _array(image: Image.Image) -> Any:
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def _corners(box: Any) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in box)


def _signs(told: Any) -> tuple[Sign, ...]:
    """Characters; a run of narrow ones (a word, a number) that came as one is shared out evenly."""
    found: list[Sign] = []
    for text, _, box in told or ():
        corners = _corners(box)
        if len(text) == 1:
            found.append(Sign(text, corners))
            continue
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
        for place, letter in enumerate(text):
            left, right = place / len(text), (place + 1) / len(text)
            top = [(ax + (bx - ax) * part, ay + (by - ay) * part) for part in (left, right)]
            foot = [(dx + (cx - dx) * part, dy + (cy - dy) * part) for part in (right, left)]
            found.append(Sign(letter, (*top, *foot)))
    return tuple(found)
