"""Page images for people, by pypdfium2, never larger than the limits allow."""

from __future__ import annotations

import io
import math

import pypdfium2 as pdfium

from ingestion.limits import DEFAULT, Limits
from ingestion.pdf.opening import CannotOpen, opened
from ledger.core import Problem, problem


def page_image(data: bytes, page: int, width_px: int, limits: Limits = DEFAULT) -> bytes | Problem:
    """The page (from 1) as PNG, ``width_px`` wide unless the limit of pixels asks for less; or the problem."""
    assert page >= 1 and width_px >= 1
    try:
        with opened(data, limits) as document:
            if page > len(document):
                return problem("reading.no_such_page", page=page, pages=len(document))
            return _png(document, page, width_px, limits)
    except CannotOpen as error:
        return error.problem
    except (pdfium.PdfiumError, MemoryError, ValueError):
        return problem("reading.unreadable")


def _png(document: pdfium.PdfDocument, number: int, width_px: int, limits: Limits) -> bytes:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not (0 < width < 100_000 and 0 < height < 100_000):
            raise ValueError("page size")
        scale = min(width_px / width, math.sqrt(limits.image_pixels / (width * height)))
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
        out = io.BytesIO()
        image.convert("RGB").save(out, "PNG", optimize=False)
        return out.getvalue()
    finally:
        page.close()
