"""An OFD's page as a picture: lines, surfaces, pictures and seals, and the text where a font is given.

Drawn by Pillow at twice the size and made small again, so that lines are smooth. Nothing is fetched, no font of the file is
opened; what cannot be drawn (JBIG2, a turned picture) is left out, and every count is bounded.
"""

from __future__ import annotations

import math
from functools import lru_cache

from lxml.etree import _Element
from PIL import Image, ImageDraw, ImageFont

from ingestion.limits import Limits
from ingestion.ofd.layers import POINTS, OfdLayers, invisible, layers_of, matrix_of, numbers
from ingestion.ofd.package import BadOfd, Package, opened_ofd
from ingestion.ofd.resources import Resources, opened_picture
from ingestion.ofd.seals import Seal, seals_of
from ingestion.ofd.shapes import Point, lines_in, placed
from ingestion.ofd.words import characters_of
from ingestion.xml.terms import every, local

_FINER = 2
_WIDTH = 0.353
"""Millimetres of a line whose width nobody gives."""
_TALLEST = 400
"""Pixels of a letter; larger ones are no text."""
_WHITE = (255, 255, 255, 255)


def ofd_picture(package: Package, number: int, width_px: int, limits: Limits, font: str = "") -> Image.Image:
    """A page (from 1) that is there, ``width_px`` wide or as wide as the limit of pixels allows. Raises BadOfd."""
    page = layers_of(package, number)
    most = math.sqrt(limits.image_pixels / (page.width * page.height)) / _FINER
    scale = max(min(width_px / page.width, most), 1 / min(page.width, page.height))
    canvas = _Canvas(page, scale * _FINER, Resources(package, limits), limits, font)
    canvas.draw()
    for seal in seals_of(package):
        if seal.page == page.id:
            canvas.stamp(seal)
    size = (max(round(page.width * scale), 1), max(round(page.height * scale), 1))
    return canvas.image.resize(size, Image.Resampling.BOX).convert("RGB")


