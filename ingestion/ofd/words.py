"""What an OFD's pages print, as words with boxes: each TextObject's characters where GB/T 33190 puts them.

A TextCode begins at X, Y inside its object's Boundary; DeltaX and DeltaY are the steps to the next characters, ``g n d``
standing for ``n`` steps of ``d``; CTM turns and stretches before the Boundary moves. Templates are printed under a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from ingestion.limits import Limits
from ingestion.ofd.layers import (
    POINTS,
    OfdLayers,
    invisible,
    layers_of,
    matrix_of,
    numbers,
    ofd_page_count,
)
from ingestion.ofd.package import BadOfd, Package
from ingestion.pdf.words import Character, PageWords, words_of
from ingestion.xml.terms import every, local

_NARROW = 0x2E80
"""Characters below are about half as wide as the font is high, where no step tells."""


@dataclass(frozen=True, slots=True)
class OfdPage:
    """The words of a page, and texts on it that are marked invisible."""

    words: PageWords
    hidden: tuple[str, ...]


def ofd_words(package: Package, limits: Limits, only: int = 0) -> tuple[OfdPage, ...]:
    """Pages from the first on, or one of them (from 1). BadOfd, with ``too_much_text`` where a page holds too much."""
    count = min(ofd_page_count(package), limits.pages_read)
    wanted = range(1, count + 1) if not only else range(only, min(only, count) + 1)
    return tuple(_page(layers_of(package, number), limits) for number in wanted)


def _page(page: OfdLayers, limits: Limits) -> OfdPage:
    characters: list[Character] = []
    hidden: list[str] = []
    for layer in page.layers:
        for node in layer.iter():
            if isinstance(node.tag, str) and local(node) == "TextObject":
                if _invisible(node):
                    hidden.append("".join(one.text or "" for one in every(node, "TextCode")).strip())
                    continue
                characters += characters_of(node)
                if len(characters) > limits.page_characters:
                    raise BadOfd("too_much_text")
    made = PageWords(page.number, page.width * POINTS, page.height * POINTS, words_of(characters))
    return OfdPage(made, tuple(one for one in hidden if one))


def _invisible(node: _Element) -> bool:
    """Marked so, wholly transparent, or neither filled nor stroked."""
    return invisible(node) or (node.get("Fill") or "true").lower() == "false"


def characters_of(node: _Element) -> Iterator[Character]:
    """The characters of a TextObject at their places."""
    boundary = numbers(node.get("Boundary"))
    sizes = numbers(node.get("Size"))
    if len(boundary) != 4 or not sizes or not 0 < sizes[0] < 500:
        return
    ctm = matrix_of(node)
    stretch = (numbers(node.get("HScale")) or [1.0])[0]
    for code in every(node, "TextCode"):
        written = (code.text or "").strip("\n\r\t")
        x, y = (numbers(code.get("X")) or [0.0])[0], (numbers(code.get("Y")) or [sizes[0]])[0]
        across, down = _steps(code.get("DeltaX"), len(written)), _steps(code.get("DeltaY"), len(written))
        for place, sign in enumerate(written):
            step = across[place] if place < len(across) else _width(sign, sizes[0]) * stretch
            if not sign.isspace():
                yield _placed(sign, x, y, _width(sign, sizes[0]) * stretch, sizes[0], ctm, (boundary[0], boundary[1]))
            x += step if across or not down else 0.0
            y += down[place] if place < len(down) else 0.0


def _width(sign: str, size: float) -> float:
    return size if ord(sign) >= _NARROW else size / 2


def _steps(written: str | None, most: int) -> list[float]:
    """Steps between characters; ``g`` repeats, never more than there are characters."""
    parts = (written or "").split()
    found: list[float] = []
    place = 0
    while place < len(parts) and len(found) < most:
        try:
            if parts[place] == "g":
                found += [float(parts[place + 2])] * min(max(int(parts[place + 1]), 0), most)
                place += 3
            else:
                found.append(float(parts[place]))
                place += 1
        except (ValueError, IndexError):
            return found
    return found


def _placed(
    sign: str, x: float, y: float, width: float, size: float, ctm: tuple[float, ...], origin: tuple[float, float]
) -> Character:
    """A character's box in points; ``y`` is its base line."""
    a, b, c, d, e, f = ctm
    corners = [(x, y - 0.85 * size), (x + width, y + 0.15 * size)]
    placed = [(a * px + c * py + e + origin[0], b * px + d * py + f + origin[1]) for px, py in corners]
    xs, ys = sorted(one[0] for one in placed), sorted(one[1] for one in placed)
    upright = abs(b) < 1e-6 and abs(c) < 1e-6
    return Character(
        sign, xs[0] * POINTS, ys[0] * POINTS, xs[1] * POINTS, ys[1] * POINTS, size * abs(d or 1.0) * POINTS, upright
    )
