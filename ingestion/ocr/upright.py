"""Which way up a paper lies, how crooked, and where on the picture: turned by quarters, the rest is reckoned out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from ingestion.ocr.edges import Edges, paper_edges
from ingestion.ocr.engine import Point, Seen, lines_in, stand_on_head

_TALL = 1.5
_SENSIBLE = 0.6
CROOKED = 0.2
"""Degrees below which nothing is reckoned out."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture was turned for reading: ``quarters`` counter-clockwise, then ``degrees`` clockwise about its middle.

    ``width`` and ``height`` are the turned picture's, in pixels; ``paper`` is where the paper lies on it, all of it if None.
    """

    quarters: int
    degrees: float
    width: int
    height: int
    paper: Edges | None = None

    @property
    def lying(self) -> Edges:
        """Left, top, right and bottom of the paper on the straight picture."""
        return self.paper or (0.0, 0.0, float(self.width), float(self.height))

    def straight(self, point: Point) -> Point:
        """A point of the turned picture where it would be on the paper if that lay straight."""
        x, y = self._about_middle(point, math.radians(-self.degrees))
        return x - self.lying[0], y - self.lying[1]

    def back(self, point: Point) -> Point:
        """A point of the straight paper in the picture as it came."""
        there = (point[0] + self.lying[0], point[1] + self.lying[1])
        x, y = self._about_middle(there, math.radians(self.degrees))
        if self.quarters == 1:
            return self.height - y, x
        if self.quarters == 2:
            return self.width - x, self.height - y
        return (y, self.width - x) if self.quarters == 3 else (x, y)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        left, top, right, bottom = self.lying
        return right - left, bottom - top

    @property
    def size_before(self) -> tuple[int, int]:
        """Width and height of the picture as it came."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def _about_middle(self, point: Point, angle: float) -> Point:
        middle = (self.width / 2, self.height / 2)
        x, y = point[0] - middle[0], point[1] - middle[1]
        cos, sin = math.cos(angle), math.sin(angle)
        return x * cos - y * sin + middle[0], x * sin + y * cos + middle[1]


def read_upright(image: Image.Image) -> tuple[list[Seen], Frame]:
    """The lines of a paper however it lies, with the frame their places are in. A paper that lies right is read once."""
    lines, quarters = lines_in(image), 0
    if _lies_on_its_side(lines):
        image, quarters = image.transpose(Image.Transpose.ROTATE_90), 1
        lines = lines_in(image)
    if stand_on_head(image, lines):
        image, quarters = image.transpose(Image.Transpose.ROTATE_180), (quarters + 2) % 4
        lines = lines_in(image)
    frame = Frame(quarters, _angle(lines), image.width, image.height)
    middles = [frame.straight(_middle(one)) for one in lines]
    return lines, replace(frame, paper=paper_edges(image, frame.degrees, middles))


def _middle(line: Seen) -> Point:
    return statistics.fmean(x for x, _ in line.corners), statistics.fmean(y for _, y in line.corners)


def _lies_on_its_side(lines: Sequence[Seen]) -> bool:
    """Most of the text stands in boxes higher than wide."""
    letters = [(len(one.text), _box_is_tall(one)) for one in lines if len(one.text) > 2]
    tall = sum(count for count, is_tall in letters if is_tall)
    return tall > _SENSIBLE * sum(count for count, _ in letters) if letters else False


def _box_is_tall(one: Seen) -> bool:
    xs, ys = [x for x, _ in one.corners], [y for _, y in one.corners]
    return max(ys) - min(ys) > _TALL * (max(xs) - min(xs))


def _angle(lines: Sequence[Seen]) -> float:
    """The median slope of the longer lines, in degrees; 0 where they lie straight or disagree."""
    slopes = [
        math.degrees(math.atan2(one.corners[1][1] - one.corners[0][1], one.corners[1][0] - one.corners[0][0]))
        for one in lines
        if one.width > 5 * one.height
    ]
    if len(slopes) < 3:
        return 0.0
    middle = statistics.median(slopes)
    return middle if CROOKED < abs(middle) < 30 else 0.0