class _Canvas:
    """A page being drawn, ``scale`` pixels a millimetre."""

    def __init__(self, page: OfdLayers, scale: float, resources: Resources, limits: Limits, font: str) -> None:
        self._page, self._scale, self._resources, self._limits, self._font = page, scale, resources, limits, font
        size = (max(round(page.width * scale), 1), max(round(page.height * scale), 1))
        self.image = Image.new("RGBA", size, _WHITE)
        self._pen = ImageDraw.Draw(self.image)
        self._points = limits.drawn_points

    def draw(self) -> None:
        """Every object of every layer, in order."""
        count = 0
        kinds = {"PathObject": self._path, "ImageObject": self._picture, "TextObject": self._text}
        for layer in self._page.layers:
            for node in layer.iter():
                made = kinds.get(local(node)) if isinstance(node.tag, str) else None
                if made is None or invisible(node):
                    continue
                count += 1
                if count > self._limits.drawn_objects:
                    raise BadOfd("ofd_too_large")
                made(node)

    def stamp(self, seal: Seal) -> None:
        """A seal over the page; white of its picture is none."""
        x, y, width, height = seal.box
        found = _seal_picture(seal, max(round(width * self._scale), 1), self._limits, self._font)
        if found is not None:
            self._paste(found, x, y, width, height, clear=True)

    def _px(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale

    def _path(self, node: _Element) -> None:
        box, matrix = numbers(node.get("Boundary")), matrix_of(node)
        written = next((one.text or "" for one in every(node, "AbbreviatedData")), "")
        if len(box) != 4 or self._points <= 0:
            return
        value, color = self._resources.value, self._resources.color
        filled = (value(node, "Fill") or "false").lower() == "true"
        stroked = (value(node, "Stroke") or "true").lower() != "false"
        width = (numbers(value(node, "LineWidth")) or [_WIDTH])[0] * math.sqrt(
            abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        )
        pixels = min(max(round(width * self._scale), 1), 400)
        for run in lines_in(written, self._points):
            self._points -= len(run)
            points = [self._px(placed(one, matrix, (box[0], box[1]))) for one in run]
            if filled and len(points) > 2:
                self._pen.polygon(points, fill=color(node, "FillColor") or (0, 0, 0))
            if stroked and len(points) > 1:
                self._pen.line(points, fill=color(node, "StrokeColor") or (0, 0, 0), width=pixels)

    def _picture(self, node: _Element) -> None:
        box, matrix = numbers(node.get("Boundary")), matrix_of(node)
        if len(box) != 4:
            return
        corners = [placed(one, matrix, (box[0], box[1])) for one in ((0.0, 0.0), (1.0, 1.0))]
        xs, ys = sorted(one[0] for one in corners), sorted(one[1] for one in corners)
        found = self._resources.picture(node.get("ResourceID") or "")
        if found is None:
            edges = [self._px((xs[0], ys[0])), self._px((xs[1], ys[1]))]
            self._pen.rectangle(edges, fill=(235, 235, 235), outline=(170, 170, 170))
            return
        self._paste(found, xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0])

    def _paste(
        self, found: Image.Image, x: float, y: float, width: float, height: float, *, clear: bool = False
    ) -> None:
        size = (round(width * self._scale), round(height * self._scale))
        most = (2 * self.image.width, 2 * self.image.height)
        if not (0 < size[0] <= most[0] and 0 < size[1] <= most[1]):
            return
        small = found.resize(size, Image.Resampling.BILINEAR)
        if clear:
            small.putalpha(_ink(small))
        at = (round(x * self._scale), round(y * self._scale))
        if -size[0] < at[0] < self.image.width and -size[1] < at[1] < self.image.height:
            self.image.paste(small, at, small)

    def _text(self, node: _Element) -> None:
        if not self._font or (node.get("Fill") or "true").lower() == "false":
            return
        color = self._resources.color(node, "FillColor") or (0, 0, 0)
        pixel = self._scale / POINTS
        for one in characters_of(node):
            size = round(one.size * pixel)
            if one.upright and 1 <= size <= _TALLEST:
                base = one.bottom - 0.15 * one.size
                self._pen.text((one.x0 * pixel, base * pixel), one.text, color, _sized(self._font, size), anchor="ls")
            elif not one.upright:
                middle = ((one.x0 + one.x1) / 2 * pixel, (one.top + one.bottom) / 2 * pixel)
                self._turned(node, one.text, color, middle)

    def _turned(self, node: _Element, sign: str, color: tuple[int, int, int], middle: Point) -> None:
        """A sign that stands aslant, as those of a round seal do: about its own middle."""
        a, b, c, d, _, _ = matrix_of(node)
        size = round((numbers(node.get("Size")) or [0.0])[0] * math.sqrt(abs(a * d - b * c)) * self._scale)
        if not 1 <= size <= _TALLEST:
            return
        tile = Image.new("RGBA", (2 * size, 2 * size), (*color, 0))
        ImageDraw.Draw(tile).text((size, size), sign, color, _sized(self._font, size), anchor="mm")
        turned = tile.rotate(-math.degrees(math.atan2(b, a)), Image.Resampling.BICUBIC)
        self.image.paste(turned, (round(middle[0]) - size, round(middle[1]) - size), turned)


@lru_cache(maxsize=64)
def _sized(font: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)


def _ink(picture: Image.Image) -> Image.Image:
    """How much of each pixel is no white: a stamp does not hide what it lies on."""
    grey = picture.convert("RGB").convert("L").point(lambda value: 255 if value < 200 else max(0, (250 - value) * 5))
    alpha = picture.getchannel("A")
    return Image.composite(grey, alpha, alpha.point(lambda value: 255 if value > 0 else 0))


def _seal_picture(seal: Seal, width_px: int, limits: Limits, font: str) -> Image.Image | None:
    if not seal.is_ofd:
        return opened_picture(seal.data, limits)
    try:
        with opened_ofd(seal.data, limits) as package:
            page = layers_of(package, 1)
            canvas = _Canvas(page, min(width_px, 2_000) / page.width, Resources(package, limits), limits, font)
            canvas.draw()  # a seal inside a seal is not looked for
            return canvas.image
    except (BadOfd, IndexError):
        return None
