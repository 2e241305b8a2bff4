"""A page nobody can draw, as a picture of its words alone: each in its box, escaped, on white."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import escape

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, such as control characters: a file puts them where it likes."""


def drawn(printed: Any) -> str:
    """An SVG as large as the page; a word fills its box, so that boxes of fields lie on it."""
    words = "".join(
        f'<text x="{x0:.1f}" y="{bottom - (bottom - top) * 0.18:.1f}" font-size="{max(bottom - top, 1) * 0.9:.1f}"'
        f' textLength="{max(x1 - x0, 1):.1f}" lengthAdjust="spacingAndGlyphs">{escape(NOT_XML.sub("", one.text))}</text>'
        for one in printed.words
        for x0, top, x1, bottom in [one.box]
    )
    width, height = f"{printed.width:.1f}", f"{printed.height:.1f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="sans-serif" fill="#222"><rect width="100%" height="100%" fill="#fff"/>{words}</svg>'
    )
