"""What objects of an OFD's page point at: pictures by id, and sets of drawing values (DrawParam)."""

from __future__ import annotations

import io
import posixpath
import warnings

from lxml.etree import _Element
from PIL import Image

from ingestion.limits import Limits
from ingestion.ofd.package import BadOfd, Package
from ingestion.xml.terms import every, first, local, text

KINDS = ("JPEG", "PNG", "BMP", "GIF", "TIFF")
"""JBIG2 is not among what Pillow opens: such a picture stays a grey place."""


class Resources:
    """Of one document; a picture is opened when it is first drawn, and kept."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._files: dict[str, str] = {}
        self._params: dict[str, _Element] = {}
        self._kept: dict[str, Image.Image | None] = {}
        self._pixels = 0
        for kind in ("PublicRes", "DocumentRes"):
            for one in every(package.root, f"CommonData/{kind}"):
                self._read(package.name_of(package.base, (one.text or "").strip()))

    def _read(self, name: str) -> None:
        try:
            root = self._package.xml(name)
        except BadOfd:
            return  # a page without its pictures is still a page
        folder = posixpath.dirname(self._package.name_of(posixpath.dirname(name), (root.get("BaseLoc") or ".") + "/x"))
        for media in every(root, "MultiMedias/MultiMedia"):
            if place := text(media, "MediaFile"):
                self._files[media.get("ID") or ""] = self._package.name_of(folder, place)
        for param in every(root, "DrawParams/DrawParam"):
            self._params[param.get("ID") or ""] = param

    def value(self, node: _Element, name: str) -> str | None:
        """An attribute of an object, else of its drawing values, or of those of its layer."""
        if node.get(name) is not None:
            return node.get(name)
        return next((found for one in self._of(node) if (found := one.get(name)) is not None), None)

    def color(self, node: _Element, name: str) -> tuple[int, int, int] | None:
        """``StrokeColor`` or ``FillColor`` as RGB; None where nobody says."""
        for one in (node, *self._of(node)):
            told = first(one, name)
            if told is not None and (found := _rgb(told.get("Value"))):
                return found
        return None

    def _of(self, node: _Element) -> list[_Element]:
        found: list[_Element] = []
        names = [
            node.get("DrawParam"),
            *(one.get("DrawParam") for one in node.iterancestors() if local(one) == "Layer"),
        ]
        for begun in names:
            name = begun
            while name and (param := self._params.get(name)) is not None and param not in found:
                found.append(param)
                name = param.get("Relative")
        return found

    def picture(self, name: str) -> Image.Image | None:
        """The picture of an id; None where it is missing, of no kind that is read, or too large."""
        if name not in self._kept:
            file = self._files.get(name)
            self._kept[name] = self._opened(file) if file else None
        return self._kept[name]

    def _opened(self, file: str) -> Image.Image | None:
        try:
            made = opened_picture(self._package.data(file), self._limits)
        except BadOfd:
            return None
        if made is None or self._pixels + made.width * made.height > 2 * self._limits.image_pixels:
            return None
        self._pixels += made.width * made.height
        return made


def opened_picture(data: bytes, limits: Limits) -> Image.Image | None:
    """A picture file within the limit of pixels, as RGBA."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=KINDS) as found:
                if found.width * found.height > limits.image_pixels:
                    return None
                return found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, Warning, MemoryError, Image.DecompressionBombError):
        return None


def _rgb(value: str | None) -> tuple[int, int, int] | None:
    try:
        parts = [min(max(int(float(one)), 0), 255) for one in (value or "").split()]
    except (ValueError, OverflowError):
        return None
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None
