"""The letters of a PDF page, and nothing else of it.

pdfplumber makes a dictionary of everything that a page draws, each with colours, paths and marks. Of all that we read
the letters: this asks pdfminer for them alone, in the same order and at the same places, in a third of the time (see
content.py), and stops at the limit instead of behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect
from pdfplumber.page import Page

from ingestion.pdf.content import Interpreter

UNNAMED = "\ufffd"


class TooManyLetters(Exception):
    """The page holds more than the limit."""


class BrokenPage(Exception):
    """pdfminer could not work the file or the page off; it raises whatever it stumbles over."""


class _Letters(PDFTextDevice):
    """Places letters, as pdfminer's ``LTChar`` does; draws no line, no picture."""

    def __init__(self, resources: Any, height: float, limit: int) -> None:
        super().__init__(resources)
        self.found: list[dict[str, Any]] = []
        self._height, self._limit = height, limit

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: Any,
    ) -> float:  # fmt: skip
        """Keeps a letter and says how far it leads."""
        if len(self.found) >= self._limit:
            raise TooManyLetters
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNNAMED
        forward = font.char_width(cid) * fontsize * scaling
        upright_font = not font.is_vertical()
        if upright_font:
            low = font.get_descent() * fontsize + rise
            box = (0.0, low, forward, low + fontsize)
        else:
            box = _hanging(font.char_disp(cid), fontsize, rise, forward)
        a, b, c, d, e, f = matrix
        if b == 0 == c and a > 0 < d and box[0] <= box[2] and box[1] <= box[3]:  # nearly all stand straight
            x0, y0, x1, y1 = a * box[0] + e, d * box[1] + f, a * box[2] + e, d * box[3] + f
        else:
            x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        top = self._height - y1
        self.found.append({
            "text": text, "x0": x0, "x1": x1, "top": top, "bottom": self._height - y0, "doctop": top,
            "size": y1 - y0 if upright_font else x1 - x0, "upright": a * d * scaling > 0 and b * c <= 0,
        })  # fmt: skip
        return forward


def _hanging(place: Any, fontsize: float, rise: float, forward: float) -> tuple[float, float, float, float]:
    """The box of a letter of a font that is written downwards."""
    across, down = place
    left = -(fontsize * 0.5 if across is None else across * fontsize * 0.001)
    high = (1000 - down) * fontsize * 0.001 + rise
    return left, high + forward, left + fontsize, high


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
    device = _Letters(page.pdf.rsrcmgr, page.height, limit)
    try:
        Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except (TooManyLetters, MemoryError):
        raise
    except Exception as error:
        raise BrokenPage from error
    return device.found
