"""A layout and its data to PDF bytes, the same bytes every time; what was printed is read back before it is handed out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import typst

from tools.printing.fonts import font_folder

_LAYOUTS = Path(__file__).parent / "layouts"


class UnreadablePrint(RuntimeError):
    """A made page whose text layer does not say what it should: a font without the characters."""


@lru_cache(maxsize=2)
def _compiler(fonts: str) -> typst.Compiler:
    return typst.Compiler(root=_LAYOUTS, font_paths=[fonts], ignore_system_fonts=True)


def press(layout: str, data: Mapping[str, Any], must_read: Iterable[str]) -> bytes:
    """The PDF of a layout. Raises FontsMissing, or UnreadablePrint where the text layer lost one of ``must_read``."""
    compiler = _compiler(str(font_folder()))
    told = {"data": json.dumps(data, ensure_ascii=False)}
    made = compiler.compile(input=_LAYOUTS / f"{layout}.typ", format="pdf", sys_inputs=told, timestamp=0)
    assert isinstance(made, bytes)
    printed = ink(" ".join(pages(made)))
    for wanted in must_read:
        if ink(wanted) not in printed:
            raise UnreadablePrint(f"{layout}: the text layer lost {wanted!r}")
    return made


def pages(made: bytes) -> list[str]:
    """The text layer of each page."""
    document = pdfium.PdfDocument(made)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def ink(text: str) -> str:
    """What is printed of a text: everything but spaces and line ends, compatibility forms folded."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\ufffe", "").split())
