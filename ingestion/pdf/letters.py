"""The letters of a PDF page, and nothing else of it.

pdfplumber makes a dictionary of everything that a page draws, each with colours, paths and marks. Of all that we read
the letters: this asks pdfminer for them alone, in the same order and at the same places, in half the time, and stops at
the limit instead of behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

UNNAMED = "\ufffd"


class TooManyLetters(Exception):
    """The page holds more than the limit."""


class BrokenPage(Exception):
    """pdfminer could not work the file or the page off; it raises whatever it stumbles over."""


class _Letters(PDFPageAggregator):
    """Places letters; draws no line, no picture."""

    def __init__(self, resources: Any, limit: int) -> None:
        super().__init__(resources, laparams=None)
        self._left = limit

    def render_char(self, *arguments: Any, **named: Any) -> float:
        self._left -= 1
        if self._left < 0:
            raise TooManyLetters
        return super().render_char(*arguments, **named)

    def handle_undefined_char(self, font: Any, cid: int) -> str:
        """A letter that the font does not name: one sign that no number and no name can hold, not ``(cid:17)``."""
        return UNNAMED

    def paint_path(self, *arguments: Any, **named: Any) -> None:
        """Lines are not read."""

    def render_image(self, *arguments: Any, **named: Any) -> None:
        """Nor are pictures."""


def pages_of(data: bytes, first: int, count: int) -> Iterator[Page]:
    """``count`` pages from ``first`` (from 1) on; those behind are never looked for, however many the file says it has.

    Raises BrokenPage.
    """
    try:
        document = pdfplumber.open(io.BytesIO(data))
        for number, page in enumerate(islice(PDFPage.create_pages(document.doc), first - 1, first - 1 + count), first):
            yield Page(document, page, number)
    except MemoryError:
        raise
    except Exception as error:
        raise BrokenPage from error


def letters(page: Page, limit: int) -> list[dict[str, Any]]:
    """The characters of a pdfplumber page as ``extract_words`` takes them; lengths in points, origin at the page's top left.

    Raises TooManyLetters beyond the limit, BrokenPage where the page cannot be read.
    """
    device = _Letters(page.pdf.rsrcmgr, limit)
    try:
        PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except (TooManyLetters, MemoryError):
        raise
    except Exception as error:
        raise BrokenPage from error
    height = page.height
    return [_letter(one, height) for one in _inside(device.get_result())]


def _inside(holder: LTContainer[Any]) -> Iterator[LTChar]:
    for one in holder._objs:
        if isinstance(one, LTChar):
            yield one
        elif isinstance(one, LTContainer):
            yield from _inside(one)


def _letter(one: LTChar, height: float) -> dict[str, Any]:
    top = height - one.y1
    return {
        "text": one.get_text(), "x0": one.x0, "x1": one.x1, "top": top, "bottom": height - one.y0, "doctop": top,
        "size": one.size, "upright": one.upright,
    }  # fmt: skip
