"""Where the paper lies on a photograph: the bright sheet before a darker table, so that its margins are its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from ingestion.ocr.engine import Point

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
_SIDE = 400
_SHEET = 0.5
"""A row or column of pixels is the sheet's where at least this part of it is bright."""
_LEAST = 0.3
"""A sheet covers at least this part of the picture's width and height."""
_TABLE = 0.25
"""Around the sheet at most this part is bright: else nothing tells paper from table."""


def paper_edges(image: Image.Image, degrees: float, middles: Sequence[Point]) -> Edges | None:
    """The paper's edges on the picture turned straight by ``degrees``; None where it fills the picture or is not to be told.

    ``middles`` are those of the text lines, straight: a sheet that leaves one out is none.
    """
    scale = max(1.0, max(image.size) / _SIDE)
    small = image.convert("L").reduce(int(scale)) if scale >= 2 else image.convert("L")
    scale = image.width / small.width
    light = np.asarray(small.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=0), dtype=np.uint8)
    bright = light > _threshold(light)
    found = _sheet(bright)
    if found is None or not middles:
        return None
    left, top, right, bottom = found
    around = bright.copy()
    around[top:bottom, left:right] = False
    spare = bright.size - (bottom - top) * (right - left)
    if spare < 0.02 * bright.size or around.sum() > _TABLE * spare:
        return None
    edges = (left * scale, top * scale, right * scale, bottom * scale)
    inside = all(edges[0] <= x <= edges[2] and edges[1] <= y <= edges[3] for x, y in middles)
    return edges if inside else None


def _sheet(bright: np.ndarray) -> tuple[int, int, int, int] | None:
    """The longest run of columns that are mostly bright, and of rows within it."""
    across = _longest(bright.mean(axis=0) >= _SHEET * bright.mean(axis=0).max())
    down = _longest(bright[:, slice(*across)].mean(axis=1) >= _SHEET)
    height, width = bright.shape
    if across[1] - across[0] < _LEAST * width or down[1] - down[0] < _LEAST * height:
        return None
    return across[0], down[0], across[1], down[1]


def _longest(kept: np.ndarray) -> tuple[int, int]:
    """Start and end of the longest run of True; an interruption of one pixel in a hundred is passed over."""
    most, start, last = (0, 0), None, -1
    for at in np.flatnonzero(kept):
        if start is None or at - last > max(2, len(kept) // 100):
            start = int(at)
        last = int(at)
        if last + 1 - start > most[1] - most[0]:
            most = (start, last + 1)
    return most


def _threshold(light: np.ndarray) -> int:
    """Otsu's: the level that parts dark from bright with the least spread within both."""
    counts = np.bincount(light.ravel(), minlength=256).astype(np.float64)
    weight = counts.cumsum()
    total = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (total[-1] * weight / weight[-1] - total) ** 2 / (weight * (weight[-1] - weight))
    return int(np.nanargmax(np.where(np.isfinite(between), between, -1.0)))
